"""Processes are found again by id and moment of start, and ended with all their children."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ordo.config.launch.processes import Records, identify, stop_groups

SLEEPER = "import time; time.sleep(60)"
PARENT = (
    "import subprocess, sys, time;"
    f"child = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]); print(child.pid, flush=True); time.sleep(60)"
)
# Ignores the polite signal and has a child that would outlive it.
STUBBORN = (
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    f"child = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]); print(child.pid, flush=True); time.sleep(60)"
)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """An empty folder of records."""
    return Records(tmp_path / "run")


def _start(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code], start_new_session=True, stdout=subprocess.PIPE, text=True
    )


def test_a_recorded_process_is_found_while_it_lives(records: Records) -> None:
    process = _start(SLEEPER)
    records.write("web", process.pid)
    assert records.living("web") == process.pid
    process.kill()
    process.wait()
    assert records.living("web") is None


def test_a_zombie_does_not_live() -> None:
    process = _start("pass")
    deadline = time.monotonic() + 10
    while identify(process.pid) is not None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert identify(process.pid) is None
    process.wait()


def test_a_stranger_with_the_same_id_is_left_alone(records: Records) -> None:
    stranger = _start(SLEEPER)
    (records.folder / "web.json").write_text(json.dumps({"pid": stranger.pid, "started": "long before"}))
    assert not records.stop_stale("web")
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_stale_process_is_stopped_and_forgotten(records: Records) -> None:
    process = _start(SLEEPER)
    records.write("web", process.pid)
    assert records.stop_stale("web")
    assert process.wait(timeout=5) is not None
    assert list(records.names()) == []


def test_a_broken_record_counts_as_none(records: Records) -> None:
    (records.folder / "web.json").write_text("{")
    assert records.living("web") is None


def test_a_stubborn_process_ends_with_its_children() -> None:
    process = _start(STUBBORN)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    stop_groups([process.pid], patience=0.5)
    process.wait(timeout=5)
    assert identify(child) is None


def test_a_leader_may_finish_what_it_does_with_its_children() -> None:
    orderly = (
        "import signal, subprocess, sys;"
        f"child = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]);"
        "tell = lambda *_: (print('child', child.poll(), flush=True), child.kill(), sys.exit());"
        "signal.signal(signal.SIGTERM, tell);"
        "print('started', flush=True); child.wait()"
    )
    process = _start(orderly)
    assert process.stdout is not None
    process.stdout.readline()
    stop_groups([process.pid])
    # The child had not been signalled over its parent's head.
    assert process.stdout.read() == "child None\n"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not tell environments")
@pytest.mark.parametrize("ours", [True, False])
def test_children_of_a_killed_leader_are_found_by_their_home(
    records: Records, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    monkeypatch.setenv("ORDO_HOME", str(records.folder.parent if ours else records.folder / "elsewhere"))
    process = _start(PARENT)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    records.write("web", process.pid)
    process.kill()
    process.wait()
    assert records.stop_stale("web") == int(ours)
    assert (identify(child) is None) is ours
    stop_groups([process.pid])


def test_ending_a_group_that_is_gone_is_no_error() -> None:
    process = _start("pass")
    process.wait()
    stop_groups([process.pid])
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
