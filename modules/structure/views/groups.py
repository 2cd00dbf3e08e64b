"""Pages of study groups."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from modules.structure import forms
from modules.structure.models import StudyGroup
from modules.structure.permissions import StructurePermission
from modules.structure.selectors import lists
from modules.structure.selectors.words import word
from modules.structure.services import groups as services
from modules.structure.views import tables
from ordo.access.request import UniversityRequest
from ordo.editing.pages import EditPage, edit
from ordo.export import lists as export
from ordo.ui.lists import list_page

_Permission = StructurePermission


def _group(request: UniversityRequest, pk: int, permission: StructurePermission) -> StudyGroup:
    """A group within the actor's reach; what lies outside is not there."""
    row = lists.groups(actor=request.actor, permission=permission).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/structure/groups/`: study groups within the actor's reach (EB-02.1)."""
    actor = request.actor
    asked = bool(request.GET.get("export"))
    rows = lists.groups(actor=actor, permission=_Permission.GROUP_EXPORT if asked else _Permission.GROUP_VIEW)
    add = {}
    if actor.can(_Permission.GROUP_CHANGE):
        add = {"url": reverse("structure:group_new"), "action": _("Open a group")}
    text = _("Groups appear here as soon as they are opened or imported.")
    listing = list_page(
        request,
        table_class=tables.GroupTable,
        rows=rows,
        filterset_class=tables.GroupFilter,
        exports=export.FORMATS if actor.can(_Permission.GROUP_EXPORT) else (),
        empty={"title": _("There are no groups yet"), "text": text, **add},
    )
    title = str(word("study_groups"))
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant))
    return render(request, "structure/list.html", {"title": title, "listing": listing, "add": add})


@login_required
def detail(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/structure/groups/<id>/`: what the group is, its parts, and the ways to its students and its plan."""
    row = _group(request, pk, _Permission.GROUP_VIEW)
    may_change = request.actor.can(_Permission.GROUP_CHANGE, services.target_of_group(row))
    programme = row.programme
    facts = [
        (word("programme"), f"{programme.code} {programme.name}"),
        (_("Level"), programme.get_level_display()),
        (word("department"), programme.department.name),
        (word("faculty"), programme.department.faculty.name),
        (word("course_of_study"), row.course),
        (_("Form of study"), row.get_form_of_study_display()),
        (_("Language of teaching"), row.get_language_display()),
        (_("Usual funding"), row.get_funding_display()),
        (_("Year of admission"), str(row.admission_year)),
    ]
    context = {
        "title": row.name,
        "group": row,
        "facts": facts,
        "subgroups": lists.subgroups_of(row),
        "may_change": may_change,
        "form": forms.SubgroupsForm(),
        "ways": _ways(row.pk),
        "crumbs": [
            {"title": word("study_groups"), "url": reverse("structure:groups")},
            {"title": row.name, "url": ""},
        ],
    }
    return render(request, "structure/group.html", context)


def _ways(pk: int) -> list[dict[str, Any]]:
    """Pages of other modules about this group, as far as they are there."""
    found = []
    for name, title in (("people:group", word("students")), ("teaching:lines", word("working_plan"))):
        try:
            url = reverse(name, args=[pk]) if name == "people:group" else f"{reverse(name)}?group={pk}"
        except NoReverseMatch:
            continue
        found.append({"title": title, "url": url})
    return found


@login_required
def group(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/structure/groups/new/`, `…/<id>/edit/`."""
    request.actor.require(_Permission.GROUP_CHANGE)
    row = _group(request, pk, _Permission.GROUP_CHANGE) if pk is not None else None
    form = forms.GroupForm(request.POST or None, instance=row, actor=request.actor)

    def save(values: Mapping[str, Any], seen: int | None) -> int:
        return services.save_group(actor=request.actor, values=values, group_id=pk, seen=seen)

    back = reverse("structure:groups") if pk is None else reverse("structure:group", args=[pk])
    page = EditPage(
        title=_("New study group") if row is None else row.name,
        back=back,
        after=lambda saved: reverse("structure:group", args=[saved]),
        template="structure/form.html",
    )
    return edit(request, form, save, page)


@login_required
@require_POST
def subgroups(request: UniversityRequest, pk: int) -> HttpResponse:
    """Add parts to a group (JAMU-3.5b)."""
    row = _group(request, pk, _Permission.GROUP_CHANGE)
    form = forms.SubgroupsForm(request.POST)
    if form.is_valid():
        try:
            services.set_subgroups(actor=request.actor, group_id=row.pk, names=form.parts())
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Saved."))
    return redirect("structure:group", pk=pk)
