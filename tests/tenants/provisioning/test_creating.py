"""A university is made whole or not at all, under a name that can do no harm (trap 3; architecture §3)."""

from collections.abc import Callable

import psycopg
import pytest
from django.core.exceptions import ValidationError
from psycopg import errors

from ordo.tenancy.names import RESERVED, InvalidSchemaName, check_schema_name
from tenants.models import University
from tests.tenants.provisioning.conftest import Operator

Ask = Callable[[str], list[tuple[object, ...]]]
BAD_NAMES = (
    "../knu", "PG_x", "pg_x", "pg_catalog", "x", "", "1knu", "_knu", "knu-1", "knu.x", 'knu"', "knu;drop", "кну", "KNU",
    "knu ", " knu", "knu\n", "a" * 32, "information_schema", "public", "template", "extensions", "www", "postgres",
)  # fmt: skip
PERSONAL = (
    "accounts_user", "django_session", "people_student", "people_employee", "accounts_apitoken", "jobs_job",
    "accounts_activationsecret", "access_rolegrant", "documents_issueddocument", "exchange_importrun",
)  # fmt: skip
UNIVERSITIES = ("nsu", "knu", "jamu", "oshsu")
MAKE = """
from tenants.provisioning import facade, settings_of_preset
from tenants.provisioning.identity import NewUniversity

def make(schema="planted", host="planted.localhost"):
    words = {f"{part}_{code}": "x" for part in ("name", "short_name") for code in ("ky", "ru", "en")}
    facade.create(NewUniversity(schema=schema, preset="standard", hosts=(host,), **words))
"""


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_name_is_refused_in_python(name: str) -> None:
    with pytest.raises(InvalidSchemaName):
        check_schema_name(name)
    with pytest.raises(ValidationError):
        University(schema_name=name).save()


@pytest.mark.parametrize("name", ["nsu", "k2", "osh_state_university", "a" * 31])
def test_a_good_name_is_taken(name: str) -> None:
    assert check_schema_name(name) == name


def test_a_bad_name_is_refused_by_the_database(operator: Operator) -> None:
    for name in {*BAD_NAMES, *RESERVED}:
        with pytest.raises((errors.CheckViolation, errors.StringDataRightTruncation)):
            operator.connection.execute(
                "INSERT INTO tenants_university (schema_name, preset, name_ky, name_ru, name_en, short_name_ky,"
                " short_name_ru, short_name_en, brand, is_open, created_at)"
                " VALUES (%s, 'x', '', '', '', '', '', '', '{}', true, now())",
                [name],
            )


def test_the_command_refuses_a_bad_name_with_a_sentence(operator: Operator) -> None:
    done = operator.ordo("university", "create", "../knu")
    assert done.returncode == 2
    assert "small Latin letters" in done.stdout
    assert not done.stderr


def _traces(connection: psycopg.Connection, schema: str) -> dict[str, int]:
    statements = {
        "schema": "SELECT count(*) FROM pg_namespace WHERE nspname = %s",
        "row": "SELECT count(*) FROM public.tenants_university WHERE schema_name = %s",
        "host": "SELECT count(*) FROM public.tenants_domain WHERE domain LIKE %s || '.%%'",
        "role": "SELECT count(*) FROM pg_roles WHERE rolname = 'ordo_t_' || %s",
    }
    found = {}
    for name, statement in statements.items():
        row = connection.execute(statement, [schema]).fetchone()
        assert row is not None
        found[name] = int(row[0])
    return found


def test_a_creation_that_fails_leaves_nothing(operator: Operator) -> None:
    source = MAKE + (
        "def broken(preset):\n    raise RuntimeError('planted')\n"
        "settings_of_preset.install = broken\nmake()\n"
    )
    done = operator.python(source)
    assert "RuntimeError: planted" in done.stderr
    assert _traces(operator.connection, "planted") == {"schema": 0, "row": 0, "host": 0, "role": 0}


def test_a_host_that_is_taken_makes_no_university(operator: Operator) -> None:
    done = operator.python(MAKE + "make(host='nsu.localhost')\n")
    assert "IntegrityError" in done.stderr
    assert _traces(operator.connection, "planted") == {"schema": 0, "row": 0, "host": 0, "role": 0}


def test_a_clone_carries_no_people(prepared: Ask) -> None:
    for schema in UNIVERSITIES:
        for table in PERSONAL:
            assert prepared(f"SELECT count(*) FROM {schema}.{table}") == [(0,)], (schema, table)


def test_a_clone_has_keys_of_its_own(prepared: Ask) -> None:
    rows = [
        row
        for schema in UNIVERSITIES
        for row in prepared(f"SELECT key_id, secret, public FROM {schema}.tenancy_tenantkey")
    ]
    assert len(rows) >= 3 * len(UNIVERSITIES)
    for column in zip(*rows, strict=True):
        assert len(set(column)) == len(rows)
    assert prepared("SELECT count(*) FROM template.tenancy_tenantkey") == [(0,)]


def test_content_types_and_permissions_have_the_same_numbers_everywhere(prepared: Ask) -> None:
    for table in ("django_content_type", "auth_permission"):
        wanted = prepared(f"SELECT * FROM template.{table} ORDER BY id")
        assert len(wanted) > 80
        for schema in UNIVERSITIES:
            assert prepared(f"SELECT * FROM {schema}.{table} ORDER BY id") == wanted, (schema, table)


def test_a_clone_has_the_same_columns_constraints_triggers_and_functions(prepared: Ask) -> None:
    parts = {
        "columns": "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = '{s}' ORDER BY 1, 2",
        "constraints": "SELECT conname, contype FROM pg_constraint"
        " WHERE connamespace = '{s}'::regnamespace ORDER BY 1, 2",
        "triggers": "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relnamespace = '{s}'::regnamespace AND NOT t.tgisinternal ORDER BY 1, 2",
        "functions": "SELECT proname, pronargs FROM pg_proc WHERE pronamespace = '{s}'::regnamespace ORDER BY 1, 2",
        "indexes": "SELECT indexname FROM pg_indexes WHERE schemaname = '{s}' ORDER BY 1",
    }
    for name, statement in parts.items():
        wanted = prepared(statement.format(s="template"))
        assert wanted, name
        for schema in UNIVERSITIES:
            assert prepared(statement.format(s=schema)) == wanted, (schema, name)


def test_every_function_is_pinned_to_its_own_university(prepared: Ask) -> None:
    for schema in UNIVERSITIES:
        rows = prepared(
            f"SELECT proname, proconfig FROM pg_proc WHERE pronamespace = '{schema}'::regnamespace"
        )
        assert rows
        for name, config in rows:
            assert f"search_path={schema}, extensions, pg_temp" in (config or []), (schema, name)
