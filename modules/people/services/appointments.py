"""Curators and leaders of groups (EB-02.16, EB-06.7). A curator's log-in gets the role 'curator' for the group."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modules.people.models import Employee, GroupAppointment, Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors.refs import lasting
from modules.people.services.movements import InTheFuture
from modules.people.services.places import Refused, target_of_group
from ordo.access.actor import Actor
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import RoleCode, ScopeKind

Kind = GroupAppointment.Role


class NotInGroup(Refused):
    """A leader comes from the group's own students."""

    code = "people.not_in_group"
    sentence = _("Only a student of this group can be its leader.")


class AppointedLater(Refused):
    """Another person was appointed on a later day."""

    code = "people.appointed_later"
    sentence = _("Somebody was appointed on this day or later. Choose a later day.")


@transaction.atomic
def appoint_curator(
    *, actor: Actor, group_id: int, employee_id: int, on: date, order_number: str = ""
) -> int:
    """Make an employee the group's curator from a day on, in the place of the former one; returns the id.

    Raises NotAllowed, Refused, structure.UnknownGroup, Employee.DoesNotExist.
    """
    actor.require(PeoplePermission.APPOINT)
    person = Employee.objects.get(pk=employee_id)
    row = _appointment(actor, group_id, Kind.CURATOR, on, order_number)
    row.employee = person
    row.save()
    if person.user_id is not None:
        RoleGrant.objects.create(
            user_id=person.user_id,
            role=Role.objects.get(code=RoleCode.CURATOR),
            scope=ScopeKind.GROUP,
            scope_id=group_id,
            order_number=order_number,
            valid_from=on,
            granted_by_name=actor.name,
        )
    return row.pk


@transaction.atomic
def appoint_leader(*, actor: Actor, group_id: int, student_id: int, on: date, order_number: str = "") -> int:
    """Make a student the group's leader from a day on. Raises like `appoint_curator`, and NotInGroup."""
    actor.require(PeoplePermission.APPOINT)
    person = Student.objects.get(pk=student_id)
    row = _appointment(actor, group_id, Kind.LEADER, on, order_number)
    if not person.memberships.filter(lasting(on), group_id=group_id).exists():
        raise NotInGroup
    row.student = person
    row.save()
    return row.pk


def _appointment(actor: Actor, group_id: int, role: Kind, on: date, order_number: str) -> GroupAppointment:
    """A new appointment, not saved yet; the former one ends on the day before."""
    actor.require(PeoplePermission.APPOINT, target_of_group(group_id))
    if on > timezone.localdate():
        raise InTheFuture
    rows = GroupAppointment.objects.select_for_update().filter(group_id=group_id, role=role)
    if rows.filter(from_date__gte=on).exists():
        raise AppointedLater
    former = rows.filter(until_date=None).first()
    if former is not None:
        former.until_date = on - timedelta(days=1)
        former.save(update_fields=["until_date"])
        if former.employee is not None and former.employee.user_id is not None:
            grants = RoleGrant.objects.filter(
                user_id=former.employee.user_id,
                role__code=RoleCode.CURATOR,
                scope=ScopeKind.GROUP,
                scope_id=group_id,
                valid_until=None,
                valid_from__lt=on,
            )
            grants.update(valid_until=former.until_date)
    return GroupAppointment(group_id=group_id, role=role, from_date=on, order_number=order_number)
