"""Time and memory of a faculty's lists: `python -m tests.benchmarks.import_students FILE` (EB-02.6; input 1).

Each step runs in a process of its own on a copy of the prepared database, as the application's role, so that the peak
(the kernel's VmHWM) is of that step alone. Prints a table for README.md beside this file.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

STEPS = ("check", "apply", "again", "undo")


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _prepare(name: str, home: str) -> None:
    os.environ.update(
        ORDO_SECRET_KEY="test-secret",
        ORDO_PROCESS="app",
        DJANGO_SETTINGS_MODULE="tests.settings",
        ORDO_HOME=home,
    )
    import django
    from django.conf import settings

    django.setup()
    from tests.conftest import _point_to

    settings.MEDIA_ROOT = Path(home) / "files"
    _point_to(name)


def _step(place: tuple[str, str], step: str, path: str, run: str, answer: Any) -> None:
    _prepare(*place)
    from ordo.exchange import services
    from ordo.tenancy.current import inside
    from tests.platform.exchange.rosters import SYSTEM, previewed

    deeds: dict[str, Callable[[], Any]] = {
        "check": lambda: previewed(Path(path).read_bytes()),
        "again": lambda: previewed(Path(path).read_bytes()),
        "apply": lambda: services.apply(actor=SYSTEM, run_id=run),
        "undo": lambda: services.undo(actor=SYSTEM, run_id=run),
    }
    with inside("jamu"):
        base, started = _peak_mb(), time.perf_counter()
        found = deeds[step]()
        taken = time.perf_counter() - started
        answer.put((str(found.pk), dict(found.counts), taken, base, _peak_mb()))


def main(path: str) -> None:
    """Measure the four steps one after another."""
    import tempfile

    from tests import databases

    context = multiprocessing.get_context("spawn")
    run = ""
    sys.stdout.write(
        "| step | seconds | peak, MB | of it the bare program, MB | rows |\n|---|---|---|---|---|\n"
    )
    with databases.copy() as name, tempfile.TemporaryDirectory() as home:
        for step in STEPS:
            answer = context.Queue()
            process = context.Process(target=_step, args=((name, home), step, path, run, answer))
            process.start()
            found, counts, taken, base, peak = answer.get(timeout=300)
            process.join()
            run = found if step == "check" else run
            rows = ", ".join(
                f"{key} {counts[key]}" for key in ("new", "same", "bad", "applied", "undone") if key in counts
            )
            sys.stdout.write(f"| {step} | {taken:.1f} | {peak:.0f} | {base:.0f} | {rows} |\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
