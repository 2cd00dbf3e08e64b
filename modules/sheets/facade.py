"""The door of the grade sheets: results of students, and the deeds that demo data and other modules use.

Reading here asks no permission: the caller checks its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from modules.people import facade as people
from modules.sheets.models import GradeSheet
from modules.sheets.rules import FinalValue, SheetOutcome, SheetStatus
from modules.sheets.selectors import results
from modules.sheets.selectors.results import CourseRow, SemesterResults, StudentResults
from modules.sheets.services import (
    Ensured,
    FinalWrite,
    SetFinalsOutcome,
    SheetRefused,
    close,
    ensure_sheets,
    set_control_date,
    set_finals,
    sign,
)

__all__ = [
    "CourseRow",
    "Ensured",
    "FinalValue",
    "FinalWrite",
    "SemesterResults",
    "SetFinalsOutcome",
    "SheetOutcome",
    "SheetRef",
    "SheetRefused",
    "SheetStatus",
    "StudentResults",
    "close",
    "ensure_sheets",
    "results_of_student",
    "set_control_date",
    "set_finals",
    "sheet_of_line",
    "sheets_of_lines",
    "sign",
]


@dataclass(frozen=True, slots=True)
class SheetRef:
    """One sheet; `final_maximum` is the highest figure of the final column, 0 where there is no final control."""

    id: int
    line_id: int
    number: str
    final_maximum: Decimal


def results_of_student(student_id: int, today: date | None = None) -> StudentResults | None:
    """All results of a student by semester, newest first; None for no such student."""
    student = people.students([student_id]).get(student_id)
    return None if student is None else results.results(student, today or timezone.localdate())


def sheet_of_line(line_id: int) -> tuple[int, SheetStatus] | None:
    """Id and state of a line's sheet; None before it is made."""
    row = GradeSheet.objects.filter(line_id=line_id).values_list("pk", "status").first()
    return None if row is None else (row[0], SheetStatus(row[1]))


def sheets_of_lines(line_ids: Iterable[int]) -> dict[int, SheetRef]:
    """Sheets of several lines by line id, those without one left out; one query."""
    names = SheetRef.__dataclass_fields__
    rows = GradeSheet.objects.filter(line_id__in=line_ids).values_list(*names)
    return {ref.line_id: ref for ref in (SheetRef(*row) for row in rows)}
