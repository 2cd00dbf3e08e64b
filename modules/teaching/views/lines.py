"""Pages of working plan lines: list, card with teachers, form, copying."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from modules.structure import facade as structure
from modules.structure.facade import word
from modules.teaching import forms
from modules.teaching.models import TeachingAssignment, WorkingPlanLine
from modules.teaching.permissions import TeachingPermission
from modules.teaching.selectors import lists
from modules.teaching.services import assignments, lines
from modules.teaching.services.lines import Refused
from modules.teaching.views import tables
from ordo.access.request import UniversityRequest
from ordo.editing.pages import EditPage, edit
from ordo.export import lists as export
from ordo.ui.lists import list_page

_P = TeachingPermission


def _line(request: UniversityRequest, pk: int, permission: TeachingPermission) -> WorkingPlanLine:
    """A line within the actor's reach; any other is not there."""
    row = lists.line(actor=request.actor, line_id=pk, permission=permission)
    if row is None:
        raise Http404
    return row


def _crumbs(title: str) -> list[dict[str, Any]]:
    return [{"title": _("Working plans"), "url": reverse("teaching:lines")}, {"title": title, "url": ""}]


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/teaching/lines/`: what is taught, within the actor's reach; the present semester first."""
    actor = request.actor
    asked = bool(request.GET.get("export"))
    rows = lists.lines(actor=actor, permission=_P.LINE_EXPORT if asked else _P.LINE_VIEW)
    add = {}
    if actor.can(_P.LINE_CHANGE):
        add = {"url": reverse("teaching:line_new"), "action": _("Add a line")}
    listing = list_page(
        request,
        table_class=tables.LineTable,
        rows=rows,
        filterset_class=tables.LineFilter,
        exports=export.FORMATS if actor.can(_P.LINE_EXPORT) else (),
        empty={
            "title": _("There is nothing in the plans yet"),
            "text": _("Lines appear here as soon as the academic office has entered or copied them."),
            **add,
        },
    )
    title = _("Working plans")
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant))
    context = {"title": title, "listing": listing, "add": add, "bring": "assignments"}
    return render(request, "teaching/lines.html", context)


@login_required
def detail(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/teaching/lines/<id>/`: the line and its teachers."""
    row = _line(request, pk, _P.LINE_VIEW)
    return _card(request, row, _assignment_form(row), 200)


def _assignment_form(row: WorkingPlanLine, data: Any = None) -> forms.AssignmentForm:
    parts = [(part.id, part.name) for part in structure.subgroups([row.group_id])]
    return forms.AssignmentForm(data, subgroups=parts)


def _card(
    request: UniversityRequest, row: WorkingPlanLine, form: forms.AssignmentForm, status: int
) -> HttpResponse:
    place = lines.line_place(row.pk)
    title = f"{row.discipline.name}, {row.group.name}"
    context = {
        "title": title,
        "line": row,
        "facts": _facts(row),
        "teachers": list(row.assignments.all()),
        "form": form,
        "may_assign": request.actor.can(_P.ASSIGN, place),
        "may_change": request.actor.can(_P.LINE_CHANGE, place),
        "crumbs": _crumbs(title),
    }
    return render(request, "teaching/line.html", context, status=status)


def _facts(row: WorkingPlanLine) -> list[tuple[Any, Any]]:
    hours = _("%(total)d: lectures %(lecture)d, practical lessons %(practice)d, laboratory work %(lab)d") % {
        "total": row.hours_total,
        "lecture": row.hours_lecture,
        "practice": row.hours_practice,
        "lab": row.hours_lab,
    }
    found = [
        (word("semester"), structure.semester_label(row.semester.year.starts, row.semester.number)),
        (word("department"), row.discipline.department.name),
        (_("Form of control"), row.get_control_form_display()),
        (_("Credits"), row.credits),
        (word("checkpoints"), row.checkpoint_count),
        (_("Weeks"), row.weeks),
        (_("Hours"), hours if row.hours_total else ""),
        (_("Component"), row.component),
        (_("Cycle"), row.cycle),
    ]
    return [(title, value) for title, value in found if value not in {"", None}]


@login_required
def line(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/teaching/lines/new/`, `…/<id>/edit/`."""
    actor = request.actor
    groups = structure.group_choices(actor.reach(_P.LINE_CHANGE), actor.user_id)
    row = _line(request, pk, _P.LINE_CHANGE) if pk is not None else None
    if row is not None and row.group_id not in {group for group, _name in groups}:
        groups = [*groups, (row.group_id, row.group.name)]

    def save(values: Mapping[str, Any], seen: int | None) -> int:
        try:
            return lines.save_line(actor=actor, values=values, line_id=pk, seen=seen)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    back = reverse("teaching:lines") if pk is None else reverse("teaching:line", args=[pk])
    page = EditPage(
        title=_("New line of a plan") if row is None else str(row.discipline.name),
        back=back,
        after=lambda saved: reverse("teaching:line", args=[saved]),
        template="structure/form.html",
    )
    return edit(request, forms.LineForm(request.POST or None, instance=row, groups=groups), save, page)


