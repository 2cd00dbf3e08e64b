"""A student's own results, the record book, and the same for those who watch over the student (EB-04.1a, JAMU-4.2c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from modules.people.facade import StudentRef
from modules.sheets.rules import SheetOutcome
from modules.sheets.selectors import results
from modules.sheets.selectors.results import CourseRow, NoStudent, SemesterResults, StudentResults
from modules.sheets.selectors.sheet import Explained
from modules.sheets.services.printing import control_form_word
from modules.sheets.views.corrections import change_of
from modules.sheets.views.entrance import discipline_name, entrance
from modules.sheets.wording import OUTCOME_TONES, OUTCOMES, final_shown, in_words, shown
from ordo.access.request import UniversityRequest
from ordo.ui.charts import ChartData, Series
from tenants.policies import ControlForm


@dataclass(frozen=True, slots=True)
class Course:
    """One discipline as the page shows it."""

    row: CourseRow
    name: str
    control: str
    teachers: str
    credits: str
    parts: list[tuple[str, str]]
    total: str
    of: str
    mark: str
    outcome: str
    tone: str
    why: str


@dataclass(frozen=True, slots=True)
class Term:
    """One semester as the page shows it."""

    results: SemesterResults
    courses: list[Course]
    chart: ChartData | None
    gpa: str
    earned: str
    planned: str


def _own(request: UniversityRequest) -> StudentRef:
    student = results.own_student(request.actor)
    if student is None:
        raise NoStudent(request.actor.user_id)
    return student


@require_GET
@entrance
def mine(request: UniversityRequest) -> HttpResponse:
    """`/app/results/`: own points, totals and marks by semester."""
    student = results.own_student(request.actor)
    if student is None:
        return render(request, "sheets/nobody.html", {"title": _("My results")})
    context = _context(student, lambda line: reverse("sheets:why", args=[line]))
    return render(
        request, "sheets/results.html", {"title": _("My results"), "tabs": _tabs(request), **context}
    )


@require_GET
@entrance
def student(request: UniversityRequest, student_id: int) -> HttpResponse:
    """All results of a student within the actor's reach."""
    found = results.student_for(request.actor, student_id)
    context = _context(found, lambda line: reverse("sheets:student-why", args=[student_id, line]))
    return render(request, "sheets/results.html", {"title": found.full_name, **context})


def _tabs(request: UniversityRequest) -> list[dict[str, Any]]:
    pages = (("sheets:mine", _("By semester")), ("sheets:record-book", _("Record book")))
    return [
        {"title": title, "url": reverse(name), "current": request.path == reverse(name)}
        for name, title in pages
    ]


def _context(student_ref: StudentRef, why: Any) -> dict[str, Any]:
    found = results.results(student_ref, timezone.localdate())
    return {
        "results": found,
        "terms": [_term(one, why) for one in found.semesters],
        "figures": _figures(found),
        "corrections": [(view, *change_of(view)) for view in results.corrections_of(student_ref.id)],
    }


def _term(one: SemesterResults, why: Any) -> Term:
    return Term(
        results=one,
        courses=[_course(row, why) for row in one.rows],
        chart=_chart(one),
        gpa="" if one.gpa is None else shown(one.gpa),
        earned=shown(one.credits_earned),
        planned=shown(one.credits_planned),
    )


def _figures(found: StudentResults) -> dict[str, str]:
    return {"gpa": shown(found.gpa), "credits": shown(found.credits_earned), "debts": str(found.debts)}


def _course(row: CourseRow, why: Any) -> Course:
    pass_fail = row.line.control_form == ControlForm.PASS_FAIL
    words = in_words(row.outcome, row.traditional, pass_fail=pass_fail) if row.closed else ""
    mark = " · ".join(part for part in (row.letter, words) if part)
    return Course(
        row=row,
        name=discipline_name(row.line),
        control=control_form_word(row.line.control_form),
        teachers=", ".join(dict.fromkeys(teacher.short_name for teacher in row.line.teachers)),
        credits=shown(row.credits),
        parts=_parts(row),
        total=shown(row.total),
        of=shown(row.maximum),
        mark=mark,
        outcome=str(OUTCOMES[row.outcome]) if row.closed else str(_("Not closed yet")),
        tone=OUTCOME_TONES.get(row.outcome.value, "info"),
        why=why(row.line.id),
    )


