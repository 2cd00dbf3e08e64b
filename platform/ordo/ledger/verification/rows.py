"""Rows of guarded tables against their last events: finds what was done with the triggers off."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from psycopg import sql

from ordo.ledger.guards import GuardSpec
from ordo.ledger.verification.findings import Finding, FindingKind
from ordo.ledger.verification.reader import Reader

_TABLES: Final = """
    SELECT DISTINCT e.subject_table, EXISTS (
        SELECT 1 FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
            AND c.relname = e.subject_table AND c.relkind IN ('r', 'p'))
    FROM (SELECT DISTINCT subject_table FROM ledger_event WHERE kind LIKE 'row.%') e
"""
# jsonb sorts keys by length first, so a payload always begins with its "after" object, as canonical text.
_DIFFERENT: Final = """
    SELECT coalesce(l.subject_id, t.{key}), l.register_id, l.seq, l.payload, to_jsonb(t)
    FROM (
        SELECT DISTINCT ON (e.subject_id) e.subject_id, e.register_id, e.seq, e.payload FROM ledger_event e
        WHERE e.subject_table = {name} AND e.kind LIKE 'row.%'
        ORDER BY e.subject_id DESC, e.register_id DESC, e.seq DESC
    ) l FULL JOIN {table} t ON t.{key} = l.subject_id
    WHERE l.subject_id IS NULL OR t.{key} IS NULL
        OR NOT starts_with(l.payload, '{{"after": ' || jsonb_build_object({pairs})::text)
"""


def check_rows(reader: Reader, specs: Iterable[GuardSpec]) -> Iterator[Finding]:
    """Compare all guarded tables, and report recorded tables that are gone."""
    existing = dict(reader.stream(_TABLES))
    for name, is_there in existing.items():
        if not is_there:
            yield Finding(FindingKind.TABLE_MISSING, table=name)
    for spec in specs:
        if existing.get(spec.table, True):
            yield from _check_table(reader, spec)


def _check_table(reader: Reader, spec: GuardSpec) -> Iterator[Finding]:
    """Read only the rows that differ from their last event, or have no partner."""
    pairs = sql.SQL(", ").join(
        sql.SQL("{}, t.{}").format(sql.Literal(name), sql.Identifier(name)) for name in spec.recorded
    )
    query = sql.SQL(_DIFFERENT).format(
        key=sql.Identifier(spec.pk_column),
        name=sql.Literal(spec.table),
        table=sql.Identifier(spec.table),
        pairs=pairs,
    )
    for row_id, register_id, seq, payload, row in reader.stream(query):
        where = (register_id or 0, seq or 0, spec.table, row_id)
        if payload is None:
            yield Finding(FindingKind.ROW_UNRECORDED, *where)
        elif row is None:
            yield Finding(FindingKind.ROW_MISSING, *where)
        else:
            changed = _changed(payload, row)
            if changed:
                yield Finding(FindingKind.ROW_CHANGED, *where, detail=", ".join(changed))


def _changed(payload: str, row: Mapping[str, Any]) -> list[str]:
    """Return the columns that differ; columns added or dropped since by a migration are no alteration."""
    try:
        after = json.loads(payload)["after"]
    except (ValueError, KeyError):
        return []  # the chain's own check reports a payload that is no longer what was hashed
    return sorted(name for name in after.keys() & row.keys() if after[name] != row[name])
