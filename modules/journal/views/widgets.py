"""Cards of the cabinet's first page."""

from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from modules.journal.selectors import filling as fillings
from modules.journal.selectors import lists
from modules.journal.selectors.filling import FillingReport, UnitFilling
from modules.journal.views.pages import discipline_name
from modules.structure import facade as structure
from modules.teaching.facade import Unit
from ordo.access.actor import Actor
from ordo.ui import terms
from ordo.ui.charts import ChartData, Series

MOST: Final = 8
"""Journals on a card; the list shows all."""


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


def my_journals(actor: Actor) -> dict[str, Any] | None:
    """A teacher's journals of the semester, those with lessons to fill first (JAMU-4.3a, OSH-4.3a)."""
    semester = structure.semester_on(timezone.localdate())
    if semester is None:
        return None
    own = [card for card in lists.my_journals(actor, semester.id) if card.own]
    own.sort(key=lambda card: not card.filling.unfilled)
    rows = [(card, discipline_name(card.line)) for card in own[:MOST]]
    return {"rows": rows, "count": len(own), "semester": semester} if rows else None


def filling(actor: Actor) -> dict[str, Any] | None:
    """How journals are filled, by faculty or by department, for whoever watches them (JAMU-3.6, OSH-3.5)."""
    semester = structure.semester_on(timezone.localdate())
    report = fillings.filling_by_unit(actor, semester.id) if semester else None
    if semester is None or report is None or not report.rows:
        return None
    title = _unit_title(report)
    rows = [(_name(row), row) for row in report.rows]
    return {
        "semester": semester,
        "unit": title,
        "rows": rows,
        "total": report.total,
        "chart": ChartData(
            _("Share of lessons filled"),
            [name for name, _row in rows],
            (Series(_("Filled"), [row.percent for _name, row in rows]),),
            unit=" %",
            label_title=title,
            maximum=100,
        ),
    }


def _unit_title(report: FillingReport) -> str:
    return terms.capital(terms.get("faculty" if report.unit is Unit.FACULTY else "department"))


def _name(row: UnitFilling) -> str:
    return row.names[(get_language() or "ky")[:2]]
