"""Whose log-in it is: where the person behind it stands (JAMU-3.4b: the dean's office gives codes to its own)."""

from django.db.models import Q, QuerySet

from modules.people.models import Employee, Student
from modules.structure import facade as structure
from ordo.access.actor import Reach, Target
from ordo.accounts.models import User


def target_of_user(user_id: int) -> Target | None:
    """Where the student or employee with this log-in stands; None when nobody here has it."""
    owners = frozenset({user_id})
    group_id = Student.objects.filter(user_id=user_id).values_list("group_id", flat=True).first()
    if group_id is not None:
        place = structure.group_target(structure.group(group_id))
        return Target(place.faculty_id, place.department_id, place.group_id, owners)
    employee = Employee.objects.filter(user_id=user_id).select_related("department").first()
    if employee is None:
        return None
    faculty = employee.department.faculty_id if employee.department else None
    return Target(faculty_id=faculty, department_id=employee.department_id, owners=owners)


def users_within(reach: Reach) -> QuerySet[User, int]:
    """Ids of the log-ins of students and employees in the faculties, departments and groups of a reach."""
    students = Student.objects.filter(
        Q(group__programme__department__faculty_id__in=reach.faculties)
        | Q(group__programme__department_id__in=reach.departments)
        | Q(group_id__in=reach.groups)
    )
    employees = Employee.objects.filter(
        Q(department__faculty_id__in=reach.faculties) | Q(department_id__in=reach.departments)
    )
    found = Q(pk__in=students.values("user_id")) | Q(pk__in=employees.values("user_id"))
    return User.objects.filter(found).values_list("pk", flat=True)
