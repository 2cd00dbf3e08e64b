"""The page of a group's people: its list on a day, its curator and its leader (EB-02.16, EB-06.7)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from modules.people import forms
from modules.people.models import GroupAppointment
from modules.people.permissions import PeoplePermission
from modules.people.selectors import lists, refs
from modules.people.services import appointments
from modules.people.services.places import Refused, target_of_group
from modules.structure import facade as structure
from modules.structure.facade import word
from ordo.access.request import UniversityRequest

_P = PeoplePermission
_ROLES = GroupAppointment.Role


def _group(request: UniversityRequest, pk: int, permission: PeoplePermission) -> structure.GroupRef:
    """A group whose students the actor may see; any other is not there."""
    reach = request.actor.reach(permission)
    if not structure.group_is_within(pk, reach, request.actor.user_id):
        raise Http404
    return structure.group(pk)


def _day(request: UniversityRequest) -> date:
    try:
        return parse_date(request.GET.get("on", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


@login_required
def detail(request: UniversityRequest, pk: int) -> HttpResponse:
    """`/app/people/groups/<id>/`: who is in the group on a day."""
    group = _group(request, pk, _P.STUDENT_VIEW)
    day = _day(request)
    context = {
        "title": _("Students of %(group)s") % {"group": group.name},
        "group": group,
        "day": day,
        "members": lists.members(pk, day),
        "appointed": lists.appointed(pk),
        "may_appoint": request.actor.can(_P.APPOINT, target_of_group(pk)),
        "may_add": request.actor.can(_P.STUDENT_CHANGE, target_of_group(pk)),
        "crumbs": _crumbs(group, _("Students")),
    }
    return render(request, "people/group.html", context)


def _crumbs(group: structure.GroupRef, *more: str) -> list[dict[str, Any]]:
    return [
        {"title": word("study_groups"), "url": reverse("structure:groups")},
        {"title": group.name, "url": reverse("structure:group", args=[group.id])},
        *({"title": title, "url": ""} for title in more),
    ]


@login_required
def appoint(request: UniversityRequest, pk: int, role: str) -> HttpResponse:
    """`/app/people/groups/<id>/curator/`, `…/leader/`."""
    group = _group(request, pk, _P.APPOINT)
    is_curator = role == _ROLES.CURATOR
    if is_curator:
        people = [(person.id, person.full_name) for person in refs.teaching_staff()]
    else:
        people = [
            (stay.student_id, stay.student.full_name) for stay in lists.members(pk, timezone.localdate())
        ]
    form = forms.AppointmentForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {
            "actor": request.actor,
            "group_id": pk,
            "on": data["on"],
            "order_number": data["order_number"],
        }
        try:
            if is_curator:
                appointments.appoint_curator(employee_id=data["person"], **given)
            else:
                appointments.appoint_leader(student_id=data["person"], **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("people:group", pk=pk)
    title = _("Appoint a curator") if is_curator else _("Appoint a group leader")
    context = {
        "title": title,
        "lead": group.name,
        "form": form,
        "back": reverse("people:group", args=[pk]),
        "crumbs": _crumbs(group, title),
    }
    return render(request, "structure/form.html", context, status=422 if form.errors else 200)
