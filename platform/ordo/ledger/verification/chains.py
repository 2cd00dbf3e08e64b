"""Chains: every event recomputed, every link followed, every head, lock and row compared along the way."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from ordo.ledger.chain import ChainEvent, event_hash, genesis
from ordo.ledger.verification.findings import Finding, FindingKind
from ordo.ledger.verification.reader import Reader

_EVENTS: Final = """
    SELECT register_id, seq, kind, subject_table, subject_id, actor_id, actor_name, origin, at, payload,
        prev_hash, hash
    FROM ledger_event ORDER BY register_id, seq
"""
_REGISTERS: Final = """
    SELECT id, kind, subject_id, head_seq, head_hash, locked_at FROM ledger_register ORDER BY id
"""


@dataclass(slots=True)
class Tally:
    """How much was read. ``late_tables`` admit new rows after the lock, as their guards do."""

    late_tables: frozenset[str] = frozenset()
    registers: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    """A register's row."""

    id: int
    kind: str
    subject_id: int
    seq: int
    hash: bytes
    locked_at: datetime | None


@dataclass(slots=True)
class _Walk:
    """Where the walk along one chain stands."""

    register_id: int
    seq: int = 0
    hash: bytes = b""
    closed: bool = False
    rows: dict[tuple[str, int], Mapping[str, Any]] = field(default_factory=dict)


def check_chains(reader: Reader, tally: Tally) -> Iterator[Finding]:
    """Walk along all chains in the order of their registers."""
    heads = (_Head(*row) for row in reader.stream(_REGISTERS))
    head = next(heads, None)
    for register_id, rows in groupby(reader.stream(_EVENTS), key=lambda row: int(row[0])):
        while head is not None and head.id < register_id:
            yield from _check_head(head, _Walk(head.id), tally)
            head = next(heads, None)
        known = head if head is not None and head.id == register_id else None
        walk = _Walk(register_id, hash=genesis(known.kind, known.subject_id) if known else b"")
        for row in rows:
            tally.events += 1
            yield from _check_event(ChainEvent(*row), walk, tally)
        if known is None:
            yield Finding(FindingKind.REGISTER_MISSING, register_id)
        else:
            yield from _check_head(known, walk, tally)
            head = next(heads, None)
    while head is not None:
        yield from _check_head(head, _Walk(head.id), tally)
        head = next(heads, None)


def _check_head(head: _Head, walk: _Walk, tally: Tally) -> Iterator[Finding]:
    """Compare a register's row with the end of its chain."""
    tally.registers += 1
    if (head.seq, head.hash) != (walk.seq, walk.hash):
        yield Finding(
            FindingKind.HEAD_DIFFERS, head.id, walk.seq, detail=f"register {head.seq}, chain {walk.seq}"
        )
    if (head.locked_at is not None) != walk.closed:
        yield Finding(
            FindingKind.LOCK_DIFFERS,
            head.id,
            walk.seq,
            detail=f"register {head.locked_at}, chain {walk.closed}",
        )


def _check_event(event: ChainEvent, walk: _Walk, tally: Tally) -> Iterator[Finding]:
    """Check one event and move the walk behind it."""
    where = (event.register_id, event.seq, event.subject_table, event.subject_id)
    if event.seq != walk.seq + 1:
        yield Finding(FindingKind.EVENT_MISSING, *where, detail=f"{walk.seq + 1}–{event.seq - 1}")
    elif walk.hash and event.prev_hash != walk.hash:
        yield Finding(FindingKind.LINK_BROKEN, *where)
    if event_hash(event) != event.hash:
        yield Finding(FindingKind.EVENT_CHANGED, *where)
    elif event.kind.startswith("row."):
        yield from _check_row(event, walk, tally)
    walk.closed = walk.closed or event.kind == "close"
    walk.seq, walk.hash = event.seq, event.hash


def _check_row(event: ChainEvent, walk: _Walk, tally: Tally) -> Iterator[Finding]:
    """Compare what the row was, by this event, with what the former event left."""
    where = (event.register_id, event.seq, event.subject_table, event.subject_id)
    payload = json.loads(event.payload)
    key = (event.subject_table, event.subject_id)
    before, left = payload.get("before"), walk.rows.get(key)
    if before is not None and left is not None:
        changed = sorted(name for name in before.keys() & left.keys() if before[name] != left[name])
        if changed:
            yield Finding(FindingKind.ROW_CHANGED_BETWEEN, *where, detail=", ".join(changed))
    late = event.kind == "row.insert" and event.subject_table in tally.late_tables
    if walk.closed and event.kind != "row.correct" and not late:
        yield Finding(FindingKind.WRITTEN_AFTER_LOCK, *where)
    walk.rows[key] = payload["after"]