def _parts(row: CourseRow) -> list[tuple[str, str]]:
    """Points of each part of its cap; parts that carry no points are left out."""
    caps = row.caps
    if caps is None:
        return []
    found = []
    if caps.attendance:
        found.append((_("Attendance"), _of(row.attendance, caps.attendance)))
    if caps.progress:
        found.append((_("Progress"), _of(row.progress, caps.progress)))
    for number, (points, cap) in enumerate(zip(row.checkpoints, caps.checkpoints, strict=False), start=1):
        found.append((_("Checkpoint %(number)s") % {"number": number}, _of(points, cap)))
    if row.has_final:
        text = final_shown(row.final.points, absent=row.final.absent) or "–"
        maximum = caps.final if row.maximum == 100 else row.maximum
        found.append((_("Final control"), text if row.final.absent else f"{text} / {shown(maximum)}"))
    return found


def _of(points: Decimal | None, cap: Decimal) -> str:
    return f"{shown(points)} / {shown(cap)}"


def _chart(semester: SemesterResults) -> ChartData | None:
    """Attendance and progress of the semester's disciplines in per cent of what they can give."""
    rows = [row for row in semester.rows if row.caps is not None]
    series = [
        Series(title, values)
        for title, values in (
            (_("Attendance"), [_share(row.attendance, row.caps.attendance) for row in rows if row.caps]),
            (_("Progress"), [_share(row.progress, row.caps.progress) for row in rows if row.caps]),
        )
        if any(value is not None for value in values)
    ]
    if not series:
        return None
    return ChartData(
        _("Attendance and progress"),
        [_short(discipline_name(row.line)) for row in rows],
        tuple(series),
        unit=" %",
        label_title=_("Discipline"),
        maximum=100,
    )


def _share(points: Decimal | None, cap: Decimal) -> float | None:
    return float(100 * points / cap) if points is not None and cap else None


def _short(name: str, length: int = 14) -> str:
    return name if len(name) <= length else f"{name[: length - 1]}…"


@require_GET
@entrance
def why(request: UniversityRequest, line_id: int) -> HttpResponse:
    """How a total of one's own came about."""
    return _why(request, _own(request), line_id, reverse("sheets:mine"))


@require_GET
@entrance
def student_why(request: UniversityRequest, student_id: int, line_id: int) -> HttpResponse:
    """How a student's total came about."""
    found = results.student_for(request.actor, student_id)
    return _why(request, found, line_id, reverse("sheets:student", args=[student_id]))


def _why(request: UniversityRequest, found: StudentRef, line_id: int, back: str) -> HttpResponse:
    explained: Explained = results.explanation(found, line_id)
    row = next(
        row
        for semester in results.results(found, timezone.localdate()).semesters
        for row in semester.rows
        if row.line.id == line_id
    )
    context = {
        "title": discipline_name(row.line),
        "lead": row.line.semester.label,
        "explained": explained,
        "sentences": explained.sentences,
        "back": back,
        "crumbs": [{"title": _("Results"), "url": back}, {"title": discipline_name(row.line)}],
    }
    return render(request, "sheets/why.html", context)


@require_GET
@entrance
def record_book(request: UniversityRequest) -> HttpResponse:
    """The electronic record book: closed results only, as on paper (EB-04.1a, EB-08.0f)."""
    found = results.results(_own(request), timezone.localdate())
    terms = [(semester, closed) for semester in found.semesters if (closed := _closed(semester.rows))]
    context = {
        "title": _("Record book"),
        "results": found,
        "terms": terms,
        "figures": _figures(found),
        "tabs": _tabs(request),
    }
    return render(request, "sheets/record_book.html", context)


def _closed(rows: Sequence[CourseRow]) -> list[Course]:
    """Rows of closed sheets that were passed: the record book holds no debts."""
    return [
        _course(row, lambda _line: "") for row in rows if row.closed and row.outcome is SheetOutcome.PASSED
    ]
