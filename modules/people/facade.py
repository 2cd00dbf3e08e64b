"""The door of people: students, employees and members of groups as values, and the deeds of import and demo data.

Reading here asks no permission: the caller checks its own. `ensure_...` finds by the natural key (the PIN, else the
record book or the personnel number) and enters what is missing; who exists is left unchanged.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from modules.people.models import Employee, Movement, Student
from modules.people.selectors import refs
from modules.people.selectors.refs import (
    EmployeeRef,
    MembershipRef,
    StudentRef,
    curator_of,
    employee_of_user,
    employee_ref,
    employees,
    member_counts,
    members,
    members_during,
    stays_during,
    student_by_pin,
    student_by_record_book,
    student_of_user,
    students,
    teaching_staff,
)
from modules.people.services.employees import NewEmployee, add_employees
from modules.people.services.logins import tie_employee, tie_student
from modules.people.services.movements import Order, come_back, leave, transfer
from modules.people.services.places import Refused
from modules.people.services.students import NewStudent, add_students
from ordo.access.actor import Actor

MovementKind = Movement.Kind

__all__ = [
    "EmployeeRef",
    "MembershipRef",
    "MovementKind",
    "NewEmployee",
    "NewStudent",
    "Order",
    "Refused",
    "StudentRef",
    "UnknownEmployee",
    "UnknownStudent",
    "come_back",
    "curator_of",
    "employee",
    "employee_of_user",
    "employee_ref",
    "employees",
    "ensure_employee",
    "ensure_employees",
    "ensure_student",
    "ensure_students",
    "leave",
    "member_counts",
    "members",
    "members_during",
    "stays_during",
    "student",
    "student_by_pin",
    "student_by_record_book",
    "student_of_user",
    "students",
    "teaching_staff",
    "tie_employee",
    "tie_student",
    "transfer",
]


class UnknownStudent(LookupError):
    """No such student in this university."""


class UnknownEmployee(LookupError):
    """No such employee in this university."""


def student(student_id: int) -> StudentRef:
    """One student; raises UnknownStudent."""
    found = students([student_id])
    if student_id not in found:
        raise UnknownStudent(student_id)
    return found[student_id]


def employee(employee_id: int) -> EmployeeRef:
    """One employee; raises UnknownEmployee."""
    found = employees([employee_id])
    if employee_id not in found:
        raise UnknownEmployee(employee_id)
    return found[employee_id]


def ensure_student(*, actor: Actor, student: NewStudent) -> StudentRef:
    """Student with this PIN or record book, entered when missing. Raises NotAllowed, ValidationError."""
    return ensure_students(actor=actor, students=[student])[0]


@transaction.atomic
def ensure_students(*, actor: Actor, students: Sequence[NewStudent]) -> list[StudentRef]:
    """Several students in their order; a few queries for all of them. Raises NotAllowed, ValidationError."""
    by_pin = _ids(
        Student.objects.filter(pin__in=_given(new.pin for new in students)).values_list("pin", "pk")
    )
    books = _given(new.record_book_number for new in students)
    by_book = _ids(
        Student.objects.filter(record_book_number__in=books).values_list("record_book_number", "pk")
    )
    known = [by_pin.get(new.pin or "") or by_book.get(new.record_book_number) for new in students]
    missing = [new for new, pk in zip(students, known, strict=True) if pk is None]
    entered = iter([row.pk for row in add_students(actor=actor, students=missing)])
    ids = [pk or next(entered) for pk in known]
    found = refs.students(ids)
    return [found[pk] for pk in ids]


def ensure_employee(*, actor: Actor, employee: NewEmployee) -> EmployeeRef:
    """Employee with this personnel number, entered when missing. Raises NotAllowed, ValidationError."""
    return ensure_employees(actor=actor, employees=[employee])[0]


@transaction.atomic
def ensure_employees(*, actor: Actor, employees: Sequence[NewEmployee]) -> list[EmployeeRef]:
    """Several employees in their order. Raises NotAllowed, ValidationError."""
    numbers = _given(new.personnel_number for new in employees)
    known = _ids(Employee.objects.filter(personnel_number__in=numbers).values_list("personnel_number", "pk"))
    missing = [new for new in employees if new.personnel_number not in known]
    known.update({row.personnel_number: row.pk for row in add_employees(actor=actor, employees=missing)})
    found = refs.employees(known.values())
    return [found[known[new.personnel_number]] for new in employees]


def _given(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}


def _ids(pairs: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    return {key: pk for key, pk in pairs if key}
