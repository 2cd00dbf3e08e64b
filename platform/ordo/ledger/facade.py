"""The door of the register: who acts, the queue, the lock, notes, history, idempotency, corrections.

All deeds run inside ``acting(actor)``; permissions are the caller's business, the rules that must never break
are the database's. Values out of here are frozen dataclasses.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from ordo.access.actor import Actor
from ordo.ledger.errors import BadKey, NoActor, Refusal, RegisterMissing, refusals
from ordo.ledger.models import Event, Register

# What the database accepts as a key of one write.
_KEY: Final = re.compile(r"[!-~]{8,200}")
_SETTINGS: Final = ("ordo.actor_id", "ordo.actor_name", "ordo.origin")


@dataclass(frozen=True, slots=True)
class RegisterRef:
    """One sheet's register. ``head_hash`` is hexadecimal, as printed on sheets."""

    id: int
    kind: str
    subject_id: int
    head_seq: int
    head_hash: str
    locked_at: datetime | None
    locked_reason: str

    @property
    def is_locked(self) -> bool:
        """Whether only a correction order can still change its rows."""
        return self.locked_at is not None


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as read; ``before`` and ``after`` are the recorded columns of a changed row, else empty."""

    register_id: int
    seq: int
    kind: str
    subject_table: str
    subject_id: int
    actor_id: int | None
    actor_name: str
    origin: str
    at: datetime
    payload: Mapping[str, Any]
    hash: str

    @property
    def before(self) -> Mapping[str, Any]:
        """The row's recorded columns before the change."""
        return self.payload.get("before") or {}

    @property
    def after(self) -> Mapping[str, Any]:
        """The row's recorded columns after the change."""
        return self.payload.get("after") or {}


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a correction order: ``row_id`` and its ``version`` now, or neither for a new row."""

    table: str
    values: Mapping[str, Any]
    row_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """A claimed idempotency key: ``answered`` tells that ``response`` is the stored answer of the first call."""

    key: str
    answered: bool
    response: Any = None

    def record(self, response: Any) -> None:
        """Keep the answer of this request; once, in the same transaction as the deed."""
        _call("SELECT ledger_answer(%s, %s::jsonb)", self.key, _json(response))


@contextmanager
def acting(actor: Actor, origin: str = "") -> Iterator[None]:
    """Name the acting person for the statements of the block, which is atomic; refusals come out typed.

    The block is a savepoint of its own, so that the name can never outlive it, not even after an exception.
    """
    if not actor.is_system and (actor.user_id is None or not actor.name.strip()):
        raise NoActor(Refusal("OR006", "actor"))
    number = "system" if actor.is_system else str(actor.user_id)
    with refusals(), transaction.atomic():
        former = _settings()
        _name(number, actor.name, origin or actor.origin)
        yield
        _name(*former)


def register_for(kind: str, subject_id: int) -> RegisterRef:
    """Return the register of a subject, opened (and recorded as such) when it is new."""
    register_id = _call("SELECT ledger_open(%s, %s)", kind, subject_id)
    return _ref(Register.objects.get(pk=register_id))


def find_register(kind: str, subject_id: int) -> RegisterRef | None:
    """Return the register of a subject if there is one; writes nothing."""
    row = Register.objects.filter(kind=kind, subject_id=subject_id).first()
    return None if row is None else _ref(row)


def queue(register_ids: Sequence[int]) -> tuple[RegisterRef, ...]:
    """Stand in the queue of these registers, always in ascending order: the one home of locks (no deadlocks)."""
    wanted = sorted(set(register_ids))
    with refusals():
        rows = list(Register.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))
    missing = set(wanted).difference(row.pk for row in rows)
    if missing:
        raise RegisterMissing(Refusal("OR007", "register", "ledger_register", min(missing), min(missing)))
    return tuple(_ref(row) for row in rows)


def close(register_id: int, reason: str) -> RegisterRef:
    """Lock a register for good (JAMU-4.3b, OSH-4.3b); nothing opens it again."""
    _call("SELECT ledger_close(%s, %s)", register_id, reason)
    return _ref(Register.objects.get(pk=register_id))


def note(
    register_id: int, kind: str, *, table: str, row_id: int, payload: Mapping[str, Any] | None = None
) -> int:
    """Append an event that changes no guarded row (printed, signed); its kind becomes ``note.<kind>``."""
    return int(
        _call(
            "SELECT ledger_note(%s, %s, %s, %s, %s::jsonb)",
            register_id,
            kind,
            table,
            row_id,
            _json(payload or {}),
        )
    )


def history(register_id: int) -> list[EventView]:
    """Return all events of a register, oldest first."""
    return [_view(row) for row in Event.objects.filter(register_id=register_id).order_by("seq")]


def history_of(table: str, row_id: int) -> list[EventView]:
    """Return all events about one row, oldest first."""
    rows = Event.objects.filter(subject_table=table, subject_id=row_id).order_by("register_id", "seq")
    return [_view(row) for row in rows]


def check_key(key: str) -> None:
    """Raise BadKey for a text that is no request key: 8 to 200 visible Latin signs."""
    if not _KEY.fullmatch(key):
        raise BadKey(Refusal("", "ledger.bad_key", "ledger_idempotency", None))


def idempotent(key: str, operation: str, request: Any, register_id: int | None = None) -> Once:
    """Claim a key for a write. A second call with the same key and request waits for the first and is answered.

    The same key for another request, operation, register or person raises ``KeyReused``; one that is no key ``BadKey``.
    """
    check_key(key)
    digest = hashlib.sha256(_json(request).encode()).digest()
    with refusals(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT fresh, answer FROM ledger_claim(%s, %s, %s, %s)", [key, operation, digest, register_id]
        )
        fresh, answer = cursor.fetchone()
    return Once(key=key, answered=not fresh, response=_loaded(answer))


def forget_keys() -> int:
    """Forget keys of deeds outside of every register after thirty days; returns how many. The database has the age."""
    return int(_call("SELECT ledger_forget()"))


def request_correction(register_id: int, *, document: str, reason: str, changes: Sequence[Change]) -> int:
    """Ask for a correction of a closed register; returns the order's number. The acting person asks."""
    told = [
        {"table": change.table, "set": dict(change.values)}
        | ({} if change.row_id is None else {"id": change.row_id, "version": change.version})
        for change in changes
    ]
    query = "SELECT ledger_order_request(%s, %s, %s, %s::jsonb)"
    return int(_call(query, register_id, document, reason, _json(told)))


