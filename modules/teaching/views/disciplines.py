"""Pages of disciplines."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from modules.structure.facade import word
from modules.teaching import forms
from modules.teaching.models import Discipline
from modules.teaching.permissions import TeachingPermission
from modules.teaching.selectors import lists
from modules.teaching.services import disciplines
from modules.teaching.views import tables
from ordo.access.request import UniversityRequest
from ordo.editing.pages import EditPage, edit
from ordo.export import lists as export
from ordo.ui.lists import list_page


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/teaching/disciplines/`."""
    actor = request.actor
    rows = lists.disciplines(actor=actor)
    add = {}
    if actor.can(TeachingPermission.DISCIPLINE_CHANGE):
        add = {"url": reverse("teaching:discipline_new"), "action": _("Add a discipline")}
    listing = list_page(
        request,
        table_class=tables.DisciplineTable,
        rows=rows,
        filterset_class=tables.DisciplineFilter,
        exports=export.FORMATS,
        empty={"title": _("There are no disciplines yet"), "text": "", **add},
    )
    title = str(word("disciplines"))
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant))
    return render(request, "structure/list.html", {"title": title, "listing": listing, "add": add})


@login_required
def discipline(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/teaching/disciplines/new/`, `…/<id>/`."""
    request.actor.require(TeachingPermission.DISCIPLINE_CHANGE)
    row = get_object_or_404(Discipline, pk=pk) if pk is not None else None

    def save(values: Mapping[str, Any], seen: int | None) -> int:
        return disciplines.save_discipline(actor=request.actor, values=values, discipline_id=pk, seen=seen)

    back = reverse("teaching:disciplines")
    page = EditPage(
        title=_("New discipline") if row is None else str(row.name),
        back=back,
        after=lambda _saved: back,
        template="structure/form.html",
    )
    return edit(request, forms.DisciplineForm(request.POST or None, instance=row), save, page)
