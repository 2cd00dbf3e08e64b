"""How a running job says how far it is, even from inside a transaction that is not committed yet."""

import time
from uuid import UUID

from django.utils import timezone

from ordo.tenancy import connection
from ordo.tenancy.current import university_schema

_INTERVAL_SECONDS = 0.5
_UPDATE = "UPDATE jobs_job SET done = %s, total = %s, heartbeat_at = %s WHERE id = %s RETURNING cancel_asked"


class Cancelled(Exception):
    """Somebody pressed cancel; the work rolls back."""


class Progress:
    """Writes through a connection of its own, so that others see the bar move while the work's transaction is open."""

    def __init__(self, job_id: UUID, total: int = 0) -> None:
        self.job_id = job_id
        self.total = total
        self.done = 0
        self._last = 0.0
        self._own = connection.another()
        self._own.set_schema(university_schema())

    def step(self, done: int | None = None, *, total: int | None = None) -> None:
        """One more done (or exactly `done`); written at most twice a second; raises Cancelled when asked to stop."""
        self.done = self.done + 1 if done is None else done
        self.total = self.total if total is None else total
        if time.monotonic() - self._last >= _INTERVAL_SECONDS:
            self.write()

    def write(self) -> None:
        """Write now."""
        self._last = time.monotonic()
        with self._own.cursor() as cursor:
            cursor.execute(_UPDATE, [self.done, self.total, timezone.now(), self.job_id])
            row = cursor.fetchone()
        if row is not None and row[0]:
            raise Cancelled

    def close(self) -> None:
        """Give the connection back."""
        self._own.close()
