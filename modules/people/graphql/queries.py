"""Reading students and employees through the API."""

import strawberry
from django.db.models import Q
from django.http import Http404

from modules.people.graphql.types import (
    EmployeeCard,
    EmployeeType,
    MembershipType,
    MovementType,
    PersonPrivate,
    StudentCard,
    StudentType,
)
from modules.people.models import Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors import lists
from modules.people.services.places import target_of_employee, target_of_student
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number
from ordo.graph.pages import Connection, page


@strawberry.input(description="What a list of students is narrowed to; those who study now by default.")
class StudentFilterInput:
    """Filter of `students`."""

    search: str = strawberry.field(default="", description="Words of the name, the record book or the PIN.")
    group_id: strawberry.ID | None = strawberry.field(default=None, description="Students of one group.")
    faculty_id: strawberry.ID | None = strawberry.field(default=None, description="Students of one faculty.")
    status: Student.Status | None = strawberry.field(
        default=Student.Status.STUDYING, description="Where the student stands; null for all."
    )
    funding: Student.Funding | None = strawberry.field(default=None, description="Who pays for the studies.")

    def condition(self) -> Q:
        """The filter as a condition of the rows."""
        found = lists.words(self.search) if self.search.strip() else Q()
        if self.group_id is not None:
            found &= Q(group_id=number(self.group_id))
        if self.faculty_id is not None:
            found &= Q(group__programme__department__faculty_id=number(self.faculty_id))
        if self.status is not None:
            found &= Q(status=self.status.value)
        if self.funding is not None:
            found &= Q(funding=self.funding.value)
        return found


@strawberry.input(description="What a list of employees is narrowed to; those who work now by default.")
class EmployeeFilterInput:
    """Filter of `employees`."""

    search: str = strawberry.field(default="", description="Words of the name, the personal file or the PIN.")
    department_id: strawberry.ID | None = strawberry.field(default=None, description="Of one department.")
    faculty_id: strawberry.ID | None = strawberry.field(
        default=None, description="Of one faculty's departments."
    )
    is_teaching_staff: bool | None = strawberry.field(
        default=None, description="Those who may be given lessons, or the others."
    )
    with_left: bool = strawberry.field(default=False, description="Also those who work here no more.")

    def condition(self) -> Q:
        """The filter as a condition of the rows."""
        found = lists.words(self.search) if self.search.strip() else Q()
        if self.department_id is not None:
            found &= Q(department_id=number(self.department_id))
        if self.faculty_id is not None:
            found &= Q(department__faculty_id=number(self.faculty_id))
        if self.is_teaching_staff is not None:
            found &= Q(is_teaching_staff=self.is_teaching_staff)
        return found if self.with_left else found & Q(left_on=None)


@strawberry.type
class PeopleQuery:
    """Queries of people."""

    @strawberry.field(description="Students within the caller's reach, in the order of lists.")
    def students(
        self, info: Info, filter: StudentFilterInput | None = None, first: int = 50, after: str | None = None
    ) -> Connection[StudentType]:
        """A page of students; two queries whatever its size."""
        rows = lists.students(actor=actor_of(info)).filter((filter or StudentFilterInput()).condition())
        return page(rows, StudentType.of, first=first, after=after)

    @strawberry.field(description="One student that the caller may see, with the history of groups.")
    def student(self, info: Info, id: strawberry.ID) -> StudentCard:
        """One card; NOT_FOUND for who is not the caller's to know."""
        actor = actor_of(info)
        row = lists.student(actor=actor, student_id=number(id))
        if row is None:
            raise Http404
        is_open = actor.can(PeoplePermission.STUDENT_PRIVATE_VIEW, target_of_student(row))
        return StudentCard(
            student=StudentType.of(row),
            private=PersonPrivate.of(row) if is_open else None,
            memberships=[MembershipType.of(stay) for stay in lists.history(row)],
            movements=[MovementType.of(movement) for movement in lists.movements(row)],
        )

    @strawberry.field(description="Employees within the caller's reach, in the order of lists.")
    def employees(
        self, info: Info, filter: EmployeeFilterInput | None = None, first: int = 50, after: str | None = None
    ) -> Connection[EmployeeType]:
        """A page of employees; two queries whatever its size."""
        rows = lists.employees(actor=actor_of(info)).filter((filter or EmployeeFilterInput()).condition())
        return page(rows, EmployeeType.of, first=first, after=after)

    @strawberry.field(description="One employee that the caller may see.")
    def employee(self, info: Info, id: strawberry.ID) -> EmployeeCard:
        """One card; NOT_FOUND for who is not the caller's to know."""
        actor = actor_of(info)
        row = lists.employee(actor=actor, employee_id=number(id))
        if row is None:
            raise Http404
        is_open = actor.can(PeoplePermission.EMPLOYEE_PRIVATE_VIEW, target_of_employee(row))
        return EmployeeCard(employee=EmployeeType.of(row), private=PersonPrivate.of(row) if is_open else None)
