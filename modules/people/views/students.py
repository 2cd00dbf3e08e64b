"""Pages of students: list, card, form, movements."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from modules.people import forms
from modules.people.models import Movement, Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors import lists, refs
from modules.people.services import movements, students
from modules.people.services.places import Refused, target_of_student
from modules.people.views import tables
from modules.structure import facade as structure
from modules.structure.facade import word
from ordo.access.request import UniversityRequest
from ordo.editing.pages import EditPage, edit
from ordo.export import lists as export
from ordo.ui.lists import list_page

_P = PeoplePermission


def _student(request: UniversityRequest, pk: int, permission: PeoplePermission) -> Student:
    """A student within the actor's reach; who lies outside is not there."""
    row = lists.student(actor=request.actor, student_id=pk, permission=permission)
    if row is None:
        raise Http404
    return row


def _crumbs(row: Student, *more: str) -> list[dict[str, Any]]:
    own = {"title": row.full_name, "url": reverse("people:student", args=[row.pk]) if more else ""}
    head = {"title": word("students"), "url": reverse("people:students")}
    return [head, own, *({"title": title, "url": ""} for title in more)]


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/people/students/`: students within the actor's reach (EB-02.15)."""
    actor = request.actor
    actor.require(_P.STUDENT_LIST)
    asked = bool(request.GET.get("export"))
    rows = lists.students(actor=actor, permission=_P.STUDENT_EXPORT if asked else _P.STUDENT_VIEW)
    add = {}
    if actor.can(_P.STUDENT_CHANGE):
        add = {"url": reverse("people:student_new"), "action": _("Enter a student")}
    listing = list_page(
        request,
        table_class=tables.StudentTable,
        rows=rows,
        filterset_class=tables.StudentFilter,
        exports=export.FORMATS if actor.can(_P.STUDENT_EXPORT) else (),
        empty={
            "title": _("There are no students here yet"),
            "text": _("They appear as soon as they are entered or their lists are imported."),
            **add,
        },
    )
    title = str(word("students"))
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant))
    context = {"title": title, "listing": listing, "add": add, "bring": "students"}
    return render(request, "structure/list.html", context)


@login_required
def detail(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/people/students/<id>/`: the card with the history from admission on (EB-02.4)."""
    row = _student(request, pk, _P.STUDENT_VIEW)
    actor, place = request.actor, target_of_student(row)
    context = {
        "title": row.full_name,
        "student": row,
        "tone": tables.TONES[row.status],
        "facts": _facts(row),
        "private": _private(row) if actor.can(_P.STUDENT_PRIVATE_VIEW, place) else [],
        "history": lists.history(row),
        "movements": lists.movements(row),
        "may_change": actor.can(_P.STUDENT_CHANGE, place),
        "may_move": actor.can(_P.STUDENT_MOVE, place) and bool(forms.kinds_for(row)),
        "crumbs": _crumbs(row) if actor.can(_P.STUDENT_LIST) else [],
    }
    return render(request, "people/student.html", context)


def _facts(row: Student) -> list[tuple[Any, Any]]:
    programme = row.group.programme
    return [
        (word("record_book"), row.record_book_number),
        (word("group"), row.group.name),
        (word("course_of_study"), row.group.course),
        (word("programme"), f"{programme.code} {programme.name}"),
        (word("faculty"), programme.department.faculty.name),
        (_("Funding"), row.get_funding_display()),
        (_("Year of admission"), str(row.admission_year)),
    ]


def _private(row: Student) -> list[tuple[Any, Any]]:
    born = date_format(row.birth_date, "SHORT_DATE_FORMAT") if row.birth_date else ""
    found = [
        (_("PIN"), row.pin),
        (_("Date of birth"), born),
        (_("Sex"), row.get_sex_display()),
        (_("Nationality"), row.nationality),
        (_("Citizenship"), row.citizenship),
        (_("Address"), row.address),
        (_("Phone"), row.phone),
        (_("E-mail"), row.email),
        (_("Note"), row.note),
    ]
    return [(title, value) for title, value in found if value]


@login_required
def own_card(request: UniversityRequest) -> HttpResponse:
    """`/app/people/me/`: leads to the card of the person who is signed in."""
    request.actor.require(_P.OWN_CARD)
    user_id = request.actor.user_id or 0
    student, employee = refs.student_of_user(user_id), refs.employee_of_user(user_id)
    if student is not None:
        return redirect("people:student", pk=student.id)
    if employee is not None:
        return redirect("people:employee", pk=employee.id)
    raise Http404


@login_required
def new(request: UniversityRequest) -> HttpResponse:
    """`/app/people/students/new/`: enter a student into a group (EB-02.2)."""
    actor = request.actor
    reach = actor.reach(_P.STUDENT_CHANGE)
    choices = structure.group_choices(reach, actor.user_id)
    form = forms.NewStudentForm(request.POST or None, choices=lambda: choices)

    def save(values: Mapping[str, Any], seen: int | None) -> Student:
        return students.add_students(actor=actor, students=[students.NewStudent(**values)])[0]

    page = EditPage(
        title=_("New student"),
        back=reverse("people:students"),
        after=lambda saved: reverse("people:student", args=[saved.pk]),
        template="people/form.html",
        extra={"group_names": [name for _pk, name in choices]},
    )
    return edit(request, form, save, page)


@login_required
def change(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/people/students/<id>/edit/`: personal data (EB-02.3)."""
    row = _student(request, pk, _P.STUDENT_CHANGE)

    def save(values: Mapping[str, Any], seen: int | None) -> Student:
        return students.change_student(actor=request.actor, student_id=pk, seen=seen or 0, values=values)

    back = reverse("people:student", args=[pk])
    page = EditPage(
        title=row.full_name,
        back=back,
        after=lambda _saved: back,
        crumbs=_crumbs(row, _("Personal data")),
        template="structure/form.html",
    )
    return edit(request, forms.StudentForm(request.POST or None, instance=row), save, page)


@login_required
def move(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/people/students/<id>/move/`: transfer, leave, expulsion and the other movements (EB-02.5)."""
    actor = request.actor
    row = _student(request, pk, _P.STUDENT_MOVE)
    choices = structure.group_choices(actor.reach(_P.STUDENT_MOVE), actor.user_id)
    form = forms.MovementForm(request.POST or None, student=row, choices=lambda: choices)
    if request.method == "POST" and form.is_valid():
        try:
            _moved(request, row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("people:student", pk=pk)
    context = {
        "title": _("Movement of a student"),
        "lead": row.full_name,
        "form": form,
        "back": reverse("people:student", args=[pk]),
        "group_names": [name for _pk, name in choices],
        "crumbs": _crumbs(row, _("Movement")),
    }
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


def _moved(request: UniversityRequest, row: Student, data: Mapping[str, Any]) -> None:
    """Do what the form says; raises Refused."""
    kind = Movement.Kind(data["kind"])
    order = movements.Order(number=data["order_number"], dated=data["order_date"], reason=data["reason"])
    actor, pk, on = request.actor, row.pk, data["on"]
    if kind in movements.ENDS:
        movements.leave(actor=actor, student_id=pk, kind=kind, on=on, order=order)
    elif kind is Movement.Kind.TRANSFER:
        movements.transfer(
            actor=actor,
            student_id=pk,
            group_id=data["group"],
            subgroup_id=data["subgroup_id"],
            on=on,
            order_number=order.number,
            order_date=order.dated,
            reason=order.reason,
        )
    else:
        movements.come_back(
            actor=actor,
            student_id=pk,
            kind=kind,
            group_id=data["group"],
            subgroup_id=data["subgroup_id"],
            on=on,
            order=order,
        )
