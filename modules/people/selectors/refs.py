"""Students and employees as frozen values for other modules; permissions are the caller's business."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from modules.people.models import Employee, GroupAppointment, GroupMembership, Student


@dataclass(frozen=True, slots=True)
class StudentRef:
    """A student; `group_id` and `subgroup_id` are those of the asked day, else of the newest membership."""

    id: int
    user_id: int | None
    last_name: str
    first_name: str
    patronymic: str
    full_name: str
    sort_key: str
    record_book_number: str
    group_id: int
    subgroup_id: int | None
    status: str


@dataclass(frozen=True, slots=True)
class EmployeeRef:
    """An employee; the names are 'Асанов Бакыт Кубанович' and 'Асанов Б.К.'."""

    id: int
    user_id: int | None
    full_name: str
    short_name: str
    department_id: int | None
    position: str
    sort_key: str = ""
    personnel_number: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRef:
    """A stay of a student in a group; `until_date` is its last day, None while it lasts."""

    student_id: int
    group_id: int
    subgroup_id: int | None
    from_date: date
    until_date: date | None


def lasting(day: date) -> Q:
    """Condition of rows with a period that holds the day."""
    return Q(from_date__lte=day) & (Q(until_date=None) | Q(until_date__gte=day))


def members(group_id: int, on: date, subgroup_id: int | None = None) -> list[StudentRef]:
    """Students of a group, or of one part of it, on a day, in the order of lists; one query."""
    rows = GroupMembership.objects.filter(lasting(on), group_id=group_id)
    if subgroup_id is not None:
        rows = rows.filter(subgroup_id=subgroup_id)
    rows = rows.select_related("student").order_by("student__sort_key", "student_id")
    return [student_ref(row.student, row.group_id, row.subgroup_id) for row in rows]


def members_during(group_id: int, first: date, last: date) -> list[MembershipRef]:
    """All stays in a group that touch the days from `first` to `last`, by their beginning; one query."""
    rows = GroupMembership.objects.filter(group_id=group_id, from_date__lte=last).filter(
        Q(until_date=None) | Q(until_date__gte=first)
    )
    return [
        MembershipRef(row.student_id, row.group_id, row.subgroup_id, row.from_date, row.until_date)
        for row in rows.order_by("from_date", "student_id")
    ]


def stays_during(group_id: int, first: date, last: date) -> list[tuple[MembershipRef, StudentRef]]:
    """The same stays with their students, each student with the newest group; one query."""
    rows = (
        GroupMembership.objects.filter(group_id=group_id, from_date__lte=last)
        .filter(Q(until_date=None) | Q(until_date__gte=first))
        .select_related("student")
        .annotate(newest_subgroup=Subquery(_newest_stay("student_id").values("subgroup_id")[:1]))
    )
    return [
        (
            MembershipRef(row.student_id, row.group_id, row.subgroup_id, row.from_date, row.until_date),
            student_ref(row.student, row.student.group_id, row.newest_subgroup),
        )
        for row in rows.order_by("from_date", "student_id")
    ]


def member_counts(group_ids: Iterable[int], on: date) -> Mapping[int, int]:
    """Number of students of each group on a day; groups without any are absent."""
    counts: dict[int, int] = {}
    rows = GroupMembership.objects.filter(lasting(on), group_id__in=set(group_ids))
    for group_id in rows.values_list("group_id", flat=True):
        counts[group_id] = counts.get(group_id, 0) + 1
    return counts


def students(ids: Iterable[int]) -> dict[int, StudentRef]:
    """Several students by id, with their newest group; one query."""
    return {ref.id: ref for ref in _students(Student.objects.filter(pk__in=set(ids)))}


def student_of_user(user_id: int) -> StudentRef | None:
    """The student behind a log-in, if it is a student's."""
    return next(iter(_students(Student.objects.filter(user_id=user_id))), None)


def student_by_record_book(number: str) -> StudentRef | None:
    """The student with this record book."""
    return next(iter(_students(Student.objects.filter(record_book_number=number))), None)


def student_by_pin(pin: str) -> StudentRef | None:
    """The student with this PIN."""
    return next(iter(_students(Student.objects.filter(pin=pin))), None)


def employees(ids: Iterable[int]) -> dict[int, EmployeeRef]:
    """Several employees by id; one query."""
    return {row.pk: employee_ref(row) for row in Employee.objects.filter(pk__in=set(ids))}


def employee_of_user(user_id: int) -> EmployeeRef | None:
    """The employee behind a log-in, if it is an employee's."""
    row = Employee.objects.filter(user_id=user_id).first()
    return None if row is None else employee_ref(row)


def teaching_staff() -> list[EmployeeRef]:
    """Employees who may be given lessons, in the order of lists; one query."""
    rows = Employee.objects.filter(is_teaching_staff=True, left_on=None).order_by("sort_key", "id")
    return [employee_ref(row) for row in rows]


def curator_of(group_id: int, on: date) -> EmployeeRef | None:
    """The group's curator on a day (EB-02.16)."""
    found = GroupAppointment.objects.filter(
        lasting(on), group_id=group_id, role=GroupAppointment.Role.CURATOR
    )
    row = found.select_related("employee").first()
    return None if row is None or row.employee is None else employee_ref(row.employee)


def student_ref(row: Student, group_id: int, subgroup_id: int | None) -> StudentRef:
    """A student's row as a value."""
    return StudentRef(
        id=row.pk,
        user_id=row.user_id,
        last_name=row.last_name,
        first_name=row.first_name,
        patronymic=row.patronymic,
        full_name=row.full_name,
        sort_key=row.sort_key,
        record_book_number=row.record_book_number,
        group_id=group_id,
        subgroup_id=subgroup_id,
        status=row.status,
    )


def employee_ref(row: Employee) -> EmployeeRef:
    """An employee's row as a value."""
    return EmployeeRef(
        id=row.pk,
        user_id=row.user_id,
        full_name=row.full_name,
        short_name=row.short_name,
        department_id=row.department_id,
        position=row.position,
        sort_key=row.sort_key,
        personnel_number=row.personnel_number,
    )


def _newest_stay(student: str) -> QuerySet[GroupMembership]:
    """The newest stay of the student whom a column of the outer query names."""
    return GroupMembership.objects.filter(student_id=OuterRef(student)).order_by("-from_date", "-id")


def _students(rows: QuerySet[Student]) -> list[StudentRef]:
    found = rows.annotate(newest_subgroup=Subquery(_newest_stay("pk").values("subgroup_id")[:1]))
    return [student_ref(row, row.group_id, row.newest_subgroup) for row in found.order_by("sort_key", "id")]
