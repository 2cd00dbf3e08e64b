"""Types of teaching's part of the API, made from the selectors' rows with all three languages (trap 25)."""

from decimal import Decimal
from typing import Self

import strawberry

from modules.structure import facade as structure
from modules.teaching.models import ControlForm, Discipline, TeachingAssignment, WorkingPlanLine
from ordo.graph.ids import id_of

strawberry.enum(
    TeachingAssignment.Kind, name="LessonsOfTeacher", description="Which lessons of a line a teacher gives."
)


@strawberry.type(name="Discipline", description="A discipline and the department that answers for it.")
class DisciplineType:
    """One discipline; a name that was not filled in holds the next language's."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    code: str = strawberry.field(description="The university's own code, unique.")
    department_id: strawberry.ID = strawberry.field(description="The department that answers for it.")
    name_ky: str = strawberry.field(description="Name in Kyrgyz.")
    name_ru: str = strawberry.field(description="Name in Russian.")
    name_en: str = strawberry.field(description="Name in English.")
    short_name_ky: str = strawberry.field(description="Short name in Kyrgyz, often empty.")
    short_name_ru: str = strawberry.field(description="Short name in Russian, often empty.")
    short_name_en: str = strawberry.field(description="Short name in English, often empty.")
    default_credits: Decimal = strawberry.field(description="Credits it usually has in a plan.")
    is_active: bool = strawberry.field(description="Whether it is taught now.")
    version: int = strawberry.field(description="Send it with `saveDiscipline`.")

    @classmethod
    def of(cls, row: Discipline) -> Self:
        """From the selector's row."""
        names, short = structure.texts(row, "name"), structure.texts(row, "short_name")
        return cls(
            id=id_of(row.pk),
            code=row.code,
            department_id=id_of(row.department_id),
            name_ky=names["ky"],
            name_ru=names["ru"],
            name_en=names["en"],
            short_name_ky=short["ky"],
            short_name_ru=short["ru"],
            short_name_en=short["en"],
            default_credits=row.default_credits,
            is_active=row.is_active,
            version=row.version,
        )


@strawberry.type(name="TeachingAssignment", description="Who teaches a line, or one subgroup of it.")
class AssignmentType:
    """One teacher of a line."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    employee_id: strawberry.ID = strawberry.field(description="The teacher.")
    full_name: str = strawberry.field(description="The teacher's last name, first name, patronymic.")
    short_name: str = strawberry.field(description="The teacher's last name with initials.")
    subgroup_id: strawberry.ID | None = strawberry.field(description="The part taught; null for the group.")
    subgroup: str = strawberry.field(description="Name of that part, or empty.")
    kind: TeachingAssignment.Kind = strawberry.field(description="Which lessons.")
    is_lead: bool = strawberry.field(description="Whether the teacher answers for the grade sheet.")

    @classmethod
    def of(cls, row: TeachingAssignment) -> Self:
        """From a row that was read together with employee and subgroup."""
        return cls(
            id=id_of(row.pk),
            employee_id=id_of(row.employee_id),
            full_name=row.employee.full_name,
            short_name=row.employee.short_name,
            subgroup_id=None if row.subgroup_id is None else id_of(row.subgroup_id),
            subgroup=row.subgroup.name if row.subgroup else "",
            kind=TeachingAssignment.Kind(row.kind),
            is_lead=row.is_lead,
        )


@strawberry.type(description="Academic hours of a whole semester.")
class PlannedHours:
    """Hours of a line; the total also holds what is studied without a teacher."""

    total: int = strawberry.field(description="All hours.")
    lectures: int = strawberry.field(description="Lectures.")
    practice: int = strawberry.field(description="Practical lessons.")
    laboratory: int = strawberry.field(description="Laboratory work.")


@strawberry.type(name="WorkingPlanLine", description="One discipline of one group in one semester.")
class LineType:
    """What has a journal and a grade sheet."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    discipline: DisciplineType = strawberry.field(description="What is taught.")
    group_id: strawberry.ID = strawberry.field(description="To whom.")
    group_name: str = strawberry.field(description="Name of that group.")
    semester_id: strawberry.ID = strawberry.field(description="When.")
    semester: str = strawberry.field(description="That semester in the caller's language.")
    control_form: str = strawberry.field(description="exam or pass_fail.")
    credits: Decimal = strawberry.field(description="Credits in this plan.")
    checkpoint_count: int = strawberry.field(description="Number of checkpoints, 0 to 6.")
    weeks: int = strawberry.field(description="Weeks of lessons.")
    component: str = strawberry.field(description="Component of the plan as entered.")
    cycle: str = strawberry.field(description="Cycle of the plan as entered.")
    hours: PlannedHours = strawberry.field(description="Academic hours.")
    teachers: list[AssignmentType] = strawberry.field(description="Who teaches; who leads stands first.")
    version: int = strawberry.field(description="Counts the changes of this row.")

    @classmethod
    def of(cls, row: WorkingPlanLine) -> Self:
        """From a row that was read together with discipline, group, semester and teachers."""
        return cls(
            id=id_of(row.pk),
            discipline=DisciplineType.of(row.discipline),
            group_id=id_of(row.group_id),
            group_name=row.group.name,
            semester_id=id_of(row.semester_id),
            semester=structure.semester_label(row.semester.year.starts, row.semester.number),
            control_form=ControlForm(row.control_form).value,
            credits=row.credits,
            checkpoint_count=row.checkpoint_count,
            weeks=row.weeks,
            component=row.component,
            cycle=row.cycle,
            hours=PlannedHours(
                total=row.hours_total,
                lectures=row.hours_lecture,
                practice=row.hours_practice,
                laboratory=row.hours_lab,
            ),
            teachers=[AssignmentType.of(assignment) for assignment in row.assignments.all()],
            version=row.version,
        )


@strawberry.type(description="A discipline was entered or changed.")
class DisciplinePayload:
    """Answer of `saveDiscipline`."""

    discipline_id: strawberry.ID = strawberry.field(description="The discipline.")


@strawberry.type(description="A working plan line was entered.")
class LinePayload:
    """Answer of `addWorkingPlanLine`."""

    line_id: strawberry.ID = strawberry.field(description="The line.")


@strawberry.type(description="A line was given to a teacher, or taken away.")
class AssignmentPayload:
    """Answer of the deeds around teachers."""

    assignment_id: strawberry.ID = strawberry.field(description="The assignment; gone after a withdrawal.")
