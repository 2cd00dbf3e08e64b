"""The history of one cell, read from the register's chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from modules.journal.models import CheckpointResult, CheckpointWork, Journal, Lesson, Mark
from modules.journal.rules import MarkValue
from modules.journal.selectors import access
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger


@dataclass(frozen=True, slots=True)
class CellEvent:
    """One change of a cell: what stood before and after, who, when, from where, by an order or not."""

    at: datetime
    actor_name: str
    before: MarkValue | Decimal | None
    after: MarkValue | Decimal | None
    order_id: int | None


def mark_history(actor: Actor, journal_id: int, lesson_id: int, student_id: int) -> list[CellEvent]:
    """All changes of a cell, oldest first; raises NotAllowed, Journal.DoesNotExist for a lesson of another journal."""
    access.find(actor, journal_id)
    if not Lesson.objects.filter(pk=lesson_id, journal_id=journal_id).exists():
        raise Journal.DoesNotExist(journal_id)
    row = Mark.objects.filter(lesson_id=lesson_id, student_id=student_id).values_list("id", flat=True).first()
    if row is None:
        return []
    return [
        CellEvent(e.at, e.actor_name, _mark(e.before), _mark(e.after), e.payload.get("order"))
        for e in ledger.history_of(Mark._meta.db_table, row)
    ]


def result_history(actor: Actor, journal_id: int, work_id: int, student_id: int) -> list[CellEvent]:
    """All changes of a student's points for a work, oldest first; raises as `mark_history`."""
    access.find(actor, journal_id)
    if not CheckpointWork.objects.filter(pk=work_id, checkpoint__journal_id=journal_id).exists():
        raise Journal.DoesNotExist(journal_id)
    rows = CheckpointResult.objects.filter(work_id=work_id, student_id=student_id)
    row = rows.values_list("id", flat=True).first()
    if row is None:
        return []
    return [
        CellEvent(e.at, e.actor_name, _points(e.before), _points(e.after), e.payload.get("order"))
        for e in ledger.history_of(CheckpointResult._meta.db_table, row)
    ]


def _mark(columns: Mapping[str, Any]) -> MarkValue | None:
    if not columns:
        return None
    return MarkValue(columns["value"], columns["absent"], columns["excused"])


def _points(columns: Mapping[str, Any]) -> Decimal | None:
    value = columns.get("points")
    return None if value is None else Decimal(str(value))
