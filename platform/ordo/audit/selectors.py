"""Reading the log of changes: who, when, from where, before and after (AVN-3.9a, EB-17.5).

The log is one event table a model. A page takes two statements over all of them, however many there are: the newest
matching events of each table by its primary key, then their rows together with the event before each.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from ordo.access.actor import Actor, NotAllowed
from ordo.audit.changes import Change, Links, changes_of, linked, linked_title, title_of
from ordo.audit.permissions import AuditPermission
from ordo.audit.tracking import tracked

ON_PAGE = 25
DEEPEST_PAGE = 400


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is looked for; empty values narrow nothing. `table` is `app.model`."""

    person: str = ""
    user_id: int | None = None
    table: str = ""
    object_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One change as people read it. `deed` is insert, update or delete; `who` is empty for the system itself."""

    at: datetime
    deed: str
    who: str
    origin: str
    order: str
    table: str
    table_title: str
    object_id: str
    object_title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of events, newest first; the whole is not counted."""

    events: tuple[Event, ...]
    number: int
    has_next: bool


def tables() -> list[tuple[str, str]]:
    """Tables under audit with their names in the reader's language, by name."""
    found = [(model._meta.label_lower, str(model._meta.verbose_name_plural)) for model in tracked()]
    return sorted(found, key=lambda pair: pair[1].casefold())


def events(*, actor: Actor, narrowed: AuditFilter, number: int = 1) -> EventPage:
    """One page of the log; only for those who may see the whole university's."""
    if not actor.reach(AuditPermission.EVENT_VIEW).everything:
        raise NotAllowed(AuditPermission.EVENT_VIEW)
    number = min(max(number, 1), DEEPEST_PAGE)
    chosen = [m for m in tracked() if not narrowed.table or m._meta.label_lower == narrowed.table]
    if not chosen or (narrowed.object_id and not narrowed.table):
        return EventPage((), number, has_next=False)
    keys = _newest(chosen, narrowed, ON_PAGE * number + 1)
    start = ON_PAGE * (number - 1)
    shown = keys[start : start + ON_PAGE]
    return EventPage(_read(chosen, shown), number, has_next=len(keys) > start + ON_PAGE)


def _event_table(model: type[models.Model]) -> str:
    event: Any = model._meta.get_field("audit_events").related_model
    return str(event._meta.db_table)


def _conditions(narrowed: AuditFilter) -> tuple[sql.Composable, list[Any]]:
    parts: list[sql.Composable] = [sql.SQL("TRUE")]
    values: list[Any] = []

    def add(text: str, value: Any) -> None:
        parts.append(sql.SQL(text))
        values.append(value)

    if narrowed.person:
        add("c.metadata->>'name' ILIKE %s", f"%{_literal(narrowed.person)}%")
    if narrowed.user_id is not None:
        add("c.metadata->>'user' = %s", str(narrowed.user_id))
    if narrowed.object_id:
        add("e.pgh_obj_id::text = %s", narrowed.object_id)
    if narrowed.since:
        add("e.pgh_created_at >= %s", _midnight(narrowed.since))
    if narrowed.until:
        add("e.pgh_created_at < %s", _midnight(narrowed.until + timedelta(days=1)))
    return sql.SQL(" AND ").join(parts), values


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _newest(chosen: Sequence[type[models.Model]], narrowed: AuditFilter, limit: int) -> list[tuple[str, int]]:
    """`app.model` and event id of the newest matching events of all chosen tables."""
    conditions, values = _conditions(narrowed)
    parts = [
        sql.SQL(
            "(SELECT {name} AS model, e.pgh_id, e.pgh_created_at FROM {table} e"
            " LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id"
            " WHERE {conditions} ORDER BY e.pgh_id DESC LIMIT {limit})"
        ).format(
            name=sql.Literal(model._meta.label_lower),
            table=sql.Identifier(_event_table(model)),
            conditions=conditions,
            limit=sql.Literal(limit),
        )
        for model in chosen
    ]
    whole = sql.SQL(
        "SELECT model, pgh_id FROM ({parts}) AS found"
        " ORDER BY pgh_created_at DESC, pgh_id DESC, model LIMIT {limit}"
    ).format(parts=sql.SQL(" UNION ALL ").join(parts), limit=sql.Literal(limit))
    return [(row[0], row[1]) for row in _rows(whole, values * len(chosen))]


def _rows(statement: sql.Composable, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection), values)
        return list(cursor.fetchall())


def _read(chosen: Sequence[type[models.Model]], keys: Sequence[tuple[str, int]]) -> tuple[Event, ...]:
    """The events with their values and the values before, in the order of the keys."""
    by_label = {model._meta.label_lower: model for model in chosen}
    wanted: dict[str, list[int]] = {}
    for label, event_id in keys:
        wanted.setdefault(label, []).append(event_id)
    if not wanted:
        return ()
    parts = [
        sql.SQL(
            "SELECT {name}, e.pgh_id, e.pgh_created_at, e.pgh_label, e.pgh_obj_id::text, c.metadata, to_jsonb(e),"
            " (SELECT to_jsonb(p) FROM {table} p WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id"
            " ORDER BY p.pgh_id DESC LIMIT 1) FROM {table} e"
            " LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.pgh_id = ANY(%s)"
        ).format(name=sql.Literal(label), table=sql.Identifier(_event_table(by_label[label])))
        for label in wanted
    ]
    rows = {(row[0], row[1]): row for row in _rows(sql.SQL(" UNION ALL ").join(parts), list(wanted.values()))}
    links = linked([(by_label[row[0]], (_values(row[6]), _values(row[7]))) for row in rows.values()])
    return tuple(_event(by_label[key[0]], rows[key], links) for key in keys)


def _values(raw: Any) -> dict[str, Any]:
    """A JSON value of the database as a dictionary, whatever form the driver gave it in."""
    if raw is None:
        return {}
    if isinstance(raw, str):
        raw = json.loads(raw)
    return dict(raw)


def _event(model: type[models.Model], row: Any, links: Links) -> Event:
    _label, _event_id, at, deed, object_id, context, data, before = row
    told, now, earlier = _values(context), _values(data), _values(before)
    pair = {"insert": ({}, now), "delete": (now, {})}.get(deed, (earlier, now))
    return Event(
        at=at,
        deed=deed,
        who=str(told.get("name") or ""),
        origin=str(told.get("origin") or ""),
        order=str(told.get("order") or ""),
        table=model._meta.label_lower,
        table_title=str(model._meta.verbose_name),
        object_id=object_id,
        object_title=title_of(now) or linked_title(model, now, links),
        changes=changes_of(model, *pair, links),
    )
