"""The chain's arithmetic, pure: what the database hashes, computed a second time and by other means.

The line format is the contract for anybody who checks a chain without us: parts joined by a newline, UTF-8,
preceded by the 32 bytes of the previous hash, SHA-256.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

FORMAT: Final = "ordo.ledger.v1"
SYSTEM: Final = "system"


@dataclass(frozen=True, slots=True)
class ChainEvent:
    """One event as stored; ``at`` is aware, ``payload`` the canonical JSON text."""

    register_id: int
    seq: int
    kind: str
    subject_table: str
    subject_id: int
    actor_id: int | None
    actor_name: str
    origin: str
    at: datetime
    payload: str
    prev_hash: bytes
    hash: bytes


def genesis(kind: str, subject_id: int) -> bytes:
    """Return the hash that a chain starts from: what it is about."""
    return hashlib.sha256("\n".join((FORMAT, kind, str(subject_id))).encode()).digest()


def event_hash(event: ChainEvent) -> bytes:
    """Return the hash that the event must carry, from its own previous hash and fields."""
    line = "\n".join(
        (
            FORMAT,
            str(event.register_id),
            str(event.seq),
            event.kind,
            event.subject_table,
            str(event.subject_id),
            SYSTEM if event.actor_id is None else str(event.actor_id),
            event.actor_name,
            event.origin,
            event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            event.payload,
        )
    )
    return hashlib.sha256(event.prev_hash + line.encode()).digest()
