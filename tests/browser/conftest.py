"""A served copy of the prepared database, and browsers on it.

`house` is one granian for the whole run, on a free port between 20000 and 30000, with a database of its own. Tests
commit: each takes rows of its own. A person is signed in by a session made in this process, with the server's secret.
"""

import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import databases

# Playwright keeps a loop running in this thread; Django takes it for asynchronous code and would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
ROOT = databases.ROOT
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class House:
    """The server: where universities answer, the way into their schemas, and where it keeps its files."""

    port: int
    database: str
    home: Path

    def url(self, schema: str, path: str = "/") -> str:
        """Address of a page of a university."""
        return f"http://{schema}.localhost:{self.port}{path}"

    @contextmanager
    def inside(self, schema: str) -> Iterator[None]:
        """Stand in a university's schema; what is written is committed."""
        from ordo.tenancy.current import inside

        with inside(schema):
            yield

    def cookie(self, schema: str, user_id: int) -> dict[str, str]:
        """A session of somebody, as a cookie for a browser."""
        from django.contrib.auth import get_user_model
        from django.test import Client

        with self.inside(schema):
            client = Client(HTTP_HOST=f"{schema}.localhost")
            client.force_login(get_user_model().objects.get(pk=user_id))
        (cookie,) = (one for one in client.cookies.values() if one.key.endswith("session"))
        return {"name": cookie.key, "value": cookie.value, "url": self.url(schema)}


def _free_port() -> int:
    while True:
        port = random.randint(20_000, 30_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def _environment(name: str, port: int, home: Path) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if key != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "ORDO_HOME": str(home),
        "ORDO_PORT": str(port),
        "ORDO_SECRET_KEY": databases.SECRET_KEY,
        "ORDO_WEB_WORKERS": "1",
        "ORDO_PROCESS": "app",
        "DATABASE_URL": databases.url_for(name),
        "ORDO_APP_DATABASE_URL": databases.application_url(name),
        "DJANGO_SETTINGS_MODULE": "ordo.config.settings",
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("", "platform", "graphql")),
    }


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/static/ui/app.css", headers={"Host": f"nsu.localhost:{port}"})
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(log.read_text(errors="replace")[-3000:])


@pytest.fixture(scope="session")
def house(django_db_setup: str, django_db_blocker, tmp_path_factory) -> Iterator[House]:
    """The running server; this process stands on the same database."""
    from django.db import connections

    home = tmp_path_factory.mktemp("home")
    log = home / "serve.log"
    with databases.copy() as name, django_db_blocker.unblock():
        port = _free_port()
        environment = _environment(name, port, home)
        subprocess.run(
            [sys.executable, "-m", "ordo.config.launch.static"], cwd=ROOT, env=environment, check=True
        )
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "ordo.config", "serve"], cwd=ROOT, env=environment,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        connection = connections["default"]
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            _wait(process, port, log)
            yield House(port, name, home)
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = django_db_setup
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser; Playwright's own, or the system's where there is one."""
    with sync_playwright() as playwright:
        path = os.environ.get("ORDO_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(house: House, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give pages: `open_page("nsu", user_id, path)`; each in a browser context of its own, closed at the end."""
    contexts: list[BrowserContext] = []

    def give(
        schema: str, user_id: int | None, path: str = "/app/", *, viewport: dict[str, int] = DESKTOP,
        language: str = "ru",
    ) -> Page:  # fmt: skip
        context = chromium.new_context(viewport=viewport, locale=language)
        contexts.append(context)
        if user_id is not None:
            context.add_cookies([house.cookie(schema, user_id)])
        page = context.new_page()
        page.goto(house.url(schema, path))
        return page

    yield give
    for context in contexts:
        context.close()
