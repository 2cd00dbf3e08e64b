"""Cards of the cabinet's first page."""

from typing import Any

from django.utils import timezone

from modules.sheets.permissions import SheetsPermission
from modules.sheets.selectors import lists, results
from modules.sheets.views.entrance import discipline_name
from modules.sheets.wording import STATUS_TONES, STATUSES, shown
from modules.structure import facade as structure
from ordo.access.actor import Actor


def my_results(actor: Actor) -> dict[str, Any] | None:
    """A student's figures: mean of grade points, credits, debts, and the disciplines of this semester."""
    student = results.own_student(actor)
    if student is None:
        return None
    today = timezone.localdate()
    found = results.results(student, today)
    semester = structure.semester_on(today)
    rows = next((one.rows for one in found.semesters if semester and one.semester.id == semester.id), ())
    return {
        "gpa": shown(found.gpa),
        "credits": shown(found.credits_earned),
        "debts": found.debts,
        "rows": [
            (discipline_name(row.line), shown(row.total), shown(row.maximum), row.closed) for row in rows
        ],
    }


def to_fill(actor: Actor) -> dict[str, Any] | None:
    """Open sheets of a teacher, the nearest control first."""
    today = timezone.localdate()
    semester = structure.semester_on(today)
    if semester is None:
        return None
    rows = [
        (sheet, discipline_name(line), line.group.name) for sheet, line in lists.to_fill(actor, semester.id)
    ]
    return {"rows": rows, "today": today} if rows else None


def to_close(actor: Actor) -> dict[str, Any] | None:
    """The state of the session for the dean's office: lines without a sheet, sheets by state, and those signed by the
    teachers, which wait for its own signature (EB-08.6)."""
    semester = structure.semester_on(timezone.localdate())
    if semester is None:
        return None
    missing = 0
    if actor.can(SheetsPermission.SHEET_ENSURE):
        missing = lists.lines_without_sheet(actor, semester.id)
    counts = lists.status_counts(actor, semester.id) if actor.can(SheetsPermission.SHEET_VIEW) else {}
    count, first = lists.to_close(actor, semester.id, limit=8)
    if not (missing or count or any(counts.values())):
        return None
    return {
        "semester": semester,
        "missing": missing,
        "counts": [
            (one.value, STATUSES[one], number, STATUS_TONES[one.value]) for one, number in counts.items()
        ],
        "count": count,
        "rows": [(sheet, discipline_name(line), line.group.name) for sheet, line in first],
    }
