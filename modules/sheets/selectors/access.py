"""Which sheets a person may see, and where a sheet stands for permissions (JAMU-4.3a, OSH-4.3a)."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Q, QuerySet

from modules.sheets.models import GradeSheet
from modules.sheets.permissions import SheetsPermission
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor, Reach, Target


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet with its working plan line."""

    sheet: GradeSheet
    line: LineRef

    @property
    def target(self) -> Target:
        """Where it stands; its owners are the teachers of the line."""
        return teaching.line_target(self.line)

    @property
    def signing_target(self) -> Target:
        """The same for the teacher's signature: the teacher who answers for the sheet, all of them if nobody does."""
        leads = frozenset(t.user_id for t in self.line.teachers if t.is_lead and t.user_id is not None)
        return replace(self.target, owners=leads) if leads else self.target


def load(sheet_id: int) -> Found:
    """A sheet with its line, whoever asks; raises GradeSheet.DoesNotExist."""
    sheet = GradeSheet.objects.select_related("register").get(pk=sheet_id)
    return Found(sheet, teaching.line(sheet.line_id))


def find(actor: Actor, sheet_id: int) -> Found:
    """A sheet the actor may see; raises GradeSheet.DoesNotExist otherwise, NotAllowed for no rights at all."""
    actor.require(SheetsPermission.SHEET_VIEW)
    found = load(sheet_id)
    if not actor.can(SheetsPermission.SHEET_VIEW, found.target):
        raise GradeSheet.DoesNotExist(sheet_id)
    return found


def visible(
    actor: Actor, semester_id: int | None = None, permission: StrEnum = SheetsPermission.SHEET_VIEW
) -> QuerySet[GradeSheet]:
    """Sheets within the actor's reach, of one semester or of all; raises NotAllowed."""
    reach = actor.reach(permission)
    rows = (
        GradeSheet.objects.all()
        if semester_id is None
        else GradeSheet.objects.filter(semester_id=semester_id)
    )
    return rows if reach.everything else rows.filter(_within(actor, reach, semester_id))


def _within(actor: Actor, reach: Reach, semester_id: int | None) -> Q:
    found = (
        Q(faculty_id__in=reach.faculties)
        | Q(department_id__in=reach.departments)
        | Q(group_id__in=reach.groups)
    )
    if reach.own and actor.user_id is not None:
        asked = (
            [semester_id] if semester_id is not None else [semester.id for semester in structure.semesters()]
        )
        lines = [line.id for one in asked for line in teaching.lines_of_user(actor.user_id, one)]
        found |= Q(line_id__in=lines)
    return found


def own_subgroups(actor: Actor, permission: StrEnum, line: LineRef) -> frozenset[int] | None:
    """Subgroups whose students the actor may mark; None stands for all of them (JAMU-3.5b, JAMU-4.3a)."""
    target = teaching.line_target(line)
    wide = Target(target.faculty_id, target.department_id, target.group_id)
    if actor.can(permission, wide):
        return None
    own = {teacher.subgroup_id for teacher in line.teachers if teacher.user_id == actor.user_id}
    return None if None in own else frozenset(number for number in own if number is not None)
