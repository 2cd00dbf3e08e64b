"""The servers are watched, started again when they fall, and end together."""

import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ordo.config.launch import supervisor as launch_supervisor
from ordo.config.launch.processes import identify
from ordo.config.launch.sentences import Refusal
from ordo.config.launch.supervisor import Supervisor, child_environment, is_healthy

HEALTHY = """
import http.server, os
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(os.environ["ORDO_PORT"])), Page).serve_forever()
"""


@pytest.fixture
def free_port() -> int:
    """A port below the range that the system hands out to clients."""
    for number in range(21_000, 30_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) != 0:
                return number
    raise AssertionError("no free port")


@pytest.fixture
def supervise(ordo_home: Path, free_port: int) -> Iterator[Callable[[str], Supervisor]]:
    """A supervisor whose children run the given Python text."""
    ordo_home.mkdir()
    made: list[Supervisor] = []

    def make(code: str) -> Supervisor:
        environment = child_environment({"ORDO_PORT": str(free_port)})
        made.append(Supervisor(ordo_home, environment, program=(sys.executable, "-c", code)))
        return made[-1]

    yield make
    for supervisor in made:
        supervisor.stop()


def test_it_waits_for_the_page_and_ends_it(supervise: Callable[[str], Supervisor], free_port: int) -> None:
    supervisor = supervise(HEALTHY)
    supervisor.start("serve")
    supervisor.wait_until_ready(free_port)
    assert is_healthy(free_port)
    supervisor.stop()
    assert not is_healthy(free_port)
    assert list(supervisor.records.names()) == []


def test_a_child_that_falls_at_the_start_names_its_log(supervise: Callable[[str], Supervisor]) -> None:
    supervisor = supervise("raise SystemExit('broken on purpose')")
    supervisor.start("worker")
    with pytest.raises(Refusal, match=r"worker.*worker\.log"):
        supervisor.wait_until_ready(9)
    assert "broken on purpose" in (supervisor.logs / "worker.log").read_text()


def test_a_fallen_child_is_started_again(
    supervise: Callable[[str], Supervisor], free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch_supervisor, "_FIRST_PAUSE", 0.05)
    supervisor = supervise(HEALTHY)
    supervisor.start("serve")
    supervisor.wait_until_ready(free_port)
    process = supervisor.children[0].process
    assert process is not None
    process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while supervisor.records.living("serve") in {None, process.pid} and time.monotonic() < deadline:
        supervisor.revive()
        time.sleep(0.05)
    assert supervisor.records.living("serve") not in {None, process.pid}


def test_the_next_launcher_replaces_what_a_killed_one_left(
    supervise: Callable[[str], Supervisor], free_port: int
) -> None:
    killed = supervise(HEALTHY)
    killed.start("serve")
    killed.wait_until_ready(free_port)
    process = killed.children.pop().process
    assert process is not None
    follower = supervise(HEALTHY)
    assert follower.records.stop_stale("serve")
    assert identify(process.pid) is None
    follower.start("serve")
    follower.wait_until_ready(free_port)
