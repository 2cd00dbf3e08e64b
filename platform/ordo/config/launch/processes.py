"""Processes that Ordo started: a record that survives `kill -9`, and an orderly end of a whole process group.

A process id alone proves nothing, ids are used again. A record therefore holds the id, the moment of start as
the system counts it, and the boot it belongs to.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_PROC = Path("/proc")
_ZOMBIE = "Z"


@dataclass(frozen=True)
class Identity:
    """One process beyond doubt: its id and its moment of start (system's own text, compared only for equality)."""

    pid: int
    started: str


def identify(pid: int) -> Identity | None:
    """The identity of a living process; None when there is none with this id, or only its remains (a zombie)."""
    if (_PROC / "self" / "stat").exists():
        return _identify_by_proc(pid)
    return _identify_by_ps(pid)


def _identify_by_proc(pid: int) -> Identity | None:
    """Linux: state and start ticks from /proc, with the boot id so that a record does not outlive a restart."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The program's name stands in brackets and may itself hold spaces and brackets.
    fields = stat[stat.rindex(")") + 2 :].split()
    if fields[0] == _ZOMBIE:
        return None
    boot = (_PROC / "sys" / "kernel" / "random" / "boot_id").read_text().strip()
    return Identity(pid, f"{boot}/{fields[19]}")


def _identify_by_ps(pid: int) -> Identity | None:
    """Other systems: the same from `ps`."""
    answer = subprocess.run(
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, started = answer.stdout.strip().partition(" ")
    if answer.returncode != 0 or not started or state.startswith(_ZOMBIE):
        return None
    return Identity(pid, " ".join(started.split()))


def command_of(pid: int) -> str:
    """The command line of a process, empty when it is gone."""
    if (_PROC / "self" / "cmdline").exists():
        with contextlib.suppress(OSError):
            return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    answer = subprocess.run(
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return answer.stdout


class Records:
    """The processes started from one ORDO_HOME, one file a name in `run/`."""

    def __init__(self, folder: Path) -> None:
        """Keep the records in `folder`, which is made when missing."""
        self.folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)

    def write(self, name: str, pid: int) -> None:
        """Remember the living process `pid` under `name`."""
        identity = identify(pid)
        if identity is not None:
            fresh = self.folder / f"{name}.new"
            fresh.write_text(json.dumps(asdict(identity)))
            fresh.replace(self._file(name))

    def forget(self, name: str) -> None:
        """Remove the record of `name`."""
        self._file(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The names of all records."""
        return (file.stem for file in sorted(self.folder.glob("*.json")))

    def living(self, name: str) -> int | None:
        """The id of the recorded process if exactly that process still lives."""
        record = self._read(name)
        return record.pid if record is not None and identify(record.pid) == record else None

    def _read(self, name: str) -> Identity | None:
        try:
            return Identity(**json.loads(self._file(name).read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def _orphaned(self, name: str) -> int | None:
        """The recorded group if its leader was killed and children of ours go on in it, holding the port."""
        record = self._read(name)
        if record is None or identify(record.pid) is not None or not _inhabited(record.pid):
            return None
        ours = f"ORDO_HOME={self.folder.parent}\0".encode()
        return record.pid if any(ours in _environment_of(pid) for pid in _members(record.pid)) else None

    def stop_stale(self, *names: str) -> int:
        """End what an earlier launcher left running under these names; gives the number of what was found."""
        left = [self.living(name) or self._orphaned(name) for name in names]
        found = [pid for pid in left if pid is not None]
        stop_groups(found)
        for name in names:
            self.forget(name)
        return len(found)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def stop_groups(leaders: Collection[int], patience: float = 15.0) -> None:
    """End the process groups of these leaders together: politely, and after `patience` seconds by force.

    The polite signal goes to the leader alone: it tells its own children, and a worker may first finish its task.
    A group whose leader has gone is told as a whole.
    """
    for leader in leaders:
        if identify(leader) is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(leader, signal.SIGTERM)
        else:
            _send(leader, signal.SIGTERM)
    deadline = time.monotonic() + patience
    for leader in leaders:
        if not _gone(leader, deadline - time.monotonic()):
            _send(leader, signal.SIGKILL)
            _gone(leader, 2.0)


def _send(leader: int, number: signal.Signals) -> bool:
    """Send a signal to the whole group; False when nobody is left in it."""
    try:
        os.killpg(leader, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _gone(leader: int, patience: float) -> bool:
    """Wait until the group is empty, reaping it when it is our own child; False when patience ended first."""
    deadline = time.monotonic() + patience
    while True:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(leader, os.WNOHANG)
        if not _inhabited(leader):
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)


def _members(leader: int) -> Iterator[int]:
    """The processes of a group, where the system tells (Linux)."""
    for folder in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(folder.name)) == leader:
                yield int(folder.name)


def _environment_of(pid: int) -> bytes:
    """The environment that a process was started with, NAME=value each ended by a zero byte."""
    with contextlib.suppress(OSError):
        return (_PROC / str(pid) / "environ").read_bytes() + b"\0"
    return b""


def _inhabited(leader: int) -> bool:
    """Whether any process is left in the group; zombies do not count, some containers never bury them."""
    try:
        os.killpg(leader, 0)
    except (ProcessLookupError, PermissionError):
        return False
    members = list(_members(leader))
    return not members or any(identify(pid) is not None for pid in members)
