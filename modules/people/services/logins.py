"""Ties between people and their log-ins."""

from django.db import transaction

from modules.people.models import Employee, Student
from modules.people.permissions import PeoplePermission
from modules.people.services.places import target_of_employee, target_of_student
from ordo.access.actor import Actor


@transaction.atomic
def tie_student(*, actor: Actor, student_id: int, user_id: int | None) -> None:
    """Say which log-in is a student's. Raises NotAllowed, IntegrityError for a log-in that is taken."""
    actor.require(PeoplePermission.STUDENT_CHANGE)
    row = Student.objects.select_for_update().get(pk=student_id)
    actor.require(PeoplePermission.STUDENT_CHANGE, target_of_student(row))
    row.user_id = user_id
    row.version += 1
    row.save(update_fields=["user", "version"])


@transaction.atomic
def tie_employee(*, actor: Actor, employee_id: int, user_id: int | None) -> None:
    """Say which log-in is an employee's. Raises like `tie_student`."""
    actor.require(PeoplePermission.EMPLOYEE_CHANGE)
    row = Employee.objects.select_for_update().get(pk=employee_id)
    actor.require(PeoplePermission.EMPLOYEE_CHANGE, target_of_employee(row))
    row.user_id = user_id
    row.version += 1
    row.save(update_fields=["user", "version"])
