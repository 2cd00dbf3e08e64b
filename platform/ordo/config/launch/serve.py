"""The web server: granian with the WSGI application, one or more processes.

Every process loads the whole program, then freezes what it loaded: the garbage collector no longer walks over
half a million objects that never die, and response times become steady.
"""

import gc
import importlib
import os
import sys
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from ordo.config.launch import database
from ordo.config.launch.home import bind_address, check_port, ensure_secret, home, port

TARGET = "ordo.config.wsgi:application"
DEFAULT_WORKERS = 2
# Threads wait for the database most of the time; each holds one connection, and connections are what is scarce.
DEFAULT_THREADS = 4
# A backend that has touched many schemas keeps their catalogue entries: a process lives for a day at most.
WORKER_SECONDS = 24 * 60 * 60


def load(target: str) -> Callable[..., Any]:
    """Import `package.module:attribute` in a web process and freeze what has been loaded."""
    module, _, attribute = target.partition(":")
    application: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    gc.collect()
    gc.freeze()
    return application


def main(argv: list[str]) -> int:
    """`ordo serve`: serve until SIGTERM or SIGINT; ORDO_WEB_WORKERS processes of ORDO_WEB_THREADS threads."""
    del argv
    home()
    ensure_secret()
    number = port()
    check_port(number)
    os.environ.update(database.ensure().environment("app"))
    server = Granian(
        TARGET,
        address=bind_address(),
        port=number,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("ORDO_WEB_WORKERS") or DEFAULT_WORKERS),
        blocking_threads=int(os.environ.get("ORDO_WEB_THREADS") or DEFAULT_THREADS),
        websockets=False,
        respawn_failed_workers=True,
        workers_lifetime=WORKER_SECONDS,
        workers_kill_timeout=10,
    )
    server.serve(target_loader=load)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
