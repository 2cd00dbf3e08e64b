"""PostgreSQL itself refuses one university's role everything of another (traps 3 and 4; architecture §3)."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import errors, sql

from ordo.tenancy.names import PLATFORM, TEMPLATE, role_of
from tests import databases
from tests.isolation.conftest import Houses
from tests.isolation.counting import Probes
from tests.isolation.filling import FIRST, checksums, tables

# What a refusal looks like: no right, or a name that the role's path does not lead to.
REFUSALS = (
    errors.InsufficientPrivilege,
    errors.UndefinedTable,
    errors.UndefinedFunction,
    errors.InvalidSchemaName,
    errors.InvalidParameterValue,
    errors.ObjectNotInPrerequisiteState,
)
DIRECTIONS = (
    ("knu", "nsu"),
    ("nsu", "knu"),
    ("knu", TEMPLATE),
    ("knu", PLATFORM),
    (PLATFORM, "nsu"),
    ("public", "nsu"),
)
DEEDS = (
    "SELECT * FROM {t} LIMIT 1",
    "INSERT INTO {t} DEFAULT VALUES",
    "UPDATE {t} SET {c} = {c}",
    "DELETE FROM {t}",
)


@contextmanager
def application(database: str, schema: str) -> Iterator[psycopg.Connection]:
    """The application's own login inside a university, as the backend leaves it."""
    with psycopg.connect(databases.application_url(database), autocommit=True) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role_of(schema))))
        connection.execute(sql.SQL("SET search_path = {}, extensions").format(sql.Identifier(schema)))
        yield connection


def _came_out(connection: psycopg.Connection, statement: sql.Composable | str) -> str:
    """'' when PostgreSQL refused, otherwise what it did."""
    try:
        answer = connection.execute(statement)
    except REFUSALS:
        return ""
    except psycopg.Error as other:
        return f"another error: {type(other).__name__} {other}"
    return f"done ({answer.rowcount} rows)"


def _first_column(houses: Houses, schema: str, table: str) -> sql.Identifier:
    row = houses.owner.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
        " ORDER BY ordinal_position LIMIT 1",
        [schema, table],
    ).fetchone()
    assert row is not None
    return sql.Identifier(row[0])


def test_every_table_refuses_every_deed_of_another_university(houses: Houses, probes: Probes) -> None:
    before = {schema: checksums(houses.owner, schema) for schema in ("nsu", "knu")}
    for who, whose in DIRECTIONS:
        with application(houses.database, who) as connection:
            for table in tables(houses.owner, whose):
                names = {
                    "t": sql.SQL("{}.{}").format(sql.Identifier(whose), sql.Identifier(table)),
                    "c": _first_column(houses, whose, table),
                }
                for deed in DEEDS:
                    statement = sql.SQL(deed).format(**names)
                    probes.attempt(
                        _came_out(connection, statement), f"{who}: {statement.as_string(connection)}"
                    )
    assert before == {schema: checksums(houses.owner, schema) for schema in ("nsu", "knu")}
    probes.settle(at_least=2_000)


def test_the_same_statements_work_at_home(houses: Houses) -> None:
    """Otherwise the refusals above would prove nothing."""
    with application(houses.database, "nsu") as connection:
        for table in ("accounts_user", "people_student", "journal_mark", "tenancy_preference"):
            row = connection.execute(
                sql.SQL("SELECT count(*) FROM nsu.{}").format(sql.Identifier(table))
            ).fetchone()
            assert row is not None
            assert row[0]


def test_public_tables_refuse_every_university(houses: Houses, probes: Probes) -> None:
    for who in ("nsu", "knu", PLATFORM):
        with application(houses.database, who) as connection:
            for table in tables(houses.owner, "public"):
                names = {
                    "t": sql.SQL("public.{}").format(sql.Identifier(table)),
                    "c": _first_column(houses, "public", table),
                }
                for deed in DEEDS:
                    probes.attempt(
                        _came_out(connection, sql.SQL(deed).format(**names)), f"{who}: {deed} {table}"
                    )
    probes.settle(at_least=40)


def test_outside_of_every_university_the_application_only_reads_hosts(houses: Houses, probes: Probes) -> None:
    readable = {"tenants_university", "tenants_domain"}
    with application(houses.database, "public") as connection:
        for table in tables(houses.owner, "public"):
            names = {
                "t": sql.SQL("public.{}").format(sql.Identifier(table)),
                "c": _first_column(houses, "public", table),
            }
            for deed in DEEDS[0 if table not in readable else 1 :]:
                probes.attempt(
                    _came_out(connection, sql.SQL(deed).format(**names)), f"public: {deed} {table}"
                )
        for table in readable:
            assert connection.execute(
                sql.SQL("SELECT 1 FROM public.{}").format(sql.Identifier(table))
            ).fetchone()
    probes.settle(at_least=10)


