"""One lesson: its form, and its marks one below the other with large keys for a phone."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from modules.journal.forms import LessonForm, WorkForm, lesson_values
from modules.journal.selectors import page as pages
from modules.journal.selectors.book import LessonRow
from modules.journal.selectors.page import JournalPage
from modules.journal.services import (
    JournalRefused,
    ResultsMissing,
    add_lesson,
    add_work,
    change_lesson,
    change_work,
    set_checkpoint_total,
)
from modules.journal.views import markup
from modules.journal.views.entrance import entrance
from modules.journal.views.pages import title_of
from ordo.access.actor import NotAllowed
from ordo.access.request import UniversityRequest
from ordo.ledger.errors import LedgerError


def _crumbs(page: JournalPage, here: str) -> list[dict[str, str]]:
    return [
        {"title": _("Journals"), "url": reverse("journal:journals")},
        {"title": title_of(page.line, page.subgroup_name), "url": reverse("journal:journal", args=[page.id])},
        {"title": here},
    ]


@require_http_methods(["GET", "POST"])
@entrance
def new_lesson(request: UniversityRequest, journal_id: int) -> HttpResponse:
    """Add a lesson and go to its marks."""
    page = pages.journal_page(request.actor, journal_id)
    sections = range(page.locked_section + 1, page.last_section + 1)
    initial = {"date": min(timezone.localdate(), page.line.semester.ends_on), "held": True}
    form = LessonForm(request.POST or None, sections=sections, initial=initial)
    if form.is_valid():
        try:
            lesson_id = add_lesson(actor=request.actor, journal_id=journal_id, lesson=form.lesson())
        except (JournalRefused, LedgerError) as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("journal:lesson", journal_id=journal_id, lesson_id=lesson_id)
    title = _("New lesson")
    context = {"title": title, "form": form, "crumbs": _crumbs(page, title)}
    return render(request, "journal/form.html", context)


@require_http_methods(["GET", "POST"])
@entrance
def lesson(request: UniversityRequest, journal_id: int, lesson_id: int) -> HttpResponse:
    """One lesson with its marks; POST changes the lesson itself."""
    page = pages.journal_page(request.actor, journal_id)
    row = next((one for one in page.lessons if one.id == lesson_id), None)
    if row is None:
        raise Http404
    sections = range(page.locked_section + 1, page.last_section + 1)
    editable = page.rights.lessons and row.section > page.locked_section
    form = None
    if editable:
        form = LessonForm(request.POST or None, sections=sections, initial=lesson_values(row))
        if form.is_valid() and _change(request, lesson_id, form):
            return redirect("journal:lesson", journal_id=journal_id, lesson_id=lesson_id)
    elif request.method == "POST":
        raise NotAllowed("journal.lesson.change")
    title = f"{date_format(row.date, 'd.m.Y')} · {row.pair}"
    context = {
        "title": title,
        "page": page,
        "lesson": row,
        "form": form,
        "body": _rows(page, row),
        "signs": markup.Signs.here(),
        "open": page.lesson_open(row),
        "crumbs": _crumbs(page, title),
        **_neighbours(page, row),
    }
    return render(request, "journal/lesson.html", context)


def _change(request: UniversityRequest, lesson_id: int, form: LessonForm) -> bool:
    try:
        change_lesson(
            actor=request.actor,
            lesson_id=lesson_id,
            version=form.cleaned_data["version"] or 0,
            lesson=form.lesson(),
        )
    except (JournalRefused, LedgerError) as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("Saved."))
    return True


def _neighbours(page: JournalPage, row: LessonRow) -> dict[str, LessonRow | None]:
    position = page.lessons.index(row)
    before = page.lessons[position - 1] if position else None
    after = page.lessons[position + 1] if position + 1 < len(page.lessons) else None
    return {"former": before, "following": after}


def _rows(page: JournalPage, row: LessonRow) -> SafeString:
    """One row a student: name, cell, keys (large enough for a thumb)."""
    signs = markup.Signs.here()
    is_open = page.lesson_open(row)
    marks = [str(mark) for mark in (5, 4, 3, 2)] if page.mark_maximum == 5 else []
    keys = "".join(
        f"<button type=button data-set={code}>{text}</button>"
        for code, text in [*((mark, mark) for mark in marks), ("a", signs.absent), ("e", signs.excused)]
    )
    keys += f'<button type=button data-set="" aria-label="{_("empty the cell")}">×</button>'
    lines = []
    for member in page.members:
        if not page.stands(member, row):
            continue
        student = member.student
        cell = page.mark(row.id, student.id)
        name = escape(f"{student.last_name} {student.first_name}")
        heading = f"<tr><th scope=row id=s{student.id}>{name}"
        if is_open:
            lines.append(
                f"{heading}{markup.mark_cell(cell, f's{student.id} l{row.id}', signs)}<td class=keys>{keys}"
            )
        else:
            text = signs.text(cell.content) if cell else ""
            lines.append(f"{heading}<td class=mark data-state=locked>{text}<td>")
    return mark_safe("\n".join(lines))


@require_http_methods(["GET", "POST"])
@entrance
def new_work(request: UniversityRequest, journal_id: int, number: int) -> HttpResponse:
    """Add a kind of work to a checkpoint (EB-08.0b)."""
    page = pages.journal_page(request.actor, journal_id)
    form = WorkForm(request.POST or None, initial={"max_points": Decimal(5) if _five(page) else None})
    del form.fields["withdrawn"]
    if form.is_valid():
        try:
            add_work(
                actor=request.actor,
                journal_id=journal_id,
                number=number,
                **{key: form.cleaned_data[key] for key in ("title", "kind_of_work", "max_points")},
            )
        except (JournalRefused, LedgerError) as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("journal:journal", journal_id=journal_id)
    title = _("New work of checkpoint %(number)s") % {"number": number}
    return render(
        request, "journal/form.html", {"title": title, "form": form, "crumbs": _crumbs(page, title)}
    )


def _five(page: JournalPage) -> bool:
    return page.policy.policy.scale.maximum == 5


@require_http_methods(["GET", "POST"])
@entrance
def work(request: UniversityRequest, journal_id: int, work_id: int) -> HttpResponse:
    """Change a work of a checkpoint or take it out."""
    page = pages.journal_page(request.actor, journal_id)
    rows = {row.id: row for checkpoint in page.checkpoints for row in checkpoint.works}
    if work_id not in rows:
        raise Http404
    row = rows[work_id]
    initial = {name: getattr(row, name) for name in ("title", "kind_of_work", "max_points", "version")}
    form = WorkForm(request.POST or None, initial=initial)
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["version"] = values["version"] or 0
        try:
            change_work(actor=request.actor, journal_id=journal_id, work_id=work_id, **values)
        except (JournalRefused, LedgerError) as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("journal:journal", journal_id=journal_id)
    title = row.title or _("Work of a checkpoint")
    return render(
        request, "journal/form.html", {"title": title, "form": form, "crumbs": _crumbs(page, title)}
    )


@require_POST
@entrance
def set_total(request: UniversityRequest, journal_id: int, number: int) -> HttpResponse:
    """Set the total of a checkpoint; students without points are named first and must be confirmed."""
    try:
        done = set_checkpoint_total(
            actor=request.actor,
            journal_id=journal_id,
            number=number,
            confirm_missing=request.POST.get("confirm_missing") == "1",
        )
    except ResultsMissing as missing:
        return _confirm(request, journal_id, number, missing)
    except (JournalRefused, LedgerError) as refusal:
        messages.error(request, refusal.message)
    else:
        text = _("The total of checkpoint %(number)s is set.") % {"number": done.number}
        messages.success(request, text)
    return redirect("journal:journal", journal_id=journal_id)


def _confirm(
    request: UniversityRequest, journal_id: int, number: int, missing: ResultsMissing
) -> HttpResponse:
    page = pages.journal_page(request.actor, journal_id)
    names = [member.student.full_name for member in page.members if member.student.id in missing.students]
    title = _("Total of checkpoint %(number)s") % {"number": number}
    context = {
        "title": title,
        "page": page,
        "number": number,
        "sentence": missing.message,
        "names": names,
        "crumbs": _crumbs(page, title),
    }
    return render(request, "journal/confirm_total.html", context, status=409)
