"""Deeds around who teaches (JAMU-3.2, JAMU-3.3, JAMU-3.5b)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from modules.structure import facade as structure
from modules.teaching.models import TeachingAssignment, WorkingPlanLine
from modules.teaching.permissions import TeachingPermission
from modules.teaching.services.lines import Refused, line_place
from ordo.access.actor import Actor, Target
from ordo.editing import versions


class WrongSubgroup(Refused):
    """The part belongs to another group."""

    code = "teaching.wrong_subgroup"
    sentence = _("This subgroup belongs to another group.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssignment:
    """Who is to teach which lessons of a line; the first teacher of a line leads unless somebody else does."""

    line_id: int
    employee_id: int
    subgroup_id: int | None = None
    kind: str = "all"
    is_lead: bool = False


@transaction.atomic
def assign(*, actor: Actor, assignments: Sequence[NewAssignment]) -> list[int]:
    """Give lines to teachers, all or nothing; those that stand already are left. Returns ids in order.

    A new lead takes the place of the former one. Raises NotAllowed, WrongSubgroup, ValidationError.
    """
    actor.require(TeachingPermission.ASSIGN)
    line_ids = {new.line_id for new in assignments}
    lines = {row.pk: row for row in WorkingPlanLine.objects.select_for_update().filter(pk__in=line_ids)}
    if missing := line_ids - set(lines):
        raise WorkingPlanLine.DoesNotExist(missing)
    if not actor.can(TeachingPermission.ASSIGN, Target()):
        for line_id in line_ids:
            actor.require(TeachingPermission.ASSIGN, line_place(line_id))
    _demand_subgroups(assignments, lines)
    rows = TeachingAssignment.objects.filter(line_id__in=line_ids)
    known = {_key(row): row for row in rows}
    leads = {row.line_id for row in rows if row.is_lead}
    fresh: list[TeachingAssignment] = []
    for new in assignments:
        key = (new.line_id, new.employee_id, new.subgroup_id, new.kind)
        if key in known:
            continue
        lead = new.is_lead or new.line_id not in leads
        if lead and new.line_id in leads:
            _withdraw_lead(new.line_id, fresh)
        leads.add(new.line_id)
        known[key] = TeachingAssignment(
            line_id=new.line_id,
            employee_id=new.employee_id,
            subgroup_id=new.subgroup_id,
            kind=new.kind,
            is_lead=lead,
        )
        versions.check_columns(known[key])
        fresh.append(known[key])
    TeachingAssignment.objects.bulk_create(fresh, batch_size=1000)
    return [known[(new.line_id, new.employee_id, new.subgroup_id, new.kind)].pk for new in assignments]


@transaction.atomic
def set_lead(*, actor: Actor, assignment_id: int) -> None:
    """Make somebody who teaches the line answer for its sheet. Raises NotAllowed, DoesNotExist."""
    row = _taken(actor, assignment_id)
    _withdraw_lead(row.line_id, [])
    row.is_lead = True
    row.save(update_fields=["is_lead"])


@transaction.atomic
def withdraw(*, actor: Actor, assignment_id: int) -> None:
    """Take lessons from a teacher; the lead goes only when nobody else is left. Raises NotAllowed, ValidationError."""
    row = _taken(actor, assignment_id)
    if row.is_lead and TeachingAssignment.objects.filter(line_id=row.line_id).exclude(pk=row.pk).exists():
        raise ValidationError(str(_("Name another teacher who answers for the sheet first.")))
    row.delete()


def _taken(actor: Actor, assignment_id: int) -> TeachingAssignment:
    actor.require(TeachingPermission.ASSIGN)
    row = TeachingAssignment.objects.select_for_update().get(pk=assignment_id)
    actor.require(TeachingPermission.ASSIGN, line_place(row.line_id))
    return row


def _key(row: TeachingAssignment) -> tuple[int, int, int | None, str]:
    return row.line_id, row.employee_id, row.subgroup_id, row.kind


def _withdraw_lead(line_id: int, fresh: Sequence[TeachingAssignment]) -> None:
    for row in fresh:
        if row.line_id == line_id:
            row.is_lead = False
    for stored in TeachingAssignment.objects.filter(line_id=line_id, is_lead=True):
        stored.is_lead = False
        stored.save(update_fields=["is_lead"])


def _demand_subgroups(assignments: Sequence[NewAssignment], lines: dict[int, WorkingPlanLine]) -> None:
    wanted = [(new.subgroup_id, lines[new.line_id].group_id) for new in assignments if new.subgroup_id]
    owners = {part.id: part.group_id for part in structure.subgroups({group for _part, group in wanted})}
    if any(owners.get(part) != group for part, group in wanted):
        raise WrongSubgroup
