"""Two threads in two universities: each race is first shown to exist, then to be gone (traps 5 and 6)."""

import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from multiprocessing.pool import ThreadPool
from typing import Any

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections

from ordo.accounts.models import User
from ordo.tenancy import signing
from ordo.tenancy.contenttypes import SchemaCache
from ordo.tenancy.current import inside, schema

SECONDS = 1.5
PLACES = ("nsu", "knu")


@pytest.fixture
def differing(own_database: str, superuser: Callable[..., psycopg.Connection]) -> Iterator[dict[str, int]]:
    """A database of its own where a content type has another id at each university; gives the ids."""
    ids = {"nsu": 70_001, "knu": 80_001}
    with superuser(own_database) as owner:
        owner.execute("SET session_replication_role = replica")
        for place, number in ids.items():
            owner.execute(
                f"UPDATE {place}.django_content_type SET id = {number} WHERE app_label = 'accounts' AND model = 'user'"
            )
    # Tests before this one remember the ids of their own copy of the database.
    ContentType.objects.clear_cache()
    yield ids
    ContentType.objects.clear_cache()


def _together(work: Callable[[str], bool]) -> dict[str, tuple[int, int]]:
    """Run `work(university)` over and over in two threads; gives for each the wrong and all answers."""
    begin = threading.Barrier(2)

    def run(place: str) -> tuple[int, int]:
        begin.wait(timeout=10)
        wrong = total = 0
        end = time.monotonic() + SECONDS
        try:
            while time.monotonic() < end and not (wrong and total > 50):
                wrong += not work(place)
                total += 1
        finally:
            connections.close_all()
        return wrong, total

    with ThreadPool(2) as pool:
        return dict(zip(PLACES, pool.map(run, PLACES), strict=True))


def _content_type_is_own(ids: dict[str, int]) -> Callable[[str], bool]:
    def work(place: str) -> bool:
        with inside(place):
            found = ContentType.objects.get_for_model(User).pk
            if found != ids[place]:
                ContentType.objects.clear_cache()
            return found == ids[place]

    return work


def test_djangos_own_cache_of_content_types_mixes_universities(
    differing: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContentType.objects, "_cache", {})
    answers = _together(_content_type_is_own(differing))
    assert sum(wrong for wrong, _total in answers.values()) > 0


def test_our_cache_of_content_types_does_not(differing: dict[str, int]) -> None:
    manager: Any = ContentType.objects
    assert isinstance(manager._cache, SchemaCache)
    answers = _together(_content_type_is_own(differing))
    assert all(wrong == 0 and total > 20 for wrong, total in answers.values()), answers


def _schema_of_the_connection() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def test_the_librarys_decorator_leads_threads_astray(own_database: str) -> None:
    """One decorated function is one shared object: whoever leaves last goes where the other one came from."""
    library = import_module("django_tenants.utils")
    decorated = library.schema_context("jamu")(_schema_of_the_connection)

    def work(place: str) -> bool:
        with inside(place):
            decorated()
            return _schema_of_the_connection() == place

    answers = _together(work)
    assert sum(wrong for wrong, _total in answers.values()) > 0


def test_the_with_form_keeps_threads_where_they_are(own_database: str) -> None:
    def work(place: str) -> bool:
        with inside(place):
            with inside("jamu"):
                there = _schema_of_the_connection()
            return (there, schema(), _schema_of_the_connection()) == ("jamu", place, place)

    answers = _together(work)
    assert all(wrong == 0 and total > 20 for wrong, total in answers.values()), answers


def test_caches_signatures_and_rows_stay_apart_between_threads(own_database: str) -> None:
    for place in PLACES:
        with inside(place):
            User.objects.create(username=f"only-{place}")

    def work(place: str) -> bool:
        with inside(place):
            cache.set("who", place)
            text = signing.dumps(place, salt="thread")
            names = set(User.objects.values_list("username", flat=True))
            return (
                cache.get("who") == place
                and signing.loads(text, salt="thread", max_age=60) == place
                and names == {f"only-{place}"}
            )

    answers = _together(work)
    assert all(wrong == 0 and total > 20 for wrong, total in answers.values()), answers


def test_a_new_thread_begins_outside_of_every_university(own_database: str) -> None:
    """Trap 12: what is started inside must be told where it belongs; it finds nothing by itself."""

    def look(_number: int) -> str:
        try:
            return schema()
        finally:
            connections.close_all()

    with inside("nsu"), ThreadPool(1) as pool:
        assert pool.map(look, [1]) == ["public"]
