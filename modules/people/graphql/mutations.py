"""Entering, changing and moving people through the API; every right is asked by the services."""

from datetime import date

import strawberry
from django.http import Http404

from modules.people.graphql.inputs import (
    AddEmployeeInput,
    AddStudentInput,
    EmployeeChanges,
    StudentChanges,
)
from modules.people.graphql.types import EmployeePayload, StudentPayload, TransferPayload
from modules.people.permissions import PeoplePermission
from modules.people.services import employees, movements, students
from modules.structure import facade as structure
from ordo.access.actor import Actor
from ordo.graph.changes import sent
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number
from ordo.graph.repeats import IdempotencyKey, once


@strawberry.input(description="Where a student goes, from which day and by which order.")
class TransferStudentInput:
    """Input of `transferStudent`."""

    student_id: strawberry.ID = strawberry.field(description="The student.")
    group_id: strawberry.ID = strawberry.field(description="The group joined.")
    subgroup_id: strawberry.ID | None = strawberry.field(default=None, description="A part of that group.")
    on: date = strawberry.field(description="First day in the new group; not after today.")
    order_number: str = strawberry.field(default="", description="Number of the order.")
    order_date: date | None = strawberry.field(default=None, description="Date of the order.")
    reason: str = strawberry.field(default="", description="Reason.")


def _department(actor: Actor, given: strawberry.ID | None) -> int | None:
    """The department's number; Http404 for one that is not there, told only to those who keep employees."""
    actor.require(PeoplePermission.EMPLOYEE_CHANGE)
    if given is None:
        return None
    wanted = number(given)
    if wanted not in {unit.id for unit in structure.departments()}:
        raise Http404
    return wanted


def _transfer(actor: Actor, given: TransferStudentInput) -> TransferPayload:
    ref = movements.transfer(
        actor=actor,
        student_id=number(given.student_id),
        group_id=number(given.group_id),
        subgroup_id=None if given.subgroup_id is None else number(given.subgroup_id),
        on=given.on,
        order_number=given.order_number,
        order_date=given.order_date,
        reason=given.reason,
    )
    return TransferPayload.of(ref)


@strawberry.type
class PeopleMutation:
    """Mutations of people."""

    @strawberry.mutation(description="Enter a student into a group.")
    def add_student(
        self, info: Info, input: AddStudentInput, idempotency_key: IdempotencyKey = None
    ) -> StudentPayload:
        """Enter one student, with the first stay and the movement 'admission'."""
        actor = actor_of(info)

        def deed() -> StudentPayload:
            new = input.value(number(input.group_id))
            return StudentPayload.of(students.add_students(actor=actor, students=[new])[0])

        return once(
            StudentPayload, deed, actor=actor, permission=PeoplePermission.STUDENT_CHANGE, key=idempotency_key,
            operation="addStudent", request=input,
        )  # fmt: skip

    @strawberry.mutation(
        description="Change a student's card that was read at a version; CONFLICT for an older one."
    )
    def change_student(
        self, info: Info, id: strawberry.ID, version: int, changes: StudentChanges
    ) -> StudentPayload:
        """Change personal data."""
        row = students.change_student(
            actor=actor_of(info), student_id=number(id), seen=version, values=sent(changes)
        )
        return StudentPayload.of(row)

    @strawberry.mutation(description="Move a student to another group, or to another part of the group.")
    def transfer_student(
        self, info: Info, input: TransferStudentInput, idempotency_key: IdempotencyKey = None
    ) -> TransferPayload:
        """Transfer by an order."""
        actor = actor_of(info)
        return once(
            TransferPayload, lambda: _transfer(actor, input), actor=actor,
            permission=PeoplePermission.STUDENT_MOVE, key=idempotency_key, operation="transferStudent", request=input,
        )  # fmt: skip

    @strawberry.mutation(description="Enter an employee.")
    def add_employee(
        self, info: Info, input: AddEmployeeInput, idempotency_key: IdempotencyKey = None
    ) -> EmployeePayload:
        """Enter one employee."""
        actor = actor_of(info)

        def deed() -> EmployeePayload:
            new = input.value(_department(actor, input.department_id))
            return EmployeePayload.of(employees.add_employees(actor=actor, employees=[new])[0])

        return once(
            EmployeePayload, deed, actor=actor, permission=PeoplePermission.EMPLOYEE_CHANGE, key=idempotency_key,
            operation="addEmployee", request=input,
        )  # fmt: skip

    @strawberry.mutation(
        description="Change an employee's card that was read at a version; CONFLICT for an older one."
    )
    def change_employee(
        self, info: Info, id: strawberry.ID, version: int, changes: EmployeeChanges
    ) -> EmployeePayload:
        """Change an employee's data."""
        actor, values = actor_of(info), sent(changes)
        if "department_id" in values:
            values["department_id"] = _department(actor, values["department_id"])
        row = employees.change_employee(actor=actor, employee_id=number(id), seen=version, values=values)
        return EmployeePayload.of(row)
