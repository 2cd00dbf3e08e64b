"""Static files gathered, hashed and compressed once, and again only when one of them has changed.

It takes a quarter of a minute the first time, so the launcher lets a process of its own do it beside the database's
work: `python -m ordo.config.launch.static`.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ordo.config.launch.sentences import Refusal

MARK = "gathered.json"


def _fingerprint() -> str:
    """One word for all source files: their names, sizes and moments of change."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _mark() -> Path:
    from django.conf import settings

    return Path(settings.STATIC_ROOT) / MARK


def is_current() -> bool:
    """Whether STATIC_ROOT holds the sources as they are now. Needs Django set up."""
    mark = _mark()
    return mark.exists() and json.loads(mark.read_text()) == _fingerprint()


def gather() -> None:
    """Fill STATIC_ROOT anew. Needs Django set up."""
    from django.core.management import call_command

    wanted = _fingerprint()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _mark().write_text(json.dumps(wanted))


@contextmanager
def gathering(log: Path) -> Iterator[Callable[[], None]]:
    """Gather in a process of its own, if anything has changed; gives the function that waits for its end.

    Needs Django set up and the environment of the settings; `log` gets what that process says. The function raises
    Refusal `child_failed`. Whoever leaves the block early ends the process.
    """
    if is_current():
        yield lambda: None
        return
    with log.open("wb") as output:
        command = [sys.executable, "-m", "ordo.config.launch.static"]
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def wait() -> None:
        if process.wait() != 0:
            raise Refusal("child_failed", name="static", log=log)

    try:
        yield wait
    finally:
        process.terminate()
        process.wait()


def main() -> int:
    """Gather, unless nothing has changed; for the launcher, and for a server before its web process starts."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordo.config.settings")
    django.setup()
    if not is_current():
        gather()
    return 0


if __name__ == "__main__":
    sys.exit(main())