def approve_correction(order_id: int) -> int:
    """Approve as the acting person; returns which approval it was, 1 or 2. Three different people are needed."""
    return int(_call("SELECT ledger_order_approve(%s)", order_id))


def refuse_correction(order_id: int, reason: str) -> None:
    """Refuse the order for good."""
    _call("SELECT ledger_order_refuse(%s, %s)", order_id, reason)


def apply_correction(order_id: int) -> int:
    """Apply a twice-approved order, whole or not at all; returns the number of changed rows."""
    return int(_call("SELECT ledger_correct(%s)", order_id))


def _call(query: str, *values: str | int | None) -> Any:
    """Run a query of one value and give it, refusals typed."""
    with refusals(), connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return None if row is None else row[0]


def _settings() -> tuple[str, str, str]:
    """Return the acting person in force, empty when nobody is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), ''),"
            " coalesce(current_setting(%s, true), '')",
            _SETTINGS,
        )
        first, second, third = cursor.fetchone()
    return first, second, third


def _name(number: str, name: str, origin: str) -> None:
    """Set the acting person for the rest of the transaction or savepoint."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true)",
            [_SETTINGS[0], number, _SETTINGS[1], name, _SETTINGS[2], origin],
        )


def _json(value: Any) -> str:
    """Return JSON text with sorted keys, so that equal requests have equal hashes."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)


def _loaded(value: Any) -> Any:
    """Return a jsonb value, which Django leaves as text, as Python data."""
    return None if value is None else json.loads(value)


def _ref(row: Register) -> RegisterRef:
    """Return the frozen view of a register's row."""
    return RegisterRef(
        id=row.pk,
        kind=row.kind,
        subject_id=row.subject_id,
        head_seq=row.head_seq,
        head_hash=bytes(row.head_hash).hex(),
        locked_at=row.locked_at,
        locked_reason=row.locked_reason,
    )


def _view(row: Event) -> EventView:
    """Return the frozen view of an event's row."""
    return EventView(
        register_id=row.register_id,
        seq=row.seq,
        kind=row.kind,
        subject_table=row.subject_table,
        subject_id=row.subject_id,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        origin=row.origin,
        at=row.at,
        payload=json.loads(row.payload),
        hash=bytes(row.hash).hex(),
    )
