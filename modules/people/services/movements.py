"""Movements of students: transfer, leave, return, expulsion, reinstatement, graduation (EB-02.5)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modules.people.models import GroupMembership, Movement, Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors.refs import StudentRef, student_ref
from modules.people.services.places import Refused, target_of_group, target_of_student
from modules.structure import facade as structure
from ordo.access.actor import Actor

Kind = Movement.Kind
Status = Student.Status
ENDS: dict[Kind, Status] = {
    Kind.LEAVE: Status.ACADEMIC_LEAVE,
    Kind.EXPULSION: Status.EXPELLED,
    Kind.GRADUATION: Status.GRADUATED,
}
"""Movements that end the stay in the group, with the status they lead to."""
BEGINS: dict[Kind, frozenset[Status]] = {
    Kind.RETURN: frozenset({Status.ACADEMIC_LEAVE}),
    Kind.REINSTATEMENT: frozenset({Status.EXPELLED}),
}
"""Movements that begin a new stay, with the statuses they start from."""


class NotInThisState(Refused):
    """The student's status does not allow this movement."""

    code = "people.not_in_this_state"
    sentence = _("The student's present status does not allow this.")


class TooEarly(Refused):
    """The day lies before, or on, the first day of the present stay."""

    code = "people.too_early"
    sentence = _("On this day the present stay in the group had not begun yet.")


class InTheFuture(Refused):
    """Movements are entered on their day or later."""

    code = "people.in_the_future"
    sentence = _("This day has not come yet. Enter the movement on its day or later.")


class SameGroup(Refused):
    """A transfer leads to another group or to another part of it."""

    code = "people.same_group"
    sentence = _("The student is in this group already.")


class WrongSubgroup(Refused):
    """The part belongs to another group."""

    code = "people.wrong_subgroup"
    sentence = _("This subgroup belongs to another group.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The order a movement rests on."""

    number: str = ""
    dated: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """One movement about to be written: of which kind, out of and into which group, from which day."""

    kind: Kind
    from_group_id: int | None
    to_group_id: int | None
    on: date
    order: Order


@transaction.atomic
def transfer(
    *,
    actor: Actor,
    student_id: int,
    group_id: int,
    on: date,
    subgroup_id: int | None = None,
    order_number: str = "",
    order_date: date | None = None,
    reason: str = "",
) -> StudentRef:
    """Move a student to another group, or to another part of the group, from a day on.

    The right is needed in the group left and in the group joined. Raises NotAllowed, Refused,
    structure.UnknownGroup, Student.DoesNotExist.
    """
    row = _taken(actor, student_id)
    actor.require(PeoplePermission.STUDENT_MOVE, target_of_group(group_id))
    if row.status != Status.STUDYING:
        raise NotInThisState
    stay = _present_stay(row)
    if (stay.group_id, stay.subgroup_id) == (group_id, subgroup_id):
        raise SameGroup
    _demand_subgroup(group_id, subgroup_id)
    left = stay.group_id
    _end(stay, on)
    order = Order(number=order_number, dated=order_date, reason=reason)
    return _begin(actor, row, subgroup_id, _Step(Kind.TRANSFER, left, group_id, on, order))


@transaction.atomic
def leave(*, actor: Actor, student_id: int, kind: Kind, on: date, order: Order) -> StudentRef:
    """Grant an academic leave, expel or graduate; `on` is the first day outside of the group.

    Raises NotAllowed, Refused, Student.DoesNotExist.
    """
    row = _taken(actor, student_id)
    if kind not in ENDS:
        raise ValueError(kind)
    from_leave = row.status == Status.ACADEMIC_LEAVE and kind is Kind.EXPULSION
    if row.status != Status.STUDYING and not from_leave:
        raise NotInThisState
    if on > timezone.localdate():
        raise InTheFuture
    if not from_leave:
        _end(_present_stay(row), on)
    _note(actor, row, _Step(kind, row.group_id, None, on, order))
    row.status = ENDS[kind]
    row.version += 1
    row.save(update_fields=["status", "version"])
    return student_ref(row, row.group_id, None)


@transaction.atomic
def come_back(
    *,
    actor: Actor,
    student_id: int,
    kind: Kind,
    group_id: int,
    on: date,
    order: Order,
    subgroup_id: int | None = None,
) -> StudentRef:
    """Take a student back from a leave, or reinstate an expelled one, into a group. Raises like `transfer`."""
    row = _taken(actor, student_id)
    actor.require(PeoplePermission.STUDENT_MOVE, target_of_group(group_id))
    if kind not in BEGINS:
        raise ValueError(kind)
    if row.status not in BEGINS[kind]:
        raise NotInThisState
    last = row.memberships.order_by("-from_date").first()
    if last is not None and (last.until_date is None or on <= last.until_date):
        raise TooEarly
    _demand_subgroup(group_id, subgroup_id)
    return _begin(actor, row, subgroup_id, _Step(kind, row.group_id, group_id, on, order))


def _taken(actor: Actor, student_id: int) -> Student:
    actor.require(PeoplePermission.STUDENT_MOVE)
    row = Student.objects.select_for_update().get(pk=student_id)
    actor.require(PeoplePermission.STUDENT_MOVE, target_of_student(row))
    return row


def _present_stay(row: Student) -> GroupMembership:
    stay = row.memberships.select_for_update().filter(until_date=None).first()
    if stay is None:
        raise NotInThisState
    return stay


def _end(stay: GroupMembership, on: date) -> None:
    if on > timezone.localdate():
        raise InTheFuture
    if on <= stay.from_date:
        raise TooEarly
    stay.until_date = on - timedelta(days=1)
    stay.save(update_fields=["until_date"])


def _begin(actor: Actor, row: Student, subgroup_id: int | None, step: _Step) -> StudentRef:
    if step.on > timezone.localdate():
        raise InTheFuture
    if step.to_group_id is None:
        raise ValueError(step)
    GroupMembership.objects.create(
        student=row, group_id=step.to_group_id, subgroup_id=subgroup_id, from_date=step.on
    )
    _note(actor, row, step)
    row.group_id = step.to_group_id
    row.status = Status.STUDYING
    row.version += 1
    row.save(update_fields=["group", "status", "version"])
    return student_ref(row, row.group_id, subgroup_id)


def _note(actor: Actor, row: Student, step: _Step) -> None:
    Movement.objects.create(
        student=row,
        kind=step.kind,
        on=step.on,
        from_group_id=step.from_group_id,
        to_group_id=step.to_group_id,
        order_number=step.order.number,
        order_date=step.order.dated,
        reason=step.order.reason,
        entered_by_name=actor.name,
    )


def _demand_subgroup(group_id: int, subgroup_id: int | None) -> None:
    if subgroup_id is not None and subgroup_id not in {part.id for part in structure.subgroups([group_id])}:
        raise WrongSubgroup
