"""The background worker: Celery with processes, never threads (a thread would start in the wrong university)."""

import importlib
import os
import sys
from typing import Any

from ordo.config.launch import database
from ordo.config.launch.home import ensure_secret, home

APPLICATION = "ordo.config.worker"
DEFAULT_PROCESSES = 1
# A process that has touched many schemas grows; a fresh one is cheap.
TASKS_PER_PROCESS = 500


def _refuse_wrong_start() -> None:
    import django

    from ordo.tenancy.checks import refuse_wrong_start

    django.setup()
    refuse_wrong_start()


def main(argv: list[str]) -> int:
    """`ordo worker`: work until SIGTERM; ORDO_WORKER_PROCESSES processes; further arguments go to Celery."""
    place = home()
    ensure_secret()
    # The broker without a server is a folder; whoever comes first makes it.
    (place / "broker" / "queue").mkdir(parents=True, exist_ok=True)
    os.environ.update(database.ensure().environment("app"))
    application: Any = importlib.import_module(APPLICATION).app
    _refuse_wrong_start()
    arguments = [
        "worker",
        "--pool=prefork",
        f"--concurrency={os.environ.get('ORDO_WORKER_PROCESSES') or DEFAULT_PROCESSES}",
        f"--max-tasks-per-child={TASKS_PER_PROCESS}",
        "--loglevel=INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    if application.conf.beat_schedule:
        arguments += ["--beat", f"--schedule={place / 'beat-schedule'}"]
    application.worker_main([*arguments, *argv])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
