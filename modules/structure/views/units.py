"""Pages of faculties, departments, programmes and semesters."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from modules.structure import forms
from modules.structure.models import Semester
from modules.structure.permissions import StructurePermission
from modules.structure.selectors import lists
from modules.structure.selectors.words import word
from modules.structure.services import calendar, units
from modules.structure.views import tables
from ordo.access.request import UniversityRequest
from ordo.editing.forms import EditForm
from ordo.editing.pages import EditPage, edit
from ordo.export import lists as export
from ordo.ui.lists import list_page


def _tabs(current: str) -> list[dict[str, Any]]:
    """The four kinds of rows, beside each other."""
    found = (
        ("faculties", word("faculties")),
        ("departments", word("departments")),
        ("programmes", word("programmes")),
        ("semesters", _("Semesters")),
    )
    return [
        {"title": title, "url": reverse(f"structure:{name}"), "current": name == current}
        for name, title in found
    ]


def _index(
    request: UniversityRequest,
    name: str,
    rows: QuerySet[Any],
    table: type[Any],
    new: tuple[str, str],
    **options: Any,
) -> HttpResponse:
    """One of the four lists; `new` is the address name and the words of the button for who may add."""
    writes = StructurePermission.CALENDAR_CHANGE if name == "semesters" else StructurePermission.CHANGE
    may_add = request.actor.can(writes)
    add = {"url": reverse(new[0]), "action": new[1]} if may_add else {}
    empty = {"title": _("Nothing has been entered here yet"), "text": "", **add}
    listing = list_page(request, table_class=table, rows=rows, exports=export.FORMATS, empty=empty, **options)
    title = str(next(tab["title"] for tab in _tabs(name) if tab["current"]))
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant))
    context = {"title": title, "listing": listing, "tabs": _tabs(name), "add": add}
    return render(request, "structure/list.html", context)


@login_required
def faculties(request: UniversityRequest) -> HttpResponse:
    """`/app/structure/faculties/`."""
    rows = lists.faculties(actor=request.actor)
    return _index(
        request, "faculties", rows, tables.FacultyTable, ("structure:faculty_new", _("Add a faculty"))
    )


@login_required
def departments(request: UniversityRequest) -> HttpResponse:
    """`/app/structure/departments/`."""
    rows = lists.departments(actor=request.actor)
    new = ("structure:department_new", _("Add a department"))
    return _index(
        request, "departments", rows, tables.DepartmentTable, new, filterset_class=tables.UnitFilter
    )


@login_required
def programmes(request: UniversityRequest) -> HttpResponse:
    """`/app/structure/programmes/`."""
    rows = lists.programmes(actor=request.actor)
    new = ("structure:programme_new", _("Add a programme"))
    return _index(
        request, "programmes", rows, tables.ProgrammeTable, new, filterset_class=tables.ProgrammeFilter
    )


@login_required
def semesters(request: UniversityRequest) -> HttpResponse:
    """`/app/structure/semesters/`."""
    rows = lists.semesters(actor=request.actor)
    return _index(
        request, "semesters", rows, tables.SemesterTable, ("structure:semester_new", _("Add a semester"))
    )


def _page(title: str, list_name: str) -> EditPage:
    back = reverse(f"structure:{list_name}")
    return EditPage(title=title, back=back, after=lambda _saved: back, template="structure/form.html")


def _edit(
    request: UniversityRequest,
    pk: int | None,
    form_class: type[EditForm],
    service: Callable[..., int],
    page: EditPage,
) -> HttpResponse:
    """The form of a unit that exists or is new; the service's argument is named after the model."""
    request.actor.require(StructurePermission.CHANGE)
    model = form_class._meta.model
    row = get_object_or_404(model, pk=pk) if pk is not None else None
    key = f"{model.__name__.lower()}_id"

    def save(values: Mapping[str, Any], seen: int | None) -> int:
        return service(actor=request.actor, values=values, seen=seen, **{key: pk})

    return edit(request, form_class(request.POST or None, instance=row), save, page)


@login_required
def faculty(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/structure/faculties/new/`, `…/<id>/`."""
    page = _page(_("A faculty, institute or college"), "faculties")
    return _edit(request, pk, forms.FacultyForm, units.save_faculty, page)


@login_required
def department(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/structure/departments/new/`, `…/<id>/`."""
    page = _page(_("A department"), "departments")
    return _edit(request, pk, forms.DepartmentForm, units.save_department, page)


@login_required
def programme(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/structure/programmes/new/`, `…/<id>/`."""
    page = _page(_("A programme"), "programmes")
    return _edit(request, pk, forms.ProgrammeForm, units.save_programme, page)


@login_required
def semester(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/structure/semesters/new/`, `…/<id>/`."""
    request.actor.require(StructurePermission.CALENDAR_CHANGE)
    row = get_object_or_404(Semester.objects.select_related("year"), pk=pk) if pk is not None else None
    form = forms.SemesterForm(request.POST or None, instance=row)

    def save(values: Mapping[str, Any], seen: int | None) -> int:
        year: int = form.cleaned_data["year_start"]
        return calendar.save_semester(
            actor=request.actor, year_start=year, values=values, semester_id=pk, seen=seen
        )

    return edit(request, form, save, _page(_("A semester"), "semesters"))
