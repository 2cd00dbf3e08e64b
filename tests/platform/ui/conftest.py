"""A server of the design system alone, and a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from ordo.config.launch import messages

ROOT = Path(__file__).parents[3]
UI = ROOT / "platform" / "ordo" / "ui"


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """The words of the pages are compiled."""
    messages.compile_catalogues()


@pytest.fixture(autouse=True)
def _plain_static_names(settings: Any) -> None:
    """Names of static files as they are: nothing is collected and hashed before a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def _free_port() -> int:
    """A port below those that the system hands out by itself (trap 22)."""
    for port in range(20_400 + os.getpid() % 5_000, 32_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port")


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError("the server ended at once")
        try:
            with urllib.request.urlopen(f"{address}/offline/", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")


@pytest.fixture(scope="session")
def site(_catalogues: None) -> Iterator[str]:
    """Address of the design system, served without the rest of the platform."""
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.platform.ui.standalone",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform"), str(ROOT / "graphql")]),
    }
    command = [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system, else the one that playwright brings."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a visitor's browser: language, theme and width of the screen."""
    opened: list[BrowserContext] = []

    def make(language: str = "en", theme: str = "", width: int = 1280) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, base_url=site, reduced_motion="reduce"
        )
        cookies: list[Any] = [{"name": "django_language", "value": language, "url": site}]
        if theme:
            cookies.append({"name": "ordo_theme", "value": theme, "url": site})
        context.add_cookies(cookies)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
