"""Work in processes side by side: answers, failures, and nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ordo.config.demo import parallel
from ordo.config.launch.processes import identify
from ordo.config.launch.sentences import Refusal


def _told(name: str) -> tuple[str, int]:
    return name.upper(), os.getpid()


def _breaks_at_knu(name: str) -> str:
    if name == "knu":
        raise ValueError("no such faculty")
    time.sleep(30)
    return name


def _dies(name: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return name


def test_each_name_is_answered_from_a_process_of_its_own() -> None:
    answers = parallel.each(["oshsu", "nsu", "knu"], _told, at_once=2)
    assert {name: word for name, (word, _pid) in answers.items()} == {
        "oshsu": "OSHSU",
        "nsu": "NSU",
        "knu": "KNU",
    }
    assert list(answers) == ["oshsu", "nsu", "knu"]
    assert len({pid for _word, pid in answers.values()} - {os.getpid()}) == 3


def test_a_failure_is_told_with_its_reason_and_ends_the_others(capfd: pytest.CaptureFixture[str]) -> None:
    begun = time.monotonic()
    with pytest.raises(Refusal, match=r"knu.*no such faculty") as refused:
        parallel.each(["nsu", "knu"], _breaks_at_knu, at_once=2)
    assert refused.value.key == "data_failed"
    assert time.monotonic() - begun < 20
    # Whoever has to mend it finds the trace at the terminal.
    assert "_breaks_at_knu" in capfd.readouterr().err


def test_a_process_that_is_killed_is_a_failure_too() -> None:
    with pytest.raises(Refusal, match=r"nsu.*-9"):
        parallel.each(["nsu"], _dies)


SLEEPERS = """
import os, sys, time
from pathlib import Path
from ordo.config.demo import parallel

def sleep(name):
    (Path(sys.argv[1]) / name).write_text(str(os.getpid()))
    time.sleep(60)

parallel.each(["nsu", "knu"], sleep, at_once=2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a child finishes its university and ends then")
def test_the_children_of_a_killed_launcher_end_with_it(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "ordo.config.settings",
    }
    code = f"import django; django.setup()\n{SLEEPERS}"
    launcher = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environment)
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.2)
    children = [int(path.read_text()) for path in tmp_path.iterdir()]
    assert len(children) == 2
    assert all(identify(pid) is not None for pid in children)
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    while any(identify(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(identify(pid) for pid in children)
