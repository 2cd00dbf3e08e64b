"""Addresses of a database, in each form that libpq reads."""

import pytest
from psycopg.conninfo import conninfo_to_dict

from ordo.config.environment import DatabaseUrl
from ordo.config.launch import database

FORMS = {
    "postgresql://own%40er:s%2Bcret@db.example:5433/students": (
        "students",
        "own@er",
        "s+cret",
        "db.example",
        "5433",
    ),
    "postgresql:///students?host=/run/my+socket&port=5433": ("students", "", "", "/run/my+socket", "5433"),
    "postgresql://postgres@/students?host=%2Frun%2Fsocket": ("students", "postgres", "", "/run/socket", ""),
    "postgres:///students?host=/run&user=me&password=s%26": ("students", "me", "s&", "/run", ""),
}


@pytest.mark.parametrize("url", FORMS)
def test_every_form_of_an_address_is_taken_apart_as_libpq_does(url: str) -> None:
    read = DatabaseUrl.parse(url)
    assert (read.name, read.user, read.password, read.host, read.port) == FORMS[url]
    names = {"NAME": "dbname"}
    libpq = conninfo_to_dict(url)
    assert {names.get(key, key.lower()): value for key, value in read.django().items() if value} == libpq


@pytest.mark.parametrize("url", FORMS)
def test_another_database_or_login_leaves_the_server_as_it_is(url: str) -> None:
    moved = database.with_database(url, "students of 2026")
    assert conninfo_to_dict(moved) == {**conninfo_to_dict(url), "dbname": "students of 2026"}
    login = {"user": "ordo_app", "password": "a:b@c"}
    assert conninfo_to_dict(database.with_login(url, **login)) == {**conninfo_to_dict(url), **login}


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with postgresql://"):
        DatabaseUrl.parse("mysql://root@localhost/students")
