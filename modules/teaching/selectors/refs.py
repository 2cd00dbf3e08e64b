"""Working plan lines as frozen values for other modules; permissions are the caller's business, with `line_target`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from modules.people import facade as people
from modules.structure import facade as structure
from modules.structure.facade import GroupRef, Names, SemesterRef
from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from ordo.access.actor import Reach, Target


class Unit(StrEnum):
    """By what lines are counted: the faculty of the group, or the department of the discipline.

    The value is the way from a line to the unit's id, for a query that starts elsewhere and comes by a line.
    """

    FACULTY = "group__programme__department__faculty_id"
    DEPARTMENT = "discipline__department_id"


@dataclass(frozen=True, slots=True)
class TeacherRef:
    """Who teaches a line or one subgroup of it; `kind`: which lessons, `is_lead`: answers for the sheet."""

    employee_id: int
    user_id: int | None
    full_name: str
    short_name: str
    subgroup_id: int | None
    kind: str = "all"
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class LineRef:
    """A working plan line: a discipline of a group in a semester. `control_form` is a value of policies.ControlForm.

    `department_id` is the department that answers for the discipline.
    """

    id: int
    discipline_id: int
    discipline_code: str
    discipline_names: Names
    department_id: int
    group: GroupRef
    semester: SemesterRef
    control_form: str
    credits: Decimal
    checkpoint_count: int
    hours_total: int
    teachers: tuple[TeacherRef, ...]


def lines(ids: Iterable[int]) -> dict[int, LineRef]:
    """Several lines by id; two queries whatever their number."""
    return {ref.id: ref for ref in built(WorkingPlanLine.objects.filter(pk__in=set(ids)))}


def lines_of_group(group_id: int, semester_id: int) -> list[LineRef]:
    """What a group studies in a semester, by the discipline's code."""
    return built(WorkingPlanLine.objects.filter(group_id=group_id, semester_id=semester_id))


def lines_of_user(user_id: int, semester_id: int) -> list[LineRef]:
    """What the teacher behind a log-in teaches in a semester (JAMU-4.3a), by group and discipline."""
    return built(WorkingPlanLine.objects.filter(taught_by(user_id), semester_id=semester_id))


def lines_in_reach(reach: Reach, user_id: int | None, semester_id: int) -> list[LineRef]:
    """Lines of a semester within a reach: of its faculties' groups, its departments' disciplines or groups, its
    groups, and the user's own where the reach has 'own'."""
    return built(WorkingPlanLine.objects.filter(within(reach, user_id), semester_id=semester_id))


def line_ids_in_reach(reach: Reach, user_id: int | None, semester_id: int) -> QuerySet[WorkingPlanLine, int]:
    """Ids of those lines, not read yet: a condition for counting what hangs on them, however many they are."""
    rows = WorkingPlanLine.objects.filter(within(reach, user_id), semester_id=semester_id)
    return rows.order_by().values_list("pk", flat=True)


def ordered_line_ids(
    reach: Reach, user_id: int | None, semester_id: int, words: str = ""
) -> QuerySet[WorkingPlanLine, int]:
    """Ids of those lines by group and discipline, to be read page by page; `words` are of the group's or the
    discipline's name, each of which must be found."""
    rows = WorkingPlanLine.objects.filter(within(reach, user_id), semester_id=semester_id)
    for word in words.split():
        named = Q(group__name__icontains=word)
        for code, _title in settings.LANGUAGES:
            named |= Q(**{f"discipline__name_{code}__icontains": word})
        rows = rows.filter(named)
    return rows.order_by("group__sort_key", "discipline__code", "id").values_list("pk", flat=True)


def line_counts(reach: Reach, user_id: int | None, semester_id: int, unit: Unit) -> dict[int, int]:
    """How many of those lines each unit has, by its id; one query."""
    rows = WorkingPlanLine.objects.filter(within(reach, user_id), semester_id=semester_id).order_by()
    return dict(rows.values_list(unit.value).annotate(number=Count("pk")))


def within(reach: Reach, user_id: int | None) -> Q:
    """Condition of the lines within a reach; matches nothing when it is empty."""
    if reach.everything:
        return Q()
    parts = (
        Q(group__programme__department__faculty_id__in=reach.faculties)
        | Q(group__programme__department_id__in=reach.departments)
        | Q(discipline__department_id__in=reach.departments)
        | Q(group_id__in=reach.groups)
    )
    if reach.own and user_id is not None:
        parts |= taught_by(user_id)
    return parts


def taught_by(user_id: int) -> Q:
    """Condition of the lines that the teacher behind a log-in teaches."""
    return Q(Exists(TeachingAssignment.objects.filter(line=OuterRef("pk"), employee__user_id=user_id)))


def line_target(line: LineRef) -> Target:
    """Where a line stands: its group's faculty, the department of its discipline, its group, its teachers' log-ins."""
    return Target(
        faculty_id=line.group.faculty_id,
        department_id=line.department_id,
        group_id=line.group.id,
        owners=frozenset(teacher.user_id for teacher in line.teachers if teacher.user_id is not None),
    )


def groups_taught(user_id: int, day: date) -> frozenset[int]:
    """Groups that somebody teaches in the semester of the day: the provider of 'own' groups for people."""
    semester = structure.semester_on(day)
    if semester is None:
        return frozenset()
    rows = WorkingPlanLine.objects.filter(taught_by(user_id), semester_id=semester.id)
    return frozenset(rows.values_list("group_id", flat=True))


def built(rows: QuerySet[WorkingPlanLine]) -> list[LineRef]:
    """The rows as values, by group and discipline; two queries whatever their number."""
    found: list[dict[str, Any]] = [
        dict(row)
        for row in rows.order_by("group__sort_key", "discipline__code", "id").values(
            "id",
            "discipline_id",
            "control_form",
            "credits",
            "checkpoint_count",
            "hours_total",
            department_id=F("discipline__department_id"),
            discipline_code=F("discipline__code"),
            **structure.name_columns("discipline__name"),
            **structure.group_columns("group"),
            **structure.semester_columns("semester"),
        )
    ]
    teachers = _teachers([row["id"] for row in found]) if found else {}
    return [
        LineRef(
            discipline_names=structure.take_names(row, "discipline__name"),
            group=structure.take_group(row, "group"),
            semester=structure.take_semester(row, "semester"),
            teachers=tuple(teachers.get(row["id"], ())),
            **row,
        )
        for row in found
    ]


def discipline_names(ids: Iterable[int]) -> dict[int, Names]:
    """Names of disciplines by id."""
    return {row.pk: structure.texts(row, "name") for row in Discipline.objects.filter(pk__in=set(ids))}


def _teachers(line_ids: list[int]) -> dict[int, list[TeacherRef]]:
    rows = TeachingAssignment.objects.filter(line_id__in=line_ids).select_related("employee")
    answer: dict[int, list[TeacherRef]] = {}
    for row in rows.order_by("-is_lead", "id"):
        person = people.employee_ref(row.employee)
        answer.setdefault(row.line_id, []).append(
            TeacherRef(
                person.id, person.user_id, person.full_name, person.short_name,
                row.subgroup_id, row.kind, row.is_lead,
            )
        )  # fmt: skip
    return answer
