"""Puts a row with a canary into every table that the deeds of the program left empty.

The owner of the cluster writes it with triggers and foreign keys off: what counts here is only that there is
something in every table that another university could see or destroy.
"""

from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from tests.isolation.canaries import canary, word

FIRST = 700_000
A_UUID = UUID("6a6a6a6a-0000-4000-8000-00000070a001")
_PLAIN: dict[str, Any] = {
    "smallint": 1, "integer": FIRST + 1, "bigint": FIRST + 1, "numeric": 1, "double precision": 1, "boolean": False,
    "date": "2026-09-01", "timestamp with time zone": "2026-09-01 08:00+06", "time without time zone": "08:00",
    "uuid": A_UUID, "inet": "10.0.0.7", "bytea": b"canary", "interval": "1 day", "tsvector": "canary",
    "daterange": "[2026-09-01,2026-10-01)", "tstzrange": "[2026-09-01 08:00+06,2026-09-01 09:00+06)",
}  # fmt: skip
_COLUMNS = (
    "SELECT column_name, data_type, character_maximum_length, is_nullable = 'YES', column_default, udt_name,"
    " is_generated = 'ALWAYS', is_identity = 'YES' FROM information_schema.columns"
    " WHERE table_schema = %s AND table_name = %s ORDER BY ordinal_position"
)


def tables(connection: psycopg.Connection, schema: str) -> list[str]:
    """Tables of a schema by name."""
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [schema])
    return [row[0] for row in rows.fetchall()]


def move_sequences(connection: psycopg.Connection, schema: str, start: int = FIRST) -> None:
    """Let all new ids of a university begin at a number that no other university has."""
    rows = connection.execute(
        "SELECT sequencename FROM pg_sequences WHERE schemaname = %s", [schema]
    ).fetchall()
    for (name,) in rows:
        connection.execute("SELECT setval(format('%%I.%%I', %s::text, %s::text), %s)", [schema, name, start])


def _text(schema: str, table: str, length: int | None, plain: bool) -> str:
    value = word(schema, "x") if plain else canary(schema, table)
    return value if length is None else value[:length]


def _value(column: tuple[Any, ...], schema: str, table: str, plain: bool) -> Any:
    _name, kind, length, nullable, _default, udt, _generated, _identity = column
    if kind in {"text", "character varying", "character"}:
        return _text(schema, table, length, plain)
    if kind in {"jsonb", "json"}:
        return f'{{"canary": "{canary(schema, table)}"}}'
    if nullable:
        return None
    if kind == "ARRAY":
        return [_text(schema, table, None, plain)] if udt in {"_text", "_varchar"} else []
    return _PLAIN[kind]


def _insert(connection: psycopg.Connection, schema: str, table: str, plain: bool) -> None:
    names, values = [], []
    for column in connection.execute(_COLUMNS, [schema, table]).fetchall():
        is_counter = column[7] or "nextval" in (column[4] or "")
        if column[6] or is_counter:
            continue
        names.append(sql.Identifier(column[0]))
        values.append(_value(column, schema, table, plain))
    text = "INSERT INTO {}.{} ({}) VALUES ({})" if names else "INSERT INTO {}.{} DEFAULT VALUES"
    statement = sql.SQL(text).format(
        sql.Identifier(schema),
        sql.Identifier(table),
        sql.SQL(", ").join(names),
        sql.SQL(", ").join(sql.Placeholder() for _name in names),
    )
    connection.execute(statement, values)


def _fill_one(connection: psycopg.Connection, schema: str, table: str) -> str:
    """Try a row with Cyrillic, one in code letters, then one without the table's checks; gives the last refusal."""
    problem = ""
    for attempt in ("canary", "plain", "unchecked"):
        if attempt == "unchecked":
            _drop_checks(connection, schema, table)
        try:
            _insert(connection, schema, table, attempt == "plain")
        except psycopg.Error as error:
            problem = str(error).partition("\n")[0]
        else:
            return ""
    return problem


def _drop_checks(connection: psycopg.Connection, schema: str, table: str) -> None:
    place = sql.SQL("{}.{}").format(sql.Identifier(schema), sql.Identifier(table))
    rows = connection.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
        [place.as_string(connection)],
    ).fetchall()
    for (name,) in rows:
        connection.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(place, sql.Identifier(name)))


def fill_empty(connection: psycopg.Connection, schema: str) -> dict[str, str]:
    """One row in every empty table of the schema; gives the tables that refused, with the reason."""
    refused: dict[str, str] = {}
    connection.execute("SET session_replication_role = replica")
    for table in tables(connection, schema):
        place = sql.SQL("{}.{}").format(sql.Identifier(schema), sql.Identifier(table))
        if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(place)).fetchone():
            continue
        problem = _fill_one(connection, schema, table)
        if problem:
            refused[table] = problem
    connection.execute("SET session_replication_role = origin")
    return refused


def checksums(
    connection: psycopg.Connection, schema: str, leave_out: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Number and hash of the rows of every table of a schema."""
    found = {}
    for table in tables(connection, schema):
        if table in leave_out:
            continue
        place = sql.SQL("{}.{}").format(sql.Identifier(schema), sql.Identifier(table))
        row = connection.execute(
            sql.SQL(
                "SELECT count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t"
            ).format(place)
        ).fetchone()
        assert row is not None
        found[table] = f"{row[0]} {row[1]}"
    return found
