"""Base of every background task: it names its university and refuses to run without one (trap 7)."""

from typing import Any

from celery import Task
from django.db import transaction

from ordo.tenancy.current import NoUniversity, inside, university_schema
from ordo.tenancy.names import PUBLIC, TEMPLATE

HEADER = "ordo_schema"


class TenantTask(Task[..., Any]):
    """A task that carries the sender's schema in a header and runs inside it."""

    abstract = True

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """Send with the schema in force now; raises NoUniversity outside of every university."""
        headers = dict(options.pop("headers", None) or {})
        headers.setdefault(HEADER, university_schema())
        return super().apply_async(*args, headers=headers, **options)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Send after the transaction, with the schema in force at the time of the call.

        A broker that does not answer cannot undo what is committed: the error goes into the log, the job's row
        waits, and the watchdog sends it again.
        """
        headers = {HEADER: university_schema()}

        def send() -> None:
            self.apply_async(args, kwargs, headers=headers)

        transaction.on_commit(send, robust=True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run inside the university named by the header."""
        name = (self.request.headers or {}).get(HEADER) or self.request.get(HEADER)
        if not name or name in {PUBLIC, TEMPLATE}:
            raise NoUniversity(f"task {self.name} without a university")
        with inside(name):
            return super().__call__(*args, **kwargs)
