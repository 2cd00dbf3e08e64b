"""The door of the structure: semesters, groups and units as values, and the deeds that make them when missing.

Reading here asks no permission: the caller checks its own, with `group_target`. Everything called `ensure_...` is
found by its natural key and made when it is missing; what exists is left as it stands.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from modules.structure.models import (
    LEVELS,
    Department,
    Faculty,
    FormOfStudy,
    Funding,
    Semester,
    StudyGroup,
)
from modules.structure.permissions import StructurePermission
from modules.structure.selectors import refs
from modules.structure.selectors.hooks import GroupProvider, own_groups, register_group_provider
from modules.structure.selectors.joined import (
    group_columns,
    name_columns,
    semester_columns,
    take_group,
    take_names,
    take_semester,
)
from modules.structure.selectors.lists import (
    department_choices,
    faculty_choices,
    group_choices,
    group_is_within,
    programme_choices,
)
from modules.structure.selectors.refs import (
    GroupRef,
    Names,
    ProgrammeRef,
    SemesterRef,
    SubgroupRef,
    UnitRef,
    active_groups,
    departments,
    faculties,
    group_target,
    groups,
    groups_named,
    programmes,
    semester_label,
    semester_on,
    semesters,
    semesters_by_id,
    subgroups,
    texts,
)
from modules.structure.selectors.words import word
from modules.structure.services import calendar, units
from modules.structure.services import groups as group_services
from ordo.access.actor import Actor, Target

__all__ = [
    "LEVELS",
    "FormOfStudy",
    "Funding",
    "GroupProvider",
    "GroupRef",
    "Names",
    "ProgrammeRef",
    "SemesterRef",
    "SubgroupRef",
    "UnitRef",
    "UnknownGroup",
    "UnknownSemester",
    "active_groups",
    "department_choices",
    "departments",
    "ensure_department",
    "ensure_faculty",
    "ensure_group",
    "ensure_programme",
    "ensure_semester",
    "ensure_subgroup",
    "ensure_subgroups",
    "faculties",
    "faculty_choices",
    "form_of_study",
    "group",
    "group_choices",
    "group_columns",
    "group_is_within",
    "group_target",
    "groups",
    "groups_named",
    "may_keep_units",
    "may_open_groups",
    "name_columns",
    "own_groups",
    "programme_choices",
    "programmes",
    "register_group_provider",
    "semester",
    "semester_columns",
    "semester_label",
    "semester_on",
    "semesters",
    "semesters_by_id",
    "subgroups",
    "take_group",
    "take_names",
    "take_semester",
    "texts",
    "word",
]


class UnknownSemester(LookupError):
    """No such semester in this university."""


class UnknownGroup(LookupError):
    """No such study group in this university."""


def semester(semester_id: int) -> SemesterRef:
    """One semester; raises UnknownSemester."""
    found = semesters_by_id([semester_id])
    if semester_id not in found:
        raise UnknownSemester(semester_id)
    return found[semester_id]


def group(group_id: int) -> GroupRef:
    """One study group; raises UnknownGroup."""
    found = groups([group_id])
    if group_id not in found:
        raise UnknownGroup(group_id)
    return found[group_id]


def form_of_study(name: str) -> str:
    """The stored form of study for a name that lists use: 'correspondence' is stored as 'part_time'."""
    return str(FormOfStudy.PART_TIME) if name == "correspondence" else str(FormOfStudy(name))


def _columns(field: str, names: Names | None) -> dict[str, str]:
    return {f"{field}_{code}": names.get(code, "") for code in refs.LANGUAGES} if names else {}


@transaction.atomic
def ensure_faculty(
    *, actor: Actor, code: str, names: Names, kind: str = "faculty", short_names: Names | None = None
) -> int:
    """Id of the faculty, institute or college with this code. Raises NotAllowed, ValidationError."""
    found = Faculty.objects.filter(code=code).values_list("pk", flat=True).first()
    values = {"code": code, "kind": kind, **_columns("name", names), **_columns("short_name", short_names)}
    return found or units.save_faculty(actor=actor, values=values)


@transaction.atomic
def ensure_department(
    *, actor: Actor, faculty_id: int, code: str, names: Names, is_subject_commission: bool = False
) -> int:
    """Id of the department with this code. Raises NotAllowed, ValidationError."""
    found = Department.objects.filter(code=code).values_list("pk", flat=True).first()
    values = {
        "code": code,
        "faculty_id": faculty_id,
        "is_subject_commission": is_subject_commission,
        **_columns("name", names),
    }
    return found or units.save_department(actor=actor, values=values)


@transaction.atomic
def ensure_programme(
    *,
    actor: Actor,
    department_id: int,
    code: str,
    names: Names,
    level: str,
    form_of_study: str = "full_time",
    duration_years: Decimal | int = 4,
    degrees: Names | None = None,
) -> int:
    """Id of the programme with this six-digit code at this level and form. Raises NotAllowed, ValidationError."""
    found = refs.programme_id(code, level, form_of_study)
    values = {
        "department_id": department_id,
        "code": code,
        "level": level,
        "form_of_study": form_of_study,
        "duration_years": Decimal(duration_years),
        **_columns("name", names),
        **_columns("degree", degrees),
    }
    return found or units.save_programme(actor=actor, values=values)


@transaction.atomic
def ensure_semester(
    *, actor: Actor, year_start: int, number: int, starts_on: date, ends_on: date
) -> SemesterRef:
    """Semester with this number in its year; an existing one keeps its days. Raises NotAllowed, ValidationError."""
    found = (
        Semester.objects.filter(year__starts=year_start, number=number).values_list("pk", flat=True).first()
    )
    values = {"number": number, "starts_on": starts_on, "ends_on": ends_on}
    return semester(found or calendar.save_semester(actor=actor, year_start=year_start, values=values))


@transaction.atomic
def ensure_group(
    *,
    actor: Actor,
    name: str,
    programme_id: int,
    admission_year: int,
    course: int,
    language: str = "ky",
    form_of_study: str = "full_time",
    funding: str = "contract",
) -> GroupRef:
    """Group that studies now under this name. Raises NotAllowed, ValidationError."""
    found = StudyGroup.objects.filter(name=name, is_active=True).values_list("pk", flat=True).first()
    values: Mapping[str, Any] = {
        "name": name,
        "programme_id": programme_id,
        "admission_year": admission_year,
        "course": course,
        "language": language,
        "form_of_study": form_of_study,
        "funding": funding,
    }
    return group(found or group_services.save_group(actor=actor, values=values))


@transaction.atomic
def ensure_subgroup(*, actor: Actor, group_id: int, name: str) -> int:
    """Id of the part of a group with this name. Raises NotAllowed, ValidationError."""
    return ensure_subgroups(actor=actor, group_id=group_id, names=[name])[0]


def ensure_subgroups(*, actor: Actor, group_id: int, names: Iterable[str]) -> list[int]:
    """Ids of the named parts of a group, in the order of the names. Raises NotAllowed, ValidationError."""
    return group_services.set_subgroups(actor=actor, group_id=group_id, names=list(names))


def may_open_groups(*, actor: Actor, faculty_id: int, department_id: int | None = None) -> bool:
    """Whether the actor may open groups there; for previews, the deed itself checks again."""
    return actor.can(
        StructurePermission.GROUP_CHANGE, Target(faculty_id=faculty_id, department_id=department_id)
    )


def may_keep_units(*, actor: Actor) -> bool:
    """Whether the actor may add faculties, departments and programmes."""
    return actor.can(StructurePermission.CHANGE, Target())
