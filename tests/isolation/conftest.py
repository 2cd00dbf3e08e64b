"""One own copy of the database for all isolation tests of a worker, filled once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from tests import databases
from tests.conftest import _point_to
from tests.isolation.counting import Probes
from tests.isolation.world import House, fill


@dataclass
class Houses:
    """Both universities and the owner of the cluster's connection to their database."""

    database: str
    nsu: House
    knu: House
    owner: psycopg.Connection


@pytest.fixture(scope="session")
def _filled(django_db_setup: str, django_db_blocker: Any) -> Iterator[Houses]:
    from django.db import connections

    with databases.copy() as name, django_db_blocker.unblock():
        _point_to(name)
        with psycopg.connect(databases.url_for(name), autocommit=True) as owner:
            found = fill(owner)
            connections.close_all()
            _point_to(django_db_setup)
            yield Houses(name, found["nsu"], found["knu"], owner)


@pytest.fixture
def houses(_filled: Houses, django_db_setup: str, django_db_blocker: Any) -> Iterator[Houses]:
    """Django stands in the filled copy; what a test writes stays there."""
    from django.db import connections

    with django_db_blocker.unblock():
        _point_to(_filled.database)
        try:
            yield _filled
        finally:
            connections.close_all()
            _point_to(django_db_setup)


@pytest.fixture
def probes(record_property: Callable[[str, object], None]) -> Iterator[Probes]:
    """Counts the probes of a test; the sum is printed at the end of the run."""
    counted = Probes()
    yield counted
    record_property("probes", counted.count)
    record_property("leaks", len(counted.leaks))
    record_property("unclassified", len(counted.unclassified))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line: how many attempts were made, and what came of them."""
    sums = {"probes": 0, "leaks": 0, "unclassified": 0}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "teardown":
                continue
            for name, value in getattr(report, "user_properties", ()):
                if name in sums:
                    sums[name] += int(value)
    if sums["probes"]:
        terminalreporter.write_line(
            "isolation: {probes} probes, {leaks} leaks, {unclassified} unclassified".format(**sums)
        )