@login_required
@require_POST
def remove(request: UniversityRequest, pk: int) -> HttpResponse:
    """Take a line out that nothing stands on."""
    _line(request, pk, _P.LINE_CHANGE)
    try:
        lines.remove_line(actor=request.actor, line_id=pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("teaching:line", pk=pk)
    messages.success(request, _("The line was removed."))
    return redirect("teaching:lines")


@login_required
def copy(request: UniversityRequest) -> HttpResponse:
    """`/app/teaching/lines/copy/`: a group's plan into another semester or group (EB-06.6)."""
    actor = request.actor
    groups = structure.group_choices(actor.reach(_P.LINE_CHANGE), actor.user_id)
    form = forms.CopyForm(request.POST or None, groups=groups)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = lines.copy_plan(
            actor=actor,
            from_group_id=data["from_group"],
            from_semester_id=data["from_semester"],
            to_group_id=data["to_group"],
            to_semester_id=data["to_semester"],
        )
        text = ngettext("%(count)d line was copied.", "%(count)d lines were copied.", len(made))
        messages.success(request, text % {"count": len(made)})
        return redirect(
            f"{reverse('teaching:lines')}?group={data['to_group']}&semester={data['to_semester']}"
        )
    title = _("Copy a plan")
    context = {"title": title, "form": form, "back": reverse("teaching:lines"), "crumbs": _crumbs(title)}
    return render(request, "structure/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def assign(request: UniversityRequest, pk: int) -> HttpResponse:
    """Give the line, or a part of it, to a teacher (JAMU-3.2, JAMU-3.5b)."""
    row = _line(request, pk, _P.ASSIGN)
    form = _assignment_form(row, request.POST)
    if not form.is_valid():
        return _card(request, row, form, 422)
    data = form.cleaned_data
    new = assignments.NewAssignment(
        line_id=pk,
        employee_id=data["employee"],
        subgroup_id=data["subgroup"],
        kind=data["kind"],
        is_lead=data["is_lead"],
    )
    return _done(request, pk, lambda: assignments.assign(actor=request.actor, assignments=[new]))


@login_required
@require_POST
def teacher(request: UniversityRequest, pk: int, assignment_id: int, deed: str) -> HttpResponse:
    """Withdraw a teacher, or make him or her answer for the sheet."""
    _line(request, pk, _P.ASSIGN)
    if not TeachingAssignment.objects.filter(pk=assignment_id, line_id=pk).exists():
        raise Http404
    service = assignments.withdraw if deed == "withdraw" else assignments.set_lead
    return _done(request, pk, lambda: service(actor=request.actor, assignment_id=assignment_id))


def _done(request: UniversityRequest, pk: int, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect("teaching:line", pk=pk)
