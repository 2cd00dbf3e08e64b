"""`ordo demo`: everything from nothing to a served page, in one command and in the same way every time.

Every step looks first whether its work is already done, so a second start only starts the servers. Whatever an
earlier launcher left behind (it may have been killed) is found by its record and replaced.
"""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

from ordo.config.launch import accounts, database, messages
from ordo.config.launch.home import check_port, check_space, demo_size, ensure_secret, home, port
from ordo.config.launch.processes import Records
from ordo.config.launch.sentences import Refusal, title
from ordo.config.launch.supervisor import Supervisor, child_environment
from ordo.config.launch.terminal import say, step

SETTINGS = "ordo.config.settings"
SERVERS = ("serve", "worker")
READY = "ready"
_ENDING_SECONDS = 5.0


def main(argv: Sequence[str]) -> int:
    """Start the demo and serve until told to stop; gives the exit code."""
    del argv
    # Told to stop in the middle of a step, it leaves through every `finally` as well.
    signal.signal(signal.SIGTERM, _leave)
    with step("tools"):
        size, number, place = demo_size(), port(), home()
        ensure_secret()
        check_space(place, size)
    with _only_launcher(place):
        try:
            return _run(place, number, size)
        finally:
            database.release()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """End the launcher by its own exit, with the code that a shell gives to this signal."""
    del frame
    sys.exit(128 + number)


@contextmanager
def _only_launcher(place: Path) -> Iterator[None]:
    """One launcher at a time in one ORDO_HOME; the lock vanishes with the process, however that ends."""
    records = Records(place / "run")
    with (place / "run" / "launcher.lock").open("a") as lock:
        _wait_for(lock, place, records)
        records.write("launcher", os.getpid())
        try:
            yield
        finally:
            records.forget("launcher")


def _wait_for(lock: TextIO, place: Path, records: Records) -> None:
    """Take the lock; an earlier launcher that is just ending gets a few seconds."""
    deadline = time.monotonic() + _ENDING_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Refusal("already_running", path=place, pid=records.living("launcher") or "?") from None
            time.sleep(0.2)
        else:
            return


def _run(place: Path, number: int, size: str) -> int:
    """All steps after the checks; the children are ended whatever happens."""
    Records(place / "run").stop_stale(*SERVERS)
    check_port(number)
    with step("database"):
        urls = database.ensure()
        (place / "broker" / "queue").mkdir(parents=True, exist_ok=True)
        (place / "logs").mkdir(mode=0o700, exist_ok=True)
    with step("messages"):
        messages.compile_catalogues()
    people = _fill(urls, place, size)
    supervisor = Supervisor(place, child_environment(urls.environment("app")))
    supervisor.listen()
    try:
        with step("servers"):
            # One after the other: two programs loading at once make the first page wait longer.
            supervisor.start("serve")
            supervisor.wait_until_ready(number)
            supervisor.start("worker")
        if not supervisor.stopping:
            found = accounts.places(people, number)
            accounts.write(place, found)
            accounts.show(found, number)
            say(READY)
            supervisor.watch()
        with suppress(BrokenPipeError):
            sys.stderr.write(f"{title('stopping')} …\n")
        return 0
    finally:
        supervisor.stop()


def _fill(urls: database.DatabaseUrls, place: Path, size: str) -> Mapping[str, Mapping[str, accounts.Login]]:
    """Tables, universities and data; gives people by university and role."""
    os.environ.update(urls.environment("owner"), DJANGO_SETTINGS_MODULE=SETTINGS)
    with step("program"):
        import django

        django.setup()
    from django.db import connections

    from ordo.config import demo
    from ordo.config.launch import static
    from tenants.provisioning import facade

    with static.gathering(place / "logs" / "static.log") as gathered:
        with step("platform"):
            facade.ensure_platform()
        with step("universities"):
            _migrate()
            facade.ensure_universities()
        with step("data"):
            people = demo.ensure(size)
        with step("static"):
            gathered()
    # The launcher lives as long as the servers, but has no more business with the database.
    connections.close_all()
    return people


def _migrate() -> None:
    """Bring universities of an earlier version of the program up to date; raises Refusal `migration_failed`."""
    from tenants.provisioning import migrations

    for outcome in migrations.migrate_all():
        if outcome.state == "failed":
            raise Refusal("migration_failed", schema=outcome.schema, reason=outcome.reason)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
