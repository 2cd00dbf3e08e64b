"""People as an actor may see them, for pages (EB-02.4, EB-02.15, EB-03.1, JAMU-4.3a)."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from modules.people.models import Employee, GroupAppointment, GroupMembership, Movement, Person, Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors.reach import employees_in, students_in
from modules.people.selectors.refs import lasting
from ordo.access.actor import Actor
from ordo.language import fold, squeeze


def students(
    *, actor: Actor, permission: PeoplePermission = PeoplePermission.STUDENT_VIEW
) -> QuerySet[Student]:
    """Students within the actor's reach, with group, programme and faculty; raises NotAllowed."""
    rows = Student.objects.select_related("group__programme__department__faculty")
    return rows.filter(students_in(actor.reach(permission), actor)).order_by("sort_key", "id")


def student(
    *, actor: Actor, student_id: int, permission: PeoplePermission = PeoplePermission.STUDENT_VIEW
) -> Student | None:
    """One student, or None for who is not there and for who is somebody else's; raises NotAllowed."""
    return students(actor=actor, permission=permission).filter(pk=student_id).first()


def employees(
    *, actor: Actor, permission: PeoplePermission = PeoplePermission.EMPLOYEE_VIEW
) -> QuerySet[Employee]:
    """Employees within the actor's reach, with department and faculty; raises NotAllowed."""
    rows = Employee.objects.select_related("department__faculty")
    return rows.filter(employees_in(actor.reach(permission), actor)).order_by("sort_key", "id")


def employee(
    *, actor: Actor, employee_id: int, permission: PeoplePermission = PeoplePermission.EMPLOYEE_VIEW
) -> Employee | None:
    """One employee, or None; raises NotAllowed."""
    return employees(actor=actor, permission=permission).filter(pk=employee_id).first()


def words(query: str) -> Q:
    """Condition of people whose name or number holds every word: ң ө ү may be typed н о у, numbers with dashes."""
    found = Q(search__contains=squeeze(query)) if any(char.isdigit() for char in query) else None
    every = Q()
    for word in fold(query).split():
        every &= Q(search__contains=word)
    return every if found is None else every | found


def history(row: Student) -> list[GroupMembership]:
    """Stays in groups, oldest first (EB-02.4)."""
    return list(row.memberships.select_related("group", "subgroup").order_by("from_date", "id"))


def movements(row: Student) -> list[Movement]:
    """Movements, newest first (EB-02.4, EB-02.5)."""
    return list(row.movements.select_related("from_group", "to_group").order_by("-on", "-id"))


def members(group_id: int, on: date) -> list[GroupMembership]:
    """Stays in a group on a day with their students, in the order of lists."""
    rows = GroupMembership.objects.filter(lasting(on), group_id=group_id)
    return list(rows.select_related("student", "subgroup").order_by("student__sort_key", "student_id"))


def appointed(group_id: int) -> dict[str, Person]:
    """Who is curator and leader of a group today, by role (EB-02.16)."""
    rows = GroupAppointment.objects.filter(lasting(timezone.localdate()), group_id=group_id)
    found: dict[str, Person] = {}
    for row in rows.select_related("employee", "student"):
        person = row.employee or row.student
        if person is not None:
            found[row.role] = person
    return found
