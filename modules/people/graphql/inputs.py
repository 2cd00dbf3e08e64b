"""Inputs of people's mutations: whole cards of newcomers, and changes in which only what is sent counts."""

from datetime import date
from decimal import Decimal
from typing import Any

import strawberry

from modules.people.models import Student
from modules.people.services.employees import NewEmployee
from modules.people.services.students import NewStudent


@strawberry.input(description="Personal data of somebody new; what is not known stays empty.")
class PersonInput:
    """What students and employees have in common."""

    last_name: str = strawberry.field(description="Last name.")
    first_name: str = strawberry.field(description="First name.")
    patronymic: str = strawberry.field(default="", description="Patronymic, often empty.")
    pin: str | None = strawberry.field(default=None, description="14 digits.")
    birth_date: date | None = strawberry.field(default=None, description="Date of birth.")
    sex: str = strawberry.field(default="", description="female, male, or empty.")
    nationality: str = strawberry.field(default="", description="Nationality.")
    citizenship: str = strawberry.field(default="", description="Citizenship.")
    address: str = strawberry.field(default="", description="Address.")
    phone: str = strawberry.field(default="", description="Telephone numbers.")
    email: str = strawberry.field(default="", description="E-mail.")
    note: str = strawberry.field(default="", description="Note of whoever keeps the card.")

    def values(self) -> dict[str, Any]:
        """As arguments of a new student or employee."""
        return {name: getattr(self, name) for name in PersonInput.__annotations__}


@strawberry.input(description="A new student with the first group; an empty record book number is given out.")
class AddStudentInput:
    """Input of `addStudent`."""

    person: PersonInput = strawberry.field(description="Personal data.")
    group_id: strawberry.ID = strawberry.field(description="The group joined.")
    admission_year: int = strawberry.field(description="Year of admission.")
    since: date = strawberry.field(description="First day in the group.")
    record_book_number: str = strawberry.field(default="", description="Empty for the next free number.")
    funding: Student.Funding = strawberry.field(
        default=Student.Funding.CONTRACT, description="Who pays for the studies."
    )
    order_number: str = strawberry.field(default="", description="Number of the order of admission.")
    order_date: date | None = strawberry.field(default=None, description="Date of the order.")

    def value(self, group_id: int) -> NewStudent:
        """The service's form."""
        return NewStudent(
            **self.person.values(),
            group_id=group_id,
            admission_year=self.admission_year,
            since=self.since,
            record_book_number=self.record_book_number,
            funding=self.funding.value,
            order_number=self.order_number,
            order_date=self.order_date,
        )


@strawberry.input(description="A new employee.")
class AddEmployeeInput:
    """Input of `addEmployee`."""

    person: PersonInput = strawberry.field(description="Personal data.")
    personnel_number: str = strawberry.field(description="Number of the personal file, unique.")
    department_id: strawberry.ID | None = strawberry.field(
        default=None, description="Where the employee works."
    )
    position: str = strawberry.field(default="", description="Position.")
    academic_degree: str = strawberry.field(default="", description="Academic degree.")
    rate: Decimal = strawberry.field(default=Decimal(1), description="1 is a full-time post.")
    is_teaching_staff: bool = strawberry.field(default=True, description="Whether lessons may be given.")
    hired_on: date | None = strawberry.field(default=None, description="First day of work.")
    hired_order: str = strawberry.field(default="", description="Number of the order of hiring.")

    def value(self, department_id: int | None) -> NewEmployee:
        """The service's form."""
        return NewEmployee(
            **self.person.values(),
            personnel_number=self.personnel_number,
            department_id=department_id,
            position=self.position,
            academic_degree=self.academic_degree,
            rate=self.rate,
            is_teaching_staff=self.is_teaching_staff,
            hired_on=self.hired_on,
            hired_order=self.hired_order,
        )


@strawberry.input(description="New personal data; what is left out stays as it is.")
class PersonChanges:
    """Changes that students and employees have in common."""

    last_name: strawberry.Maybe[str] = strawberry.field(description="Last name.")
    first_name: strawberry.Maybe[str] = strawberry.field(description="First name.")
    patronymic: strawberry.Maybe[str] = strawberry.field(description="Patronymic, often empty.")
    pin: strawberry.Maybe[str | None] = strawberry.field(description="14 digits, or null.")
    birth_date: strawberry.Maybe[date | None] = strawberry.field(description="Date of birth.")
    sex: strawberry.Maybe[str] = strawberry.field(description="female, male, or empty.")
    nationality: strawberry.Maybe[str] = strawberry.field(description="Nationality.")
    citizenship: strawberry.Maybe[str] = strawberry.field(description="Citizenship.")
    address: strawberry.Maybe[str] = strawberry.field(description="Address.")
    phone: strawberry.Maybe[str] = strawberry.field(description="Telephone numbers.")
    email: strawberry.Maybe[str] = strawberry.field(description="E-mail.")
    note: strawberry.Maybe[str] = strawberry.field(description="Note of whoever keeps the card.")


@strawberry.input(description="Changes of a student's card; groups and states change by movements only.")
class StudentChanges(PersonChanges):
    """What `changeStudent` may change."""

    record_book_number: strawberry.Maybe[str] = strawberry.field(
        description="Number of the record book, unique."
    )
    funding: strawberry.Maybe[Student.Funding] = strawberry.field(description="Who pays for the studies.")
    admission_year: strawberry.Maybe[int] = strawberry.field(description="Year of admission.")


@strawberry.input(description="Changes of an employee's card.")
class EmployeeChanges(PersonChanges):
    """What `changeEmployee` may change."""

    personnel_number: strawberry.Maybe[str] = strawberry.field(
        description="Number of the personal file, unique."
    )
    department_id: strawberry.Maybe[strawberry.ID | None] = strawberry.field(description="The department.")
    position: strawberry.Maybe[str] = strawberry.field(description="Position.")
    academic_degree: strawberry.Maybe[str] = strawberry.field(description="Academic degree.")
    rate: strawberry.Maybe[Decimal] = strawberry.field(description="1 is a full-time post.")
    is_teaching_staff: strawberry.Maybe[bool] = strawberry.field(description="Whether lessons may be given.")
    hired_on: strawberry.Maybe[date | None] = strawberry.field(description="First day of work.")
    hired_order: strawberry.Maybe[str] = strawberry.field(description="Number of the order of hiring.")
    left_on: strawberry.Maybe[date | None] = strawberry.field(description="Last day of work.")
