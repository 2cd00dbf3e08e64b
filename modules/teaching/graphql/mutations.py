"""Keeping disciplines, working plans and teachers through the API; every right is asked by the services."""

from decimal import Decimal
from typing import Any

import strawberry
from django.http import Http404

from modules.people import facade as people
from modules.teaching.graphql.types import AssignmentPayload, DisciplinePayload, LinePayload
from modules.teaching.models import TeachingAssignment
from modules.teaching.permissions import TeachingPermission
from modules.teaching.services import assignments, disciplines, lines
from ordo.access.actor import Actor
from ordo.graph.changes import sent
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import id_of, number
from ordo.graph.repeats import IdempotencyKey, once


@strawberry.input(description="A discipline; with an id it is changed, and what is left out stays as it is.")
class DisciplineInput:
    """Input of `saveDiscipline`. A new discipline needs a code, a department and names in Kyrgyz and Russian."""

    code: strawberry.Maybe[str] = strawberry.field(description="The university's own code, unique.")
    department_id: strawberry.Maybe[strawberry.ID] = strawberry.field(description="The department.")
    name_ky: strawberry.Maybe[str] = strawberry.field(description="Name in Kyrgyz.")
    name_ru: strawberry.Maybe[str] = strawberry.field(description="Name in Russian.")
    name_en: strawberry.Maybe[str] = strawberry.field(description="Name in English.")
    short_name_ky: strawberry.Maybe[str] = strawberry.field(description="Short name in Kyrgyz.")
    short_name_ru: strawberry.Maybe[str] = strawberry.field(description="Short name in Russian.")
    short_name_en: strawberry.Maybe[str] = strawberry.field(description="Short name in English.")
    default_credits: strawberry.Maybe[Decimal] = strawberry.field(
        description="Credits it usually has in a plan."
    )
    is_active: strawberry.Maybe[bool] = strawberry.field(description="Whether it is taught now.")

    def values(self) -> dict[str, Any]:
        """What was sent, by the column's name."""
        found = sent(self)
        if "department_id" in found:
            found["department_id"] = number(found["department_id"])
        return found


@strawberry.input(
    description="A discipline of a group in a semester; hours are academic hours of the semester."
)
class WorkingPlanLineInput:
    """Input of `addWorkingPlanLine`."""

    discipline_id: strawberry.ID = strawberry.field(description="What is taught.")
    group_id: strawberry.ID = strawberry.field(description="To whom.")
    semester_id: strawberry.ID = strawberry.field(description="When.")
    control_form: str = strawberry.field(description="exam or pass_fail.")
    credits: Decimal = strawberry.field(description="Credits in this plan.")
    checkpoint_count: int = strawberry.field(default=2, description="0 to 6.")
    weeks: int = strawberry.field(default=16, description="Weeks of lessons.")
    component: str = strawberry.field(default="", description="Component of the plan.")
    cycle: str = strawberry.field(default="", description="Cycle of the plan.")
    hours_total: int = strawberry.field(default=0, description="All hours.")
    hours_lecture: int = strawberry.field(default=0, description="Hours of lectures.")
    hours_practice: int = strawberry.field(default=0, description="Hours of practical lessons.")
    hours_lab: int = strawberry.field(default=0, description="Hours of laboratory work.")

    def values(self) -> dict[str, Any]:
        """By the column's name."""
        relations = ("discipline_id", "group_id", "semester_id")
        return {**vars(self), **{name: number(getattr(self, name)) for name in relations}}


@strawberry.input(description="Who is to teach which lessons of a line. The first teacher of a line leads.")
class AssignTeacherInput:
    """Input of `assignTeacher`."""

    line_id: strawberry.ID = strawberry.field(description="The line.")
    employee_id: strawberry.ID = strawberry.field(description="The teacher.")
    subgroup_id: strawberry.ID | None = strawberry.field(
        default=None, description="A part of the line's group."
    )
    kind: TeachingAssignment.Kind = strawberry.field(
        default=TeachingAssignment.Kind.ALL, description="Which lessons."
    )
    is_lead: bool = strawberry.field(
        default=False, description="Answer for the sheet in place of another teacher."
    )


def _assign(actor: Actor, given: AssignTeacherInput) -> AssignmentPayload:
    actor.require(TeachingPermission.ASSIGN)
    employee_id = number(given.employee_id)
    if not people.employees([employee_id]):
        raise Http404
    new = assignments.NewAssignment(
        line_id=number(given.line_id),
        employee_id=employee_id,
        subgroup_id=None if given.subgroup_id is None else number(given.subgroup_id),
        kind=given.kind.value,
        is_lead=given.is_lead,
    )
    return AssignmentPayload(assignment_id=id_of(assignments.assign(actor=actor, assignments=[new])[0]))


@strawberry.type
class TeachingMutation:
    """Mutations of teaching."""

    @strawberry.mutation(
        description="Enter a discipline, or change one that was read at a version; CONFLICT for an older one."
    )
    def save_discipline(
        self,
        info: Info,
        input: DisciplineInput,
        id: strawberry.ID | None = None,
        version: int = 0,
        idempotency_key: IdempotencyKey = None,
    ) -> DisciplinePayload:
        """Add or change a discipline."""
        actor = actor_of(info)

        def deed() -> DisciplinePayload:
            saved = disciplines.save_discipline(
                actor=actor,
                values=input.values(),
                discipline_id=None if id is None else number(id),
                seen=None if id is None else version,
            )
            return DisciplinePayload(discipline_id=id_of(saved))

        return once(
            DisciplinePayload, deed, actor=actor, permission=TeachingPermission.DISCIPLINE_CHANGE,
            key=idempotency_key, operation="saveDiscipline", request=[input, id, version],
        )  # fmt: skip

    @strawberry.mutation(description="Enter a line into a working plan.")
    def add_working_plan_line(
        self, info: Info, input: WorkingPlanLineInput, idempotency_key: IdempotencyKey = None
    ) -> LinePayload:
        """Add a line."""
        actor = actor_of(info)

        def deed() -> LinePayload:
            return LinePayload(line_id=id_of(lines.save_line(actor=actor, values=input.values())))

        return once(
            LinePayload, deed, actor=actor, permission=TeachingPermission.LINE_CHANGE, key=idempotency_key,
            operation="addWorkingPlanLine", request=input,
        )  # fmt: skip

    @strawberry.mutation(description="Give a line to a teacher; what stands already is left.")
    def assign_teacher(
        self, info: Info, input: AssignTeacherInput, idempotency_key: IdempotencyKey = None
    ) -> AssignmentPayload:
        """Assign a teacher."""
        actor = actor_of(info)
        return once(
            AssignmentPayload, lambda: _assign(actor, input), actor=actor, permission=TeachingPermission.ASSIGN,
            key=idempotency_key, operation="assignTeacher", request=input,
        )  # fmt: skip

    @strawberry.mutation(description="Make a teacher of a line answer for its grade sheet.")
    def set_lead_teacher(self, info: Info, assignment_id: strawberry.ID) -> AssignmentPayload:
        """Name the teacher who leads."""
        assignments.set_lead(actor=actor_of(info), assignment_id=number(assignment_id))
        return AssignmentPayload(assignment_id=assignment_id)

    @strawberry.mutation(description="Take lessons from a teacher; who leads goes last.")
    def withdraw_teacher(self, info: Info, assignment_id: strawberry.ID) -> AssignmentPayload:
        """Withdraw a teacher."""
        assignments.withdraw(actor=actor_of(info), assignment_id=number(assignment_id))
        return AssignmentPayload(assignment_id=assignment_id)
