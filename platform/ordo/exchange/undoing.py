"""Taking a whole import back, exactly, from the audit events its transaction wrote.

Every audited row the import touched returns to the snapshot it had before; rows it made are removed. When anybody
has changed one of these rows since, the undo is refused and names them: nothing newer is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, models
from psycopg import sql

from ordo.audit.tracking import tracked
from ordo.jobs.progress import Progress

_KEY = re.compile(r"=\(([^)]*)\)")
_MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class TouchedSince:
    """A row that was changed after the import: table and key."""

    table: str
    key: int | str


class ChangedSince(Exception):
    """The import cannot be undone: `rows` were changed after it."""

    code = "CHANGED_SINCE"

    def __init__(self, rows: list[TouchedSince]) -> None:
        super().__init__(f"{len(rows)} rows")
        self.rows = rows


def _event_model(model: type[models.Model]) -> type[models.Model]:
    relation = model._meta.get_field("audit_events")
    found = relation.related_model
    if not isinstance(found, type):
        raise TypeError(model.__name__)
    return found


def _key_column(model: type[models.Model]) -> str:
    column = getattr(model._meta.pk, "column", None)
    if not isinstance(column, str):
        raise TypeError(model.__name__)
    return column


def _names(model: type[models.Model]) -> dict[str, sql.Composable]:
    return {
        "t": sql.Identifier(model._meta.db_table),
        "e": sql.Identifier(_event_model(model)._meta.db_table),
        "k": sql.Identifier(_key_column(model)),
    }


def _run(cursor: Any, text: LiteralString, names: dict[str, sql.Composable], params: list[Any]) -> None:
    cursor.execute(sql.SQL(text).format(**names).as_string(cursor.connection), params)


_CHANGED = (
    "SELECT DISTINCT a.pgh_obj_id FROM {e} a JOIN {e} b ON b.pgh_obj_id = a.pgh_obj_id AND b.pgh_id > a.pgh_id"
    " WHERE a.pgh_context_id = %s AND b.pgh_context_id IS DISTINCT FROM %s"
)
_TOUCHED = "SELECT EXISTS (SELECT 1 FROM {e} WHERE pgh_context_id = %s)"
# Not written as a plain SELECT: the audit adds its context to every other statement only.
_TAKE_BACK = "WITH gone AS (SELECT exchange_take_back(%s, %s) AS count) SELECT count FROM gone"
_RESTORE = (
    "UPDATE {t} SET {assignments} FROM (SELECT DISTINCT ON (c.pgh_obj_id) p.* FROM {e} c"
    " JOIN {e} p ON p.pgh_obj_id = c.pgh_obj_id AND p.pgh_id < c.pgh_id"
    " WHERE c.pgh_context_id = %s AND p.pgh_context_id IS DISTINCT FROM %s"
    " ORDER BY c.pgh_obj_id, c.pgh_id, p.pgh_id DESC) AS old WHERE {t}.{k} = old.pgh_obj_id"
)


def undo(context_id: UUID, progress: Progress | None = None) -> int:
    """Take back everything written under the audit context; returns the rows touched; raises ChangedSince."""
    with connection.cursor() as cursor:
        models_touched = [model for model in tracked() if _was_touched(cursor, model, context_id)]
        changed: list[TouchedSince] = []
        for model in models_touched:
            _run(cursor, _CHANGED, _names(model), [context_id, context_id])
            changed += [TouchedSince(model._meta.db_table, row[0]) for row in cursor.fetchall()]
        if changed:
            raise ChangedSince(changed)
        touched = 0
        # New rows go first: an old row may not return while a new one holds its place (a period, a number).
        steps = [
            *((_take_back, model) for model in models_touched),
            *((_restore, model) for model in models_touched),
        ]
        for done, (step, model) in enumerate(steps, start=1):
            touched += step(cursor, model, context_id)
            if progress is not None:
                progress.step(done, total=len(steps))
        _check_references(cursor)
    return touched


def _was_touched(cursor: Any, model: type[models.Model], context_id: UUID) -> bool:
    _run(cursor, _TOUCHED, _names(model), [context_id])
    return bool(cursor.fetchone()[0])


def _take_back(cursor: Any, model: type[models.Model], context_id: UUID) -> int:
    """Remove the rows that the import made; the database's own function does it, for the application may not."""
    cursor.execute(_TAKE_BACK, [model._meta.db_table, context_id])
    return int(cursor.fetchone()[0])


def _check_references(cursor: Any) -> None:
    """Foreign keys are checked at the end, so the order of the tables does not matter; newer rows refuse the undo."""
    try:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as problem:
        said = getattr(problem.__cause__, "diag", None)
        key = _KEY.search(said.message_detail or "") if said is not None else None
        table = (said.table_name if said is not None else None) or ""
        raise ChangedSince([TouchedSince(table, key.group(1) if key else "")]) from problem


def _restore(cursor: Any, model: type[models.Model], context_id: UUID) -> int:
    event = _event_model(model)
    kept = {field.column for field in event._meta.concrete_fields} - {_key_column(model)}
    columns = [field.column for field in model._meta.concrete_fields if field.column in kept]
    parts: list[sql.Composable] = [
        sql.SQL("{c} = old.{c}").format(c=sql.Identifier(column)) for column in columns if column
    ]
    assignments = sql.SQL(", ").join(parts)
    _run(cursor, _RESTORE, {**_names(model), "assignments": assignments}, [context_id, context_id])
    return int(cursor.rowcount)


def named(rows: Sequence[TouchedSince]) -> list[dict[str, str]]:
    """The first rows of a refusal for people: what it is, its name, its key."""
    by_table = {model._meta.db_table: model for model in apps.get_models()}
    answer = []
    for row in rows[:_MOST_NAMED]:
        model = by_table.get(row.table)
        found = model._default_manager.filter(pk=row.key).first() if model is not None and row.key else None
        title = str(model._meta.verbose_name) if model is not None else row.table
        answer.append({"table": title, "key": str(row.key), "name": str(found) if found is not None else ""})
    return answer
