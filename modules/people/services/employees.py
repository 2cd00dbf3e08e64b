"""Deeds around employees (EB-03.1, EB-03.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from modules.people.models import Employee
from modules.people.permissions import PeoplePermission
from modules.people.services.places import target_of_employee
from modules.people.services.students import check, save
from ordo.access.actor import Actor
from ordo.editing import versions


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEmployee:
    """An employee to be entered; `rate` 1 is a full-time post."""

    last_name: str
    first_name: str
    personnel_number: str
    patronymic: str = ""
    department_id: int | None = None
    position: str = ""
    academic_degree: str = ""
    rate: Decimal = Decimal(1)
    is_teaching_staff: bool = True
    hired_on: date | None = None
    hired_order: str = ""
    pin: str | None = None
    birth_date: date | None = None
    sex: str = ""
    nationality: str = ""
    citizenship: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    user_id: int | None = None


@transaction.atomic
def add_employees(*, actor: Actor, employees: Sequence[NewEmployee]) -> list[Employee]:
    """Enter several employees, all or nothing. Raises NotAllowed, ValidationError."""
    actor.require(PeoplePermission.EMPLOYEE_CHANGE)
    rows = [Employee(**asdict(employee)) for employee in employees]
    for row in rows:
        row.reckon()
        check(row)
        versions.check_columns(row)
        actor.require(PeoplePermission.EMPLOYEE_CHANGE, target_of_employee(row))
    pins = [row.pin for row in rows if row.pin]
    numbers = [row.personnel_number for row in rows]
    if len(set(pins)) < len(pins) or Employee.objects.filter(pin__in=pins).exists():
        raise ValidationError({"pin": _("An employee with this PIN is already entered.")})
    if len(set(numbers)) < len(numbers) or Employee.objects.filter(personnel_number__in=numbers).exists():
        raise ValidationError({"personnel_number": _("This personnel number is taken.")})
    return Employee.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def change_employee(*, actor: Actor, employee_id: int, seen: int, values: Mapping[str, Any]) -> Employee:
    """Change the data of an employee opened at version `seen`.

    Raises NotAllowed, ValidationError, ChangedMeanwhile, Employee.DoesNotExist.
    """
    actor.require(PeoplePermission.EMPLOYEE_CHANGE)
    row = Employee.objects.select_for_update().get(pk=employee_id)
    actor.require(PeoplePermission.EMPLOYEE_CHANGE, target_of_employee(row))
    save(row, values, seen)
    return row
