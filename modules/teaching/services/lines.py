"""Deeds around working plan lines (EB-06.2c–g, EB-06.4, EB-06.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.structure import facade as structure
from modules.teaching.models import WorkingPlanLine
from modules.teaching.permissions import TeachingPermission
from modules.teaching.selectors import refs
from ordo.access.actor import Actor, Target
from ordo.editing import versions
from ordo.ledger import facade as ledger

REGISTER_KIND = "working_plan_line"
"""Kind of the register that a line's journal and sheet share."""


class Refused(Exception):
    """A deed that the rules do not allow; `code` is for programs, `sentence` for people."""

    code = "teaching.refused"
    sentence: str | Promise = _("This is not possible.")

    def __str__(self) -> str:
        return str(self.sentence)


class JournalOpen(Refused):
    """What is being studied, and how it is controlled, stands once the journal is open."""

    code = "teaching.journal_open"
    sentence = _("The journal of this line is open: only hours and teachers can still be changed.")


class LineInUse(Refused):
    """A line with teachers, a journal or a sheet stays."""

    code = "teaching.line_in_use"
    sentence = _("This line has teachers, a journal or a sheet and therefore stays.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A line to be entered; hours are academic hours of the whole semester."""

    discipline_id: int
    group_id: int
    semester_id: int
    control_form: str
    credits: Decimal
    checkpoint_count: int = 2
    weeks: int = 16
    component: str = ""
    cycle: str = ""
    hours_total: int = 0
    hours_lecture: int = 0
    hours_practice: int = 0
    hours_lab: int = 0


FIXED_BY_JOURNAL = frozenset(
    {"discipline_id", "group_id", "semester_id", "control_form", "credits", "checkpoint_count"}
)
"""What may not change any more when the line has a register."""


def _target(group_id: int, discipline_id: int) -> Target:
    place = structure.group_target(structure.group(group_id))
    row = WorkingPlanLine(discipline_id=discipline_id).discipline
    return Target(place.faculty_id, row.department_id, place.group_id)


@transaction.atomic
def add_lines(*, actor: Actor, lines: Sequence[NewLine]) -> list[int]:
    """Enter several lines, all or nothing; returns their ids. Raises NotAllowed, ValidationError."""
    actor.require(TeachingPermission.LINE_CHANGE)
    rows = [WorkingPlanLine(**asdict(line)) for line in lines]
    if not actor.can(TeachingPermission.LINE_CHANGE, Target()):
        for row in rows:
            actor.require(TeachingPermission.LINE_CHANGE, _target(row.group_id, row.discipline_id))
    for row in rows:
        versions.check_columns(row)
    return [row.pk for row in WorkingPlanLine.objects.bulk_create(rows, batch_size=1000)]


@transaction.atomic
def save_line(
    *, actor: Actor, values: Mapping[str, Any], line_id: int | None = None, seen: int | None = None
) -> int:
    """Add a line or change one that was opened at version `seen`; returns its id.

    Raises NotAllowed, ValidationError, ChangedMeanwhile, JournalOpen, WorkingPlanLine.DoesNotExist.
    """
    actor.require(TeachingPermission.LINE_CHANGE)
    row = (
        WorkingPlanLine() if line_id is None else WorkingPlanLine.objects.select_for_update().get(pk=line_id)
    )
    if line_id is not None:
        actor.require(TeachingPermission.LINE_CHANGE, _target(row.group_id, row.discipline_id))
        changed = {name for name, value in values.items() if getattr(row, name) != value}
        if seen == row.version and changed & FIXED_BY_JOURNAL and has_register(line_id):
            raise JournalOpen
    if {"group_id", "discipline_id"} <= set(values):
        actor.require(TeachingPermission.LINE_CHANGE, _target(values["group_id"], values["discipline_id"]))
    versions.save(row, values, seen if line_id is not None else None)
    return row.pk


def has_register(line_id: int) -> bool:
    """Whether the line's journal or sheet was opened."""
    return ledger.find_register(REGISTER_KIND, line_id) is not None


@transaction.atomic
def remove_line(*, actor: Actor, line_id: int) -> None:
    """Take a line out that nothing stands on. Raises NotAllowed, LineInUse, WorkingPlanLine.DoesNotExist."""
    actor.require(TeachingPermission.LINE_CHANGE)
    row = WorkingPlanLine.objects.select_for_update().get(pk=line_id)
    actor.require(TeachingPermission.LINE_CHANGE, _target(row.group_id, row.discipline_id))
    if row.assignments.exists() or has_register(line_id):
        raise LineInUse
    try:
        row.delete()
    except ProtectedError as problem:
        raise LineInUse from problem


@transaction.atomic
def copy_plan(
    *, actor: Actor, from_group_id: int, from_semester_id: int, to_group_id: int, to_semester_id: int
) -> list[int]:
    """Copy a group's lines of a semester to another group or semester, without teachers (EB-06.6).

    Disciplines the other plan has already are left as they are; returns the ids of the new lines.
    Raises NotAllowed, structure.UnknownGroup.
    """
    actor.require(TeachingPermission.LINE_CHANGE)
    present = set(
        WorkingPlanLine.objects.filter(group_id=to_group_id, semester_id=to_semester_id).values_list(
            "discipline_id", flat=True
        )
    )
    names = [name for name in NewLine.__dataclass_fields__ if name not in {"group_id", "semester_id"}]
    rows = WorkingPlanLine.objects.filter(group_id=from_group_id, semester_id=from_semester_id).order_by("id")
    wanted = [
        NewLine(group_id=to_group_id, semester_id=to_semester_id, **values)
        for values in rows.values(*names)
        if values["discipline_id"] not in present
    ]
    actor.require(TeachingPermission.LINE_CHANGE, structure.group_target(structure.group(to_group_id)))
    return add_lines(actor=actor, lines=wanted)


def line_place(line_id: int) -> Target:
    """Where a line stands, teachers included; raises WorkingPlanLine.DoesNotExist."""
    found = refs.lines([line_id])
    if line_id not in found:
        raise WorkingPlanLine.DoesNotExist(line_id)
    return refs.line_target(found[line_id])
