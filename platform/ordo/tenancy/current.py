"""The university in force, for code that must carry it along: keys, paths, locks, tasks, log records."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tenants.utils import schema_context

from ordo.tenancy import connection
from ordo.tenancy.names import PUBLIC, TEMPLATE


class NoUniversity(RuntimeError):
    """Something that belongs to a university was asked for outside of every university."""


def schema() -> str:
    """Schema of the connection as it stands, `public` included."""
    return connection.current().schema_name


def university_schema() -> str:
    """Schema of the current university; raises NoUniversity in public and in the template."""
    name = schema()
    if name in {PUBLIC, TEMPLATE}:
        raise NoUniversity(name)
    return name


@contextmanager
def inside(name: str) -> Iterator[None]:
    """Run a block inside one schema and return to the former one (always the `with` form: trap 6)."""
    with schema_context(name):
        yield


def lock_key(*parts: object) -> str:
    """Name for an advisory lock or a NOTIFY channel, which PostgreSQL keeps per database (trap 13)."""
    return ":".join((university_schema(), *map(str, parts)))
