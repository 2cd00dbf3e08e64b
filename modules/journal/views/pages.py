"""The list of journals, the grid, and the fragments its dialogs show."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from modules.grading.facade import CourseResult
from modules.journal.permissions import JournalPermission
from modules.journal.selectors import history, lists, own
from modules.journal.selectors import page as pages
from modules.journal.selectors.lists import JournalCard
from modules.journal.selectors.page import JournalPage
from modules.journal.services import open_journals
from modules.journal.views import markup
from modules.journal.views.entrance import entrance
from modules.structure import facade as structure
from modules.structure.facade import SemesterRef
from modules.teaching.facade import LineRef, UnknownLine
from ordo.access.request import UniversityRequest

_PER_PAGE = 50


def discipline_name(line: LineRef) -> str:
    """The discipline in the reader's language."""
    return line.discipline_names[(get_language() or "ky")[:2]]


def title_of(line: LineRef, subgroup_name: str = "") -> str:
    """What a journal is called: discipline, group, subgroup."""
    parts = (discipline_name(line), line.group.name, subgroup_name)
    return " · ".join(part for part in parts if part)


def _asked_semester(request: UniversityRequest, known: list[SemesterRef]) -> SemesterRef | None:
    asked = request.GET.get("semester", "")
    for semester in known:
        if str(semester.id) == asked:
            return semester
    return structure.semester_on(timezone.localdate())


@require_GET
@entrance
def journals(request: UniversityRequest) -> HttpResponse:
    """Journals of a semester: one's own, or with `?all=1` all within reach, with their filling."""
    request.actor.require(JournalPermission.JOURNAL_VIEW)
    known = structure.semesters()
    semester = _asked_semester(request, known)
    everything = request.GET.get("all") == "1"
    words = request.GET.get("q", "").strip()[:80]
    own = lists.my_journals(request.actor, semester.id) if semester and not everything else []
    if not own and not everything and semester and _reaches_further(request):
        everything = True
    page, cards = _page_of_cards(request, semester, words) if everything else _page_of(request, own)
    rows = [(card, discipline_name(card.line)) for card in cards]
    context = {
        "title": _("Journals"),
        "rows": rows,
        "page": page,
        "semester": semester,
        "semesters": [(one.id, one.label) for one in known],
        "everything": everything,
        "words": words,
        "further": _reaches_further(request),
        "may_open": request.actor.can(JournalPermission.JOURNAL_OPEN),
    }
    return render(request, "journal/journals.html", context)


def _page_of(request: UniversityRequest, own: list[JournalCard]) -> tuple[Page[Any], list[JournalCard]]:
    """A page of the own journals, of which a teacher has a handful."""
    page: Page[Any] = Paginator(own, _PER_PAGE).get_page(request.GET.get("page"))
    return page, list(page)


def _page_of_cards(
    request: UniversityRequest, semester: SemesterRef | None, words: str
) -> tuple[Page[Any], list[JournalCard]]:
    """A page of all within reach: only the lines of the page are read."""
    if semester is None:
        return _page_of(request, [])
    found = lists.visible_line_ids(request.actor, semester.id, words)
    page: Page[Any] = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    return page, lists.cards(request.actor, page)


@require_GET
@entrance
def mine(request: UniversityRequest) -> HttpResponse:
    """A student's own marks of a semester, discipline by discipline."""
    known = structure.semesters()
    semester = _asked_semester(request, known)
    courses = own.own_courses(request.actor, semester.id) if semester else []
    signs = markup.Signs.here()
    rows = [
        {
            "name": discipline_name(course.line),
            "line": course.line,
            "result": course.result,
            "shown": _shown_parts(course.result),
            "lessons": [(one.lesson, signs.text(one.mark)) for one in reversed(course.lessons)],
            "absences": sum(one.mark.absent for one in course.lessons),
        }
        for course in courses
    ]
    context = {
        "title": _("My marks"),
        "rows": rows,
        "semester": semester,
        "semesters": [(one.id, one.label) for one in known],
    }
    return render(request, "journal/mine.html", context)


def _shown_parts(result: CourseResult | None) -> list[tuple[str, str, str]]:
    """Title, points and cap of each part of a running result that carries points."""
    if result is None:
        return []
    parts = result.parts
    named = [
        (_("Attendance"), parts.attendance),
        (_("Progress"), parts.progress),
        *(
            (_("Checkpoint %(number)s") % {"number": number}, part)
            for number, part in enumerate(parts.checkpoints, start=1)
        ),
    ]
    return [
        (title, markup.shown(None if part.no_data else part.points), markup.shown(part.cap))
        for title, part in named
        if part.cap
    ]


