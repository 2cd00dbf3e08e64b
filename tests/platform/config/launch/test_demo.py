"""The one-command start as a person, or an acceptance run, meets it: from nothing, killed, again, and stopped."""

import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ordo.config.launch.cluster import Cluster
from ordo.config.launch.processes import Records, identify

FIRST_SECONDS, NEXT_SECONDS = 300, 30
UNIVERSITIES = {"nsu", "knu", "jamu", "oshsu"}


class Demo:
    """One launcher with its output."""

    def __init__(self, home: Path, port: int) -> None:
        environment = {
            **os.environ,
            "ORDO_HOME": str(home),
            "ORDO_PORT": str(port),
            "ORDO_WEB_WORKERS": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "ordo.config.settings",
        }
        for name in ("DATABASE_URL", "ORDO_APP_DATABASE_URL", "ORDO_PROCESS", "ORDO_SECRET_KEY"):
            environment.pop(name, None)
        self.begun = time.monotonic()
        self.output = home.parent / f"output-{time.monotonic_ns()}"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ordo.config", "demo"],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def lines(self) -> list[str]:
        """What it has printed so far."""
        return self.output.read_text().splitlines()

    def wait_until_ready(self, limit: float) -> float:
        """Seconds from the start to `ready`."""
        while self.lines()[-1:] != ["ready"]:
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() - self.begun < limit, self.output.read_text()
            time.sleep(0.1)
        return time.monotonic() - self.begun


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """An ORDO_HOME and a port for the whole story; nothing of it survives."""
    home = tmp_path_factory.mktemp("demo") / "home"
    with socket.socket() as probe:
        port = next(
            number for number in range(22_000, 30_000) if probe.connect_ex(("127.0.0.1", number)) != 0
        )
    yield home, port
    Records(home / "run").stop_stale("launcher", "worker", "serve")
    leftover = Cluster(home)
    leftover.acquire()
    leftover.release()


def _get(port: int, host: str, path: str) -> tuple[int, str]:
    """Status and text of a page; where it leads on within the university (to a language), it is followed."""
    for _ in range(3):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        answer = connection.getresponse()
        path = urlsplit(answer.headers.get("Location", "")).path
        if not path:
            break
    return answer.status, answer.read().decode()


def test_from_nothing_to_served_pages_and_again_after_a_kill(place: tuple[Path, int]) -> None:
    home, port = place
    first = Demo(home, port)
    first.wait_until_ready(FIRST_SECONDS)
    accounts_file = home / "demo-accounts.json"
    accounts = json.loads(accounts_file.read_text())
    assert accounts.keys() >= UNIVERSITIES
    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600
    for code in UNIVERSITIES:
        assert accounts[code]["host"] == f"{code}.localhost:{port}"
        assert {"teacher", "student"} <= accounts[code]["users"].keys()
        assert all(user["login"] and user["password"] for user in accounts[code]["users"].values())
        assert _get(port, f"{code}.localhost", "/")[0] == 200
    assert _get(port, "localhost", "/healthz") == (200, "ok")
    assert json.loads(_get(port, "nsu.localhost", "/readyz")[1])["failed"] == []
    assert _get(port, "nobody.localhost", "/")[0] == 404

    # A second launcher beside the first one says so and leaves the first one alone.
    beside = Demo(home, port)
    assert beside.process.wait(timeout=30) == 1
    assert len(beside.lines()) >= 1
    assert _get(port, "localhost", "/healthz")[0] == 200

    # The launcher and the database are killed; web and worker are left behind, and replaced by the next start.
    records = Records(home / "run")
    orphans = [records.living(name) for name in ("serve", "worker")]
    server = Cluster(home).server_pid()
    assert server is not None
    os.kill(first.process.pid, signal.SIGKILL)
    os.kill(server, signal.SIGKILL)
    first.process.wait()
    before = accounts_file.read_bytes()
    second = Demo(home, port)
    assert second.wait_until_ready(NEXT_SECONDS) < NEXT_SECONDS
    assert all(orphan is not None and identify(orphan) is None for orphan in orphans)
    assert accounts_file.read_bytes() == before
    assert _get(port, "nsu.localhost", "/")[0] == 200

    # Told to stop, it takes everything with it.
    children = [records.living(name) for name in ("serve", "worker")]
    second.process.send_signal(signal.SIGTERM)
    assert second.process.wait(timeout=40) == 0
    assert all(child is not None and identify(child) is None for child in children)
    for _second in range(30):
        if Cluster(home).server_pid() is None:
            break
        time.sleep(1)
    assert Cluster(home).server_pid() is None
