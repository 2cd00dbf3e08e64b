"""Barriers: functions, triggers and rights as installed, so that a weakened guard is found, not only its traces."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from psycopg import sql

from ordo.ledger.guards import TRIGGERS, GuardSpec, guard_sql
from ordo.ledger.sources import CORE, function_bodies, read
from ordo.ledger.verification.findings import Finding, FindingKind
from ordo.ledger.verification.reader import Reader

_TRIGGER: Final = re.compile(r"CREATE TRIGGER (\w+)[^;]*? ON (\w+)")
_FUNCTIONS: Final = """
    SELECT p.proname, p.prosrc, p.prosecdef, coalesce((
        SELECT substr(c, 13) FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%'), '')
    FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'ledger\\_%'
"""
_TRIGGERS: Final = """
    SELECT t.tgname, c.relname, t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname LIKE 'ledger\\_%'
"""
_RIGHTS: Final = """
    SELECT c.relname, string_agg(r.name, ', ') FROM pg_class c, unnest(%s::text[]) r (name)
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY (%s)
        AND has_table_privilege(%s, c.oid, r.name)
    GROUP BY c.relname
"""
READ_ONLY: Final = (
    "ledger_register",
    "ledger_event",
    "ledger_idempotency",
    "ledger_correction_order",
    "ledger_root_leaf",
)


def check_barriers(reader: Reader, specs: Iterable[GuardSpec], role: str) -> Iterator[Finding]:
    """Compare what stands in the database with what the migrations install."""
    known = tuple(specs)
    core = [read(name) for name in CORE]
    yield from _check_functions(reader, function_bodies([*core, *map(guard_sql, known)]))
    wanted = {(name, table) for script in core for name, table in _TRIGGER.findall(script)}
    wanted |= {(name, spec.table) for spec in known for name in TRIGGERS}
    yield from _check_triggers(reader, wanted)
    yield from _check_rights(reader, known, role)


def _check_functions(reader: Reader, bodies: dict[str, str]) -> Iterator[Finding]:
    """Compare bodies and pins."""
    found = {row[0]: row[1:] for row in reader.stream(_FUNCTIONS)}
    for name, body in bodies.items():
        if name not in found:
            yield Finding(FindingKind.GUARD_MISSING, detail=name)
            continue
        source, _definer, path = found[name]
        parts = [part.strip().strip('"') for part in path.split(",")]
        if source != body or parts[0] != reader.schema or parts[-1] != "pg_temp":
            yield Finding(FindingKind.GUARD_ALTERED, detail=name)


def _check_triggers(reader: Reader, wanted: set[tuple[str, str]]) -> Iterator[Finding]:
    """Compare triggers: there, and switched on."""
    found = {(name, table): enabled for name, table, enabled in reader.stream(_TRIGGERS)}
    for name, table in sorted(wanted):
        if (name, table) not in found:
            yield Finding(FindingKind.GUARD_MISSING, table=table, detail=name)
        elif found[name, table] not in {"O", "A"}:
            yield Finding(FindingKind.GUARD_DISABLED, table=table, detail=name)


def _check_rights(reader: Reader, specs: tuple[GuardSpec, ...], role: str) -> Iterator[Finding]:
    """Report rights of the application's role that the seal takes away."""
    if not list(reader.stream("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])):
        return
    for rights, tables in (
        (["INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"], list(READ_ONLY)),
        (["DELETE", "TRUNCATE", "TRIGGER"], [spec.table for spec in specs]),
    ):
        for table, held in reader.stream(_RIGHTS, [rights, tables, role]):
            yield Finding(FindingKind.RIGHTS_OPEN, table=table, detail=held)
    query = sql.SQL(
        "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
        " AND (p.proname IN ('ledger_write', 'ledger_append', 'ledger_apply_change', 'ledger_seal')"
        " OR p.proname LIKE 'ledger\\_guard\\_%') AND has_function_privilege({}, p.oid, 'EXECUTE')"
    ).format(sql.Literal(role))
    for (name,) in reader.stream(query):
        yield Finding(FindingKind.RIGHTS_OPEN, detail=name)
