"""Fixtures of all tests: the database copy, the university a test stands in, and the standing cast."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

os.environ.setdefault("ORDO_SECRET_KEY", "test-secret")
os.environ["ORDO_PROCESS"] = "app"

from ordo.config.environment import DatabaseUrl
from tests import databases


def _point_to(name: str) -> None:
    """Connect Django to a copy as the application's login role."""
    from django.db import connections

    connection = connections["default"]
    connection.close()
    connection.settings_dict.update(DatabaseUrl.parse(databases.application_url(name)).django())


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Nothing to modify: the copy has a name of its own."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One copy of the prepared database for this worker, used as the application's role."""
    from django.conf import settings

    settings.ORDO_PROCESS = "app"
    settings.SECRET_KEY = databases.SECRET_KEY
    # Hashed names need a gathered manifest; pages under test name the files as they lie in the tree.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    with databases.copy() as name, django_db_blocker.unblock():
        _point_to(name)
        yield name
        from django.db import connections

        connections.close_all()


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """No cache, host table or schema survives a test."""
    yield
    from django.core.cache import caches
    from django.db import connection

    from ordo.tenancy.middleware import forget_hosts

    for cache in caches.all():
        cache.clear()
    forget_hosts()
    connection.set_schema_to_public()


@pytest.fixture
def own_database(django_db_setup: str, django_db_blocker: Any) -> Iterator[str]:
    """A copy for this test alone, for what must really commit; gives its name."""
    with databases.copy() as name, django_db_blocker.unblock():
        _point_to(name)
        try:
            yield name
        finally:
            from django.db import connections

            connections.close_all()
            _point_to(django_db_setup)


@pytest.fixture
def nsu(db: None) -> Iterator[str]:
    """The test stands in NSU, inside a transaction that is rolled back."""
    from ordo.tenancy.current import inside

    with inside("nsu"):
        yield "nsu"


@pytest.fixture
def jamu(db: None) -> Iterator[str]:
    """The test stands in JAMU, inside a transaction that is rolled back."""
    from ordo.tenancy.current import inside

    with inside("jamu"):
        yield "jamu"


@pytest.fixture
def superuser(django_db_setup: str) -> Callable[..., psycopg.Connection]:
    """Connects as the owner of the cluster, as somebody with the server in hand would; autocommit."""

    def connect(name: str = "") -> psycopg.Connection:
        return psycopg.connect(databases.url_for(name or django_db_setup), autocommit=True)

    return connect


@pytest.fixture
def browse() -> Callable[[str], Any]:
    """A test client on a university's host."""
    from django.test import Client

    return lambda schema: Client(HTTP_HOST=f"{schema}.localhost")


@pytest.fixture(autouse=True, scope="session")
def _words_last() -> None:
    """A university's own words are read once: otherwise a count of queries hangs on the minute it was taken in."""
    from ordo.cabinet import words

    words.SECONDS = 24 * 60 * 60
