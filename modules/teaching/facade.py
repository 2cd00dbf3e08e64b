"""The door of teaching: working plan lines with their teachers as values, and the deeds of import and demo data.

Reading here asks no permission: the caller checks its own, with `line_target`. `ensure_...` finds by the natural key
and enters what is missing; what exists is left unchanged.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from modules.structure.facade import Names
from modules.teaching.models import Discipline, WorkingPlanLine
from modules.teaching.selectors import refs
from modules.teaching.selectors.refs import (
    LineRef,
    TeacherRef,
    Unit,
    discipline_names,
    groups_taught,
    line_counts,
    line_ids_in_reach,
    line_target,
    lines,
    lines_in_reach,
    lines_of_group,
    lines_of_user,
    ordered_line_ids,
)
from modules.teaching.services.assignments import NewAssignment, assign
from modules.teaching.services.disciplines import save_discipline
from modules.teaching.services.lines import NewLine, Refused, add_lines
from ordo.access.actor import Actor

__all__ = [
    "LineRef",
    "NewAssignment",
    "NewLine",
    "Refused",
    "TeacherRef",
    "Unit",
    "UnknownLine",
    "discipline_names",
    "ensure_assignment",
    "ensure_assignments",
    "ensure_discipline",
    "ensure_line",
    "ensure_lines",
    "groups_taught",
    "line",
    "line_counts",
    "line_ids_in_reach",
    "line_target",
    "lines",
    "lines_in_reach",
    "lines_of_group",
    "lines_of_user",
    "ordered_line_ids",
]


class UnknownLine(LookupError):
    """No such working plan line in this university."""


def line(line_id: int) -> LineRef:
    """One working plan line; raises UnknownLine."""
    found = refs.lines([line_id])
    if line_id not in found:
        raise UnknownLine(line_id)
    return found[line_id]


@transaction.atomic
def ensure_discipline(
    *,
    actor: Actor,
    department_id: int,
    code: str,
    names: Names,
    short_names: Names | None = None,
    default_credits: Decimal | int = 4,
) -> int:
    """Id of the discipline with this code. Raises NotAllowed, ValidationError."""
    found = Discipline.objects.filter(code=code).values_list("pk", flat=True).first()
    values = {
        "department_id": department_id,
        "code": code,
        "default_credits": Decimal(default_credits),
        **{f"name_{key}": text for key, text in names.items()},
        **{f"short_name_{key}": text for key, text in (short_names or {}).items()},
    }
    return found or save_discipline(actor=actor, values=values)


def ensure_line(*, actor: Actor, line: NewLine) -> LineRef:
    """Line of this discipline, group and semester, entered when missing. Raises NotAllowed, ValidationError."""
    pk = ensure_lines(actor=actor, lines=[line])[0]
    return refs.lines([pk])[pk]


@transaction.atomic
def ensure_lines(*, actor: Actor, lines: Sequence[NewLine]) -> list[int]:
    """Ids of several lines in their order; a few queries for all of them. Raises NotAllowed, ValidationError."""
    rows = WorkingPlanLine.objects.filter(
        Q(group_id__in={new.group_id for new in lines}), semester_id__in={new.semester_id for new in lines}
    )
    known = {
        (discipline, group, semester): pk
        for pk, discipline, group, semester in rows.values_list(
            "pk", "discipline_id", "group_id", "semester_id"
        )
    }
    missing = [new for new in lines if _key(new) not in known]
    for new, pk in zip(missing, add_lines(actor=actor, lines=missing), strict=True):
        known[_key(new)] = pk
    return [known[_key(new)] for new in lines]


def ensure_assignment(*, actor: Actor, assignment: NewAssignment) -> int:
    """Id of the assignment, made when missing; the first teacher of a line leads. Raises NotAllowed, Refused."""
    return ensure_assignments(actor=actor, assignments=[assignment])[0]


def ensure_assignments(*, actor: Actor, assignments: Sequence[NewAssignment]) -> list[int]:
    """Ids of several assignments in their order. Raises NotAllowed, Refused."""
    return assign(actor=actor, assignments=assignments)


def _key(new: NewLine) -> tuple[int, int, int]:
    return new.discipline_id, new.group_id, new.semester_id
