"""The owner's process on a database of its own, as an operator runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
import pytest

from tests import databases


@dataclass
class Operator:
    """Runs `ordo …` or a piece of Python as the owner, and looks into the database."""

    database: str
    connection: psycopg.Connection

    def _run(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "ORDO_PROCESS": "owner",
            "DATABASE_URL": databases.url_for(self.database),
            "ORDO_APP_DATABASE_URL": databases.application_url(self.database),
            "ORDO_SECRET_KEY": databases.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join(str(databases.ROOT / part) for part in ("", "platform", "graphql")),
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=databases.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def ordo(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`ordo` with arguments."""
        return self._run(["-m", "ordo.config", *arguments])

    def python(self, source: str) -> subprocess.CompletedProcess[str]:
        """A script with Django set up."""
        return self._run(["-c", f"import django\ndjango.setup()\n{source}"])

    def column(self, statement: str) -> list[str]:
        """First column of a query."""
        return [str(row[0]) for row in self.connection.execute(statement).fetchall()]


@pytest.fixture
def operator() -> Iterator[Operator]:
    """A copy of the prepared database for this test alone."""
    with databases.copy() as name, psycopg.connect(databases.url_for(name), autocommit=True) as connection:
        yield Operator(name, connection)


@pytest.fixture(scope="session")
def prepared(django_db_setup: str) -> Callable[[str], list[tuple[object, ...]]]:
    """Asks the worker's database as the owner of the cluster; nothing is changed there."""

    def ask(statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(databases.url_for(django_db_setup)) as connection:
            return list(connection.execute(statement).fetchall())

    return ask
