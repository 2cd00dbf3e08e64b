"""One database, two logins: the owner and the application."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ordo.config.launch import database
from ordo.config.launch.sentences import Refusal


@pytest.fixture
def server(ordo_home: Path) -> Iterator[str]:
    """The address of a running server without our database."""
    yield database.embedded().url("postgres")
    database.release()


def test_without_an_address_the_embedded_database_is_used(server: str) -> None:
    urls = database.ensure()
    with psycopg.connect(urls.owner) as owner, psycopg.connect(urls.app) as app:
        assert owner.execute("SELECT current_database(), current_user").fetchone() == ("ordo", "postgres")
        assert app.execute("SELECT current_database(), current_user").fetchone() == ("ordo", "ordo_app")
    assert (os.environ["DATABASE_URL"], os.environ["ORDO_APP_DATABASE_URL"]) == (urls.owner, urls.app)


def test_the_application_owns_nothing_and_inherits_nothing(server: str) -> None:
    urls = database.ensure()
    with psycopg.connect(urls.app, autocommit=True) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE stolen (value int)")
        rights = app.execute(
            "SELECT rolsuper, rolinherit, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = %s",
            ["ordo_app"],
        ).fetchone()
    assert rights == (False, False, False, False, False)


def test_a_given_address_gets_its_database_and_role(
    server: str, ordo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", server.replace("/postgres?", "/students%20of%202026?"))
    urls = database.ensure()
    with psycopg.connect(urls.app) as app:
        assert app.execute("SELECT current_database()").fetchone() == ("students of 2026",)
    kept = ordo_home / "app-password"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text() in urls.app


def test_a_second_call_changes_nothing(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = database.ensure()
    assert database.ensure() == first
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("ORDO_APP_DATABASE_URL")
    assert database.ensure() == first


def test_a_password_that_the_server_refuses_is_set_again(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = database.embedded()
    rules = "local all ordo_app scram-sha-256\nlocal all all trust\n"
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute("CREATE ROLE ordo_app LOGIN PASSWORD 'of another installation'")
        (cluster.data / "pg_hba.conf").write_text(rules)
        owner.execute("SELECT pg_reload_conf()")
        monkeypatch.setenv("DATABASE_URL", server.replace("/postgres?", "/ordo?"))
        # The server rereads its rules a moment after it was asked to.
        while owner.execute("SELECT count(*) FROM pg_hba_file_rules").fetchone() != (2,):
            pass
    urls = database.ensure()
    psycopg.connect(urls.app).close()


def test_given_addresses_are_taken_as_they_are(ordo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@nowhere.invalid/x")
    monkeypatch.setenv("ORDO_APP_DATABASE_URL", "postgresql://app@nowhere.invalid/x")
    assert database.ensure().app == "postgresql://app@nowhere.invalid/x"


@pytest.mark.parametrize(
    "address", ["mysql://root@127.0.0.1/ordo", "postgresql://127.0.0.1", "postgresql://a:b:c@/x?y"]
)
def test_a_wrong_address_is_refused(ordo_home: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(Refusal) as refused:
        database.ensure()
    assert refused.value.key == "database_wrong_address"


def test_a_server_that_is_not_there_is_named(ordo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:9/ordo")
    with pytest.raises(Refusal, match=r"127\.0\.0\.1:9") as refused:
        database.ensure()
    assert refused.value.key == "database_unreachable"


def test_an_owner_with_too_few_rights_is_told_which(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute("CREATE ROLE weak LOGIN")
    weak = server.replace("postgres@", "weak@").replace("/postgres?", "/ordo?")
    monkeypatch.setenv("DATABASE_URL", weak)
    with pytest.raises(Refusal, match="CREATEDB and CREATEROLE"):
        database.ensure()


def test_a_command_gets_the_addresses_and_gives_its_exit_code(ordo_home: Path) -> None:
    code = (
        "import os, psycopg, sys; assert 'ordo_app' in os.environ['ORDO_APP_DATABASE_URL'];"
        "sys.exit(7 if psycopg.connect().info.dbname == 'ordo' else 1)"
    )
    command = [sys.executable, "-m", "ordo.config.launch.database", sys.executable, "-c", code]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False)
    assert done.returncode == 7
    assert not (ordo_home / "postgres" / "data" / "postmaster.pid").exists()


def test_the_address_of_the_embedded_server_starts_it_again(ordo_home: Path) -> None:
    first = database.ensure()
    database.release()
    assert (os.environ["DATABASE_URL"], os.environ["ORDO_APP_DATABASE_URL"]) == (first.owner, first.app)
    with pytest.raises(Refusal) as refused:
        database.check(first.app)
    assert refused.value.key == "database_unreachable"
    try:
        assert database.ensure() == first
        database.check(first.app)
    finally:
        database.release()


def test_a_database_without_universities_is_told_from_one_that_is_gone(server: str) -> None:
    urls = database.ensure()
    database.check(urls.app)
    for url in (urls.owner, urls.app):
        with pytest.raises(Refusal, match="university create --known") as empty:
            database.check(url, universities=True)
        assert empty.value.key == "database_empty"
    with pytest.raises(Refusal, match="gone") as refused:
        database.check(database.with_database(urls.owner, "gone"))
    assert refused.value.key == "database_unreachable"