def _reaches_further(request: UniversityRequest) -> bool:
    reach = request.actor.reach(JournalPermission.JOURNAL_VIEW)
    return bool(reach.everything or reach.faculties or reach.departments or reach.groups)


@require_POST
@entrance
def open_line(request: UniversityRequest, line_id: int) -> HttpResponse:
    """Open the journals of a line and go to the first."""
    try:
        opened = open_journals(actor=request.actor, line_id=line_id)
    except UnknownLine as problem:
        raise Http404 from problem
    return redirect("journal:journal", journal_id=opened[0])


@require_GET
@entrance
def journal(request: UniversityRequest, journal_id: int) -> HttpResponse:
    """The grid of one journal."""
    page = pages.journal_page(request.actor, journal_id)
    head, body = markup.grid(page)
    context = {
        "title": title_of(page.line, page.subgroup_name),
        "page": page,
        "head": head,
        "body": body,
        "signs": markup.Signs.here(),
        "keys": _keys(page),
        "policy_name": page.policy.policy.name.in_language(get_language() or "ky"),
        "teachers": ", ".join(dict.fromkeys(teacher.short_name for teacher in page.line.teachers)),
        "next_total": _next_total(page),
        "crumbs": [
            {"title": _("Journals"), "url": reverse("journal:journals")},
            {"title": page.line.group.name},
        ],
    }
    return render(request, "journal/journal.html", context)


def _next_total(page: JournalPage) -> int | None:
    """The number of the checkpoint whose total may be set now."""
    if not page.rights.totals:
        return None
    own = [
        row.number
        for row in page.checkpoints
        if row.journal_id == page.id and row.number > page.locked_section
    ]
    return min(own, default=None)


def _keys(page: JournalPage) -> list[tuple[str, str]]:
    """The legend of keys."""
    signs = markup.Signs.here()
    marks = "5 4 3 2" if page.mark_maximum == 5 else "0 … 100"
    return [
        (marks, _("mark")),
        (f"{signs.absent[0]} а -", _("%(sign)s: was absent") % {"sign": signs.absent}),
        ("у +", _("%(sign)s: absent for a valid reason") % {"sign": signs.excused}),
        ("Delete", _("empty the cell")),
        ("← ↑ → ↓", _("to the next cell")),
        ("Enter", _("one down")),
        ("Tab", _("one to the right")),
        ("Ctrl+V", _("paste a column or a block from a spreadsheet")),
        ("F2", _("history of the cell")),
        ("?", _("this list")),
    ]


@require_GET
@entrance
def points(request: UniversityRequest, journal_id: int, student_id: int) -> HttpResponse:
    """How a student's running points came about."""
    member, sentences = pages.explanation(request.actor, journal_id, student_id)
    context = {"student": member.student, "sentences": sentences}
    return render(request, "journal/points.html", context)


@require_GET
@entrance
def cell_history(request: UniversityRequest, journal_id: int) -> HttpResponse:
    """The history of one cell: `?cell=s7 l12` as the grid addresses it."""
    student_id, kind, column_id = parse_address(request.GET.get("cell", ""))
    read = history.mark_history if kind == "l" else history.result_history
    events = read(request.actor, journal_id, column_id, student_id)
    signs = markup.Signs.here()
    rows = [(event, _text(event.before, signs), _text(event.after, signs)) for event in reversed(events)]
    return render(request, "journal/history.html", {"rows": rows})


def _text(content: Any, signs: markup.Signs) -> str:
    if content is None:
        return ""
    return signs.text(content) if hasattr(content, "absent") else markup.shown(content)


def parse_address(text: str) -> tuple[int, str, int]:
    """Student, kind of column ('l' lesson, 'w' work) and column of a cell's address such as 's7 l12'; Http404."""
    student, _space, column = text.partition(" ")
    numbers = (student[1:], column[1:])
    plain = all(number.isascii() and number.isdigit() and len(number) < 16 for number in numbers)
    if not plain or student[:1] != "s" or column[:1] not in ("l", "w"):
        raise Http404
    return int(numbers[0]), column[0], int(numbers[1])
