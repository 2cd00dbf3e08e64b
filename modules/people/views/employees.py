"""Pages of employees: list, card, form (EB-03.1, EB-03.2)."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from modules.people import forms
from modules.people.models import Employee
from modules.people.permissions import PeoplePermission
from modules.people.selectors import lists
from modules.people.services import employees
from modules.people.services.places import target_of_employee
from modules.people.views import tables
from modules.structure.facade import word
from ordo.access.request import UniversityRequest
from ordo.editing.pages import EditPage, edit
from ordo.export import lists as export
from ordo.ui.lists import list_page

_P = PeoplePermission


def _employee(request: UniversityRequest, pk: int, permission: PeoplePermission) -> Employee:
    row = lists.employee(actor=request.actor, employee_id=pk, permission=permission)
    if row is None:
        raise Http404
    return row


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/people/employees/`."""
    actor = request.actor
    actor.require(_P.EMPLOYEE_LIST)
    asked = bool(request.GET.get("export"))
    rows = lists.employees(actor=actor, permission=_P.EMPLOYEE_EXPORT if asked else _P.EMPLOYEE_VIEW)
    add = {}
    if actor.can(_P.EMPLOYEE_CHANGE):
        add = {"url": reverse("people:employee_new"), "action": _("Enter an employee")}
    listing = list_page(
        request,
        table_class=tables.EmployeeTable,
        rows=rows,
        filterset_class=tables.EmployeeFilter,
        exports=export.FORMATS if actor.can(_P.EMPLOYEE_EXPORT) else (),
        empty={
            "title": _("There are no employees here yet"),
            "text": _("They appear as soon as they are entered or their lists are imported."),
            **add,
        },
    )
    title = _("Employees")
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant))
    context = {"title": title, "listing": listing, "add": add, "bring": "staff"}
    return render(request, "structure/list.html", context)


@login_required
def detail(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/people/employees/<id>/`: the personal card."""
    row = _employee(request, pk, _P.EMPLOYEE_VIEW)
    place = target_of_employee(row)
    own = row.user_id is not None and row.user_id == request.actor.user_id
    context = {
        "title": row.full_name,
        "employee": row,
        "facts": _facts(row),
        "private": _private(row) if own or request.actor.can(_P.EMPLOYEE_PRIVATE_VIEW, place) else [],
        "may_change": request.actor.can(_P.EMPLOYEE_CHANGE, place),
        "crumbs": _crumbs(request, row),
    }
    return render(request, "people/employee.html", context)


def _crumbs(request: UniversityRequest, row: Employee) -> list[dict[str, Any]]:
    """The way from the list, for those who may open the list."""
    if not request.actor.can(_P.EMPLOYEE_LIST):
        return []
    return [
        {"title": _("Employees"), "url": reverse("people:employees")},
        {"title": row.full_name, "url": ""},
    ]


def _facts(row: Employee) -> list[tuple[Any, Any]]:
    department = row.department
    found = [
        (_("Personnel number"), row.personnel_number),
        (_("Position"), row.position),
        (_("Academic degree"), row.academic_degree),
        (word("department"), department.name if department else ""),
        (word("faculty"), department.faculty.name if department else ""),
        (_("Rate"), row.rate),
    ]
    return [(title, value) for title, value in found if value not in {None, ""}]


def _private(row: Employee) -> list[tuple[Any, Any]]:
    dates = {name: getattr(row, name) for name in ("birth_date", "hired_on", "left_on")}
    shown = {name: date_format(day, "SHORT_DATE_FORMAT") if day else "" for name, day in dates.items()}
    found = [
        (_("PIN"), row.pin),
        (_("Date of birth"), shown["birth_date"]),
        (_("Hired on"), shown["hired_on"]),
        (_("Order of hiring"), row.hired_order),
        (_("Left on"), shown["left_on"]),
        (_("Address"), row.address),
        (_("Phone"), row.phone),
        (_("E-mail"), row.email),
        (_("Note"), row.note),
    ]
    return [(title, value) for title, value in found if value]


@login_required
def employee(request: UniversityRequest, pk: int | None = None) -> HttpResponse:
    """`/app/people/employees/new/`, `…/<id>/edit/`."""
    actor = request.actor
    actor.require(_P.EMPLOYEE_CHANGE)
    row = _employee(request, pk, _P.EMPLOYEE_CHANGE) if pk is not None else None

    def save(values: Mapping[str, Any], seen: int | None) -> Employee:
        if pk is None:
            new = employees.NewEmployee(
                **{name: value for name, value in values.items() if name != "left_on"}
            )
            return employees.add_employees(actor=actor, employees=[new])[0]
        return employees.change_employee(actor=actor, employee_id=pk, seen=seen or 0, values=values)

    page = EditPage(
        title=_("New employee") if row is None else row.full_name,
        back=reverse("people:employees") if pk is None else reverse("people:employee", args=[pk]),
        after=lambda saved: reverse("people:employee", args=[saved.pk]),
        template="structure/form.html",
    )
    return edit(request, forms.EmployeeForm(request.POST or None, instance=row), save, page)
