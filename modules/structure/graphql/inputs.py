"""Inputs of the structure's mutations: of a row that is changed only what is sent counts."""

from datetime import date
from decimal import Decimal
from typing import Any

import strawberry

from modules.structure.models import Faculty, FormOfStudy, Funding, StudyGroup
from modules.structure.services.groups import group_name
from modules.structure.services.units import programme_code
from ordo.graph.changes import sent
from ordo.graph.ids import number


def _numbered(found: dict[str, Any], relation: str) -> dict[str, Any]:
    """The values with a relation's id as its number; raises Http404 for what is no id."""
    return {**found, relation: number(found[relation])} if relation in found else found


@strawberry.input(description="A faculty; a new one needs a code and names in Kyrgyz and Russian.")
class FacultyInput:
    """Input of `saveFaculty`."""

    code: strawberry.Maybe[str] = strawberry.field(description="The university's own code, unique.")
    kind: strawberry.Maybe[Faculty.Kind] = strawberry.field(description="FACULTY when it is left out.")
    name_ky: strawberry.Maybe[str] = strawberry.field(description="Name in Kyrgyz.")
    name_ru: strawberry.Maybe[str] = strawberry.field(description="Name in Russian.")
    name_en: strawberry.Maybe[str] = strawberry.field(description="Name in English.")
    short_name_ky: strawberry.Maybe[str] = strawberry.field(description="Short name in Kyrgyz.")
    short_name_ru: strawberry.Maybe[str] = strawberry.field(description="Short name in Russian.")
    short_name_en: strawberry.Maybe[str] = strawberry.field(description="Short name in English.")

    def values(self) -> dict[str, Any]:
        """What was sent, by the column's name."""
        return sent(self)


@strawberry.input(
    description="A department; a new one needs a faculty, a code and names in Kyrgyz and Russian."
)
class DepartmentInput:
    """Input of `saveDepartment`."""

    faculty_id: strawberry.Maybe[strawberry.ID] = strawberry.field(description="The faculty it belongs to.")
    code: strawberry.Maybe[str] = strawberry.field(description="The university's own code, unique.")
    name_ky: strawberry.Maybe[str] = strawberry.field(description="Name in Kyrgyz.")
    name_ru: strawberry.Maybe[str] = strawberry.field(description="Name in Russian.")
    name_en: strawberry.Maybe[str] = strawberry.field(description="Name in English.")
    is_subject_commission: strawberry.Maybe[bool] = strawberry.field(
        description="A subject-cycle commission of a college."
    )

    def values(self) -> dict[str, Any]:
        """What was sent, by the column's name."""
        return _numbered(sent(self), "faculty_id")


@strawberry.input(
    description="A programme; a new one needs a department, a code, a level and names in Kyrgyz and Russian."
)
class ProgrammeInput:
    """Input of `saveProgramme`."""

    department_id: strawberry.Maybe[strawberry.ID] = strawberry.field(
        description="The department that graduates its students."
    )
    code: strawberry.Maybe[str] = strawberry.field(description="The state's six digits; '710.200' will do.")
    name_ky: strawberry.Maybe[str] = strawberry.field(description="Name in Kyrgyz.")
    name_ru: strawberry.Maybe[str] = strawberry.field(description="Name in Russian.")
    name_en: strawberry.Maybe[str] = strawberry.field(description="Name in English.")
    level: strawberry.Maybe[str] = strawberry.field(
        description="college, bachelor, specialist, master or phd."
    )
    form_of_study: strawberry.Maybe[FormOfStudy] = strawberry.field(
        description="FULL_TIME when it is left out."
    )
    duration_years: strawberry.Maybe[Decimal] = strawberry.field(description="4 when it is left out.")
    degree_ky: strawberry.Maybe[str] = strawberry.field(description="Degree or qualification in Kyrgyz.")
    degree_ru: strawberry.Maybe[str] = strawberry.field(description="Degree or qualification in Russian.")
    degree_en: strawberry.Maybe[str] = strawberry.field(description="Degree or qualification in English.")

    def values(self) -> dict[str, Any]:
        """What was sent, by the column's name; raises ValidationError for a code that is none."""
        found = _numbered(sent(self), "department_id")
        return {**found, "code": programme_code(found["code"])} if "code" in found else found


@strawberry.input(description="A semester; a new one needs its year, its number and both days.")
class SemesterInput:
    """Input of `saveSemester`; no two semesters share a day."""

    year_start: strawberry.Maybe[int] = strawberry.field(
        description="The year in which its academic year starts; the year is made with its first semester."
    )
    number: strawberry.Maybe[int] = strawberry.field(description="1 autumn, 2 spring, 3 summer.")
    starts_on: strawberry.Maybe[date] = strawberry.field(description="First day.")
    ends_on: strawberry.Maybe[date] = strawberry.field(description="Last day.")

    def values(self) -> dict[str, Any]:
        """What was sent but for the year, by the column's name."""
        return {name: value for name, value in sent(self).items() if name != "year_start"}

    def year(self) -> int | None:
        """The year, if it was sent."""
        return sent(self).get("year_start")


@strawberry.input(
    description="A study group; a new one needs a name, a programme, a year of admission and a year of study."
)
class GroupInput:
    """Input of `saveGroup`."""

    name: strawberry.Maybe[str] = strawberry.field(description="Unique among the groups that study now.")
    programme_id: strawberry.Maybe[strawberry.ID] = strawberry.field(
        description="What the group studies; a move to another faculty needs the right in both."
    )
    admission_year: strawberry.Maybe[int] = strawberry.field(
        description="Year in which its students were admitted."
    )
    course: strawberry.Maybe[int] = strawberry.field(description="Year of study, 1 to 7.")
    language: strawberry.Maybe[StudyGroup.Language] = strawberry.field(
        description="Language of teaching; KYRGYZ when it is left out."
    )
    form_of_study: strawberry.Maybe[FormOfStudy] = strawberry.field(
        description="FULL_TIME when it is left out."
    )
    funding: strawberry.Maybe[Funding] = strawberry.field(
        description="Who usually pays; CONTRACT when it is left out."
    )
    is_active: strawberry.Maybe[bool] = strawberry.field(description="Whether the group studies now.")

    def values(self) -> dict[str, Any]:
        """What was sent, by the column's name; raises ValidationError for a name that is none."""
        found = _numbered(sent(self), "programme_id")
        return {**found, "name": group_name(found["name"])} if "name" in found else found
