"""Cards of the cabinet's first page."""

from typing import Any

from django.utils import timezone

from modules.journal.selectors import lists
from modules.journal.views.pages import discipline_name
from modules.structure import facade as structure
from ordo.access.actor import Actor


def lessons_today(actor: Actor) -> dict[str, Any] | None:
    """A teacher's lessons of today and those of past days that are not filled (JAMU-4.3g, OSH-4.3h)."""
    today = timezone.localdate()
    semester = structure.semester_on(today)
    if semester is None or actor.user_id is None:
        return None
    due = lists.due_lessons(actor, semester.id)
    own = [(lesson, discipline_name(lesson.line)) for lesson in due]
    if not own:
        return None
    return {
        "today": [row for row in own if row[0].date == today],
        "unfilled": [row for row in own if row[0].date < today],
    }