def test_every_sequence_and_function_refuses_another_university(houses: Houses, probes: Probes) -> None:
    sequences = houses.owner.execute(
        "SELECT sequencename FROM pg_sequences WHERE schemaname = 'nsu'"
    ).fetchall()
    functions = houses.owner.execute(
        "SELECT proname, pronargs FROM pg_proc WHERE pronamespace = 'nsu'::regnamespace AND prokind = 'f'"
    ).fetchall()
    assert len(sequences) > 80
    assert functions
    with application(houses.database, "knu") as connection:
        for (name,) in sequences:
            place = sql.Literal(f"nsu.{name}")
            for deed in ("SELECT nextval({})", "SELECT setval({}, 1)", "SELECT last_value FROM nsu.{}"):
                what = sql.Identifier(name) if "FROM" in deed else place
                probes.attempt(_came_out(connection, sql.SQL(deed).format(what)), f"{deed} {name}")
        for name, arguments in functions:
            call = sql.SQL("SELECT nsu.{}({})").format(
                sql.Identifier(name), sql.SQL(", ").join([sql.SQL("NULL")] * arguments)
            )
            probes.attempt(_came_out(connection, call), f"function {name}")
    assert houses.owner.execute(
        "SELECT last_value >= %s FROM nsu.accounts_user_id_seq", [FIRST]
    ).fetchone() == (True,)
    probes.settle(at_least=300)


TRICKS = (
    "SET search_path = nsu; SELECT username FROM people_student",
    "SET search_path = nsu, knu; SELECT address FROM nsu.people_student",
    "SELECT set_config('search_path', 'nsu', false); DELETE FROM nsu.people_student",
    "SET search_path = nsu; INSERT INTO people_student DEFAULT VALUES",
    "CREATE TABLE knu.people_student_copy AS SELECT * FROM nsu.people_student",
    "CREATE VIEW knu.spy AS SELECT * FROM nsu.people_student",
    "CREATE FUNCTION knu.spy() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM nsu.people_student'",
    "CREATE SCHEMA elsewhere",
    "CREATE TABLE public.leak (x text)",
    "CREATE TABLE extensions.leak (x text)",
    "CREATE TEMP TABLE t AS SELECT * FROM nsu.people_student",
    "GRANT USAGE ON SCHEMA nsu TO ordo_t_knu",
    "GRANT ordo_t_nsu TO ordo_t_knu",
    "ALTER ROLE ordo_t_knu SUPERUSER",
    "ALTER SCHEMA knu RENAME TO nsu2",
    "ALTER TABLE knu.people_student DISABLE TRIGGER ALL",
    "ALTER TABLE knu.people_student OWNER TO ordo_t_knu",
    "DROP TABLE knu.people_student",
    "TRUNCATE knu.people_student",
    "DROP SCHEMA nsu CASCADE",
    "COPY nsu.people_student TO STDOUT",
    "COPY knu.people_student TO '/tmp/leak'",
    "COPY knu.people_student TO PROGRAM 'cat'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SET session_replication_role = replica",
    "SET row_security = off; SELECT * FROM nsu.people_student",
    "LOCK TABLE nsu.people_student",
    "SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS t(x int)",
    "SELECT query_to_xml('SELECT * FROM nsu.people_student', true, true, '')",
    "SELECT schema_to_xml('nsu', true, true, '')",
    "DO $$ BEGIN EXECUTE 'SELECT * FROM nsu.people_student'; END $$",
    "PREPARE p AS SELECT * FROM nsu.people_student",
    "COMMENT ON TABLE nsu.people_student IS 'x'",
    "ANALYZE nsu.people_student; SELECT most_common_vals FROM pg_stats WHERE schemaname = 'nsu'",
    "CREATE TRIGGER spy AFTER INSERT ON nsu.people_student FOR EACH ROW EXECUTE FUNCTION knu.nothing()",
    "CREATE RULE spy AS ON INSERT TO knu.people_student DO ALSO NOTHING",
    "CREATE POLICY p ON nsu.people_student USING (true)",
    "SELECT has_table_privilege('nsu.people_student', 'SELECT') AND 1 / 0 = 1",
)


def _any_came_out(connection: psycopg.Connection, statements: str) -> str:
    """What the last of several statements gave; only the last one decides."""
    try:
        for statement in statements.split("; ") if "$$" not in statements else [statements]:
            answer = connection.execute(statement)
    except psycopg.Error as refusal:
        if isinstance(refusal, errors.SyntaxError):
            raise
        return ""
    if answer.description is None:
        return f"done ({answer.statusmessage})"
    rows = [row for row in answer.fetchall() if any(value not in (None, False) for value in row)]
    return str(rows)[:200] if rows else ""


def test_no_trick_with_paths_objects_or_files_leads_out(houses: Houses, probes: Probes) -> None:
    before = checksums(houses.owner, "nsu")
    for trick in TRICKS:
        with application(houses.database, "knu") as connection:
            probes.attempt(_any_came_out(connection, trick), trick)
    assert checksums(houses.owner, "nsu") == before
    probes.settle(at_least=len(TRICKS))


def test_a_missing_table_is_an_error_and_never_another_schemas_row(houses: Houses) -> None:
    houses.owner.execute("ALTER TABLE knu.tenancy_preference RENAME TO tenancy_preference_gone")
    try:
        with application(houses.database, "knu") as connection, pytest.raises(errors.UndefinedTable):
            connection.execute("SELECT * FROM tenancy_preference")
    finally:
        houses.owner.execute("ALTER TABLE knu.tenancy_preference_gone RENAME TO tenancy_preference")
