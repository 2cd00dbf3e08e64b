"""Runs the web server and the worker as children, starts a fallen one again and ends all of them together."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from ordo.config.launch.processes import Records, stop_groups
from ordo.config.launch.sentences import Refusal, title

PROGRAM = (sys.executable, "-m", "ordo.config")
_LOG_MAX = 10 * 1024 * 1024
_READY_SECONDS = 90.0
# A child that falls at once is started again less and less often; the pause starts over after a calm minute.
_FIRST_PAUSE, _LONGEST_PAUSE, _CALM_SECONDS = 1.0, 30.0, 60.0


@dataclass
class Child:
    """One process of the program: `name` is the `ordo` command that it runs."""

    name: str
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    due: float = field(default=0.0)


class Supervisor:
    """The children of one launcher."""

    def __init__(self, home: Path, environment: Mapping[str, str], program: Sequence[str] = PROGRAM) -> None:
        """Keep records in `home/run` and logs in `home/logs`; the children are `program NAME` in `environment`."""
        self.program = tuple(program)
        self.records = Records(home / "run")
        self.environment = dict(environment)
        self.logs = home / "logs"
        self.logs.mkdir(mode=0o700, exist_ok=True)
        self.children: list[Child] = []
        self._stopping = threading.Event()

    def listen(self) -> None:
        """From now on SIGTERM, SIGINT and a closed terminal end the children, then the launcher."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # What was switched off by whoever started us (nohup) stays so.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stopping.set()

    @property
    def stopping(self) -> bool:
        """Whether the launcher was told to end."""
        return self._stopping.is_set()

    def start(self, name: str) -> None:
        """Start `ordo NAME` in a process group of its own."""
        child = Child(name, self.logs / f"{name}.log")
        self.children.append(child)
        self._launch(child)

    def _launch(self, child: Child) -> None:
        if child.log.exists() and child.log.stat().st_size > _LOG_MAX:
            child.log.replace(child.log.with_suffix(".old"))
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(
                [*self.program, child.name],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
            )
        child.started = time.monotonic()
        self.records.write(child.name, child.process.pid)

    def wait_until_ready(self, port: int) -> None:
        """Wait for `/healthz`; raises Refusal `child_failed` when a child falls or the time is over."""
        deadline = time.monotonic() + _READY_SECONDS
        while not self.stopping:
            for child in self.children:
                if child.process is not None and child.process.poll() is not None:
                    raise Refusal("child_failed", name=child.name, log=child.log)
            if is_healthy(port):
                return
            if time.monotonic() > deadline:
                raise Refusal("child_failed", name=self.children[0].name, log=self.children[0].log)
            time.sleep(0.1)

    def watch(self) -> None:
        """Until told to stop: start a fallen child again.

        With ORDO_STOP_WITH_PARENT=1 (`make demo`) the end of the parent is a word to stop too: a launcher whose
        `make` was killed would otherwise go on serving unseen.
        """
        parent = os.getppid() if os.environ.get("ORDO_STOP_WITH_PARENT") == "1" else None
        while not self._stopping.wait(0.5):
            if parent is not None and os.getppid() != parent:
                return
            self.revive()

    def revive(self) -> None:
        """Look at every child once; a fallen one is started again when its pause is over."""
        for child in self.children:
            self._revive(child)

    def _revive(self, child: Child) -> None:
        """Start a child again when it has fallen and its pause is over."""
        now = time.monotonic()
        if child.process is not None:
            if child.process.poll() is None:
                return
            # Its own children (granian's workers) would keep the port.
            stop_groups([child.process.pid])
            calm = now - child.started > _CALM_SECONDS
            child.pause = _FIRST_PAUSE if calm else min(child.pause * 2, _LONGEST_PAUSE)
            child.due = now + child.pause
            child.process = None
        elif now >= child.due:
            # On standard error: `ready` stays the last line of the output.
            sys.stderr.write(f"{title('restarted')}: {child.name} ({child.log})\n")
            self._launch(child)

    def stop(self) -> None:
        """End all children and forget them."""
        stop_groups([child.process.pid for child in self.children if child.process is not None])
        for child in self.children:
            self.records.forget(child.name)
        self.children.clear()


def is_healthy(port: int) -> bool:
    """Whether the platform's own host answers `/healthz` with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child: ours, `extra`, and output that reaches its log line by line."""
    return {**os.environ, **extra, "PYTHONUNBUFFERED": "1"}
