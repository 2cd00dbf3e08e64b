"""Types of the structure's part of the API, made from the selectors' rows with all three languages (trap 25)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import strawberry

from modules.structure.models import (
    Department,
    Faculty,
    FormOfStudy,
    Funding,
    Programme,
    StudyGroup,
)
from modules.structure.selectors.refs import SemesterRef, SubgroupRef, texts
from ordo.graph.ids import id_of
from tenants.policies import Level

strawberry.enum(Faculty.Kind, name="FacultyKind", description="What a unit is called.")
strawberry.enum(FormOfStudy, description="How one studies.")
strawberry.enum(
    StudyGroup.Language, name="LanguageOfTeaching", description="Language in which a group is taught."
)
strawberry.enum(Funding, name="GroupFunding", description="Who usually pays for the studies of a group.")


@strawberry.type(name="Faculty", description="A faculty, an institute or a college.")
class FacultyType:
    """One unit of the highest level; a name that was not filled in holds the next language's."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    code: str = strawberry.field(description="The university's own code, unique.")
    kind: Faculty.Kind = strawberry.field(
        description="A college counts like a faculty in rights and reports."
    )
    name_ky: str = strawberry.field(description="Name in Kyrgyz.")
    name_ru: str = strawberry.field(description="Name in Russian.")
    name_en: str = strawberry.field(description="Name in English.")
    version: int = strawberry.field(description="Counts the changes of this row.")

    @classmethod
    def of(cls, row: Faculty) -> "FacultyType":
        """From a row."""
        names = texts(row, "name")
        return cls(
            id=id_of(row.pk),
            code=row.code,
            kind=Faculty.Kind(row.kind),
            name_ky=names["ky"],
            name_ru=names["ru"],
            name_en=names["en"],
            version=row.version,
        )


@strawberry.type(name="Department", description="A department, or a subject-cycle commission of a college.")
class DepartmentType:
    """One department."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    faculty_id: strawberry.ID = strawberry.field(description="The faculty it belongs to.")
    code: str = strawberry.field(description="The university's own code, unique.")
    name_ky: str = strawberry.field(description="Name in Kyrgyz.")
    name_ru: str = strawberry.field(description="Name in Russian.")
    name_en: str = strawberry.field(description="Name in English.")
    is_subject_commission: bool = strawberry.field(description="A subject-cycle commission of a college.")
    version: int = strawberry.field(description="Counts the changes of this row.")

    @classmethod
    def of(cls, row: Department) -> "DepartmentType":
        """From a row."""
        names = texts(row, "name")
        return cls(
            id=id_of(row.pk),
            faculty_id=id_of(row.faculty_id),
            code=row.code,
            name_ky=names["ky"],
            name_ru=names["ru"],
            name_en=names["en"],
            is_subject_commission=row.is_subject_commission,
            version=row.version,
        )


@strawberry.type(
    name="Programme", description="A direction or speciality at one level and in one form of study."
)
class ProgrammeType:
    """One programme."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    department_id: strawberry.ID = strawberry.field(description="The department that graduates its students.")
    faculty_id: strawberry.ID = strawberry.field(description="The faculty of that department.")
    code: str = strawberry.field(description="The state's six digits.")
    name_ky: str = strawberry.field(description="Name in Kyrgyz.")
    name_ru: str = strawberry.field(description="Name in Russian.")
    name_en: str = strawberry.field(description="Name in English.")
    level: str = strawberry.field(description="college, bachelor, specialist, master or phd.")
    form_of_study: FormOfStudy = strawberry.field(description="How one studies.")
    duration_years: Decimal = strawberry.field(description="Years of study.")
    degree_ky: str = strawberry.field(description="Degree or qualification in Kyrgyz.")
    degree_ru: str = strawberry.field(description="Degree or qualification in Russian.")
    degree_en: str = strawberry.field(description="Degree or qualification in English.")
    version: int = strawberry.field(description="Counts the changes of this row.")

    @classmethod
    def of(cls, row: Programme) -> "ProgrammeType":
        """From a row that was read together with its department."""
        names, degrees = texts(row, "name"), texts(row, "degree")
        return cls(
            id=id_of(row.pk),
            department_id=id_of(row.department_id),
            faculty_id=id_of(row.department.faculty_id),
            code=row.code,
            name_ky=names["ky"],
            name_ru=names["ru"],
            name_en=names["en"],
            level=Level(row.level).value,
            form_of_study=FormOfStudy(row.form_of_study),
            duration_years=row.duration_years,
            degree_ky=degrees["ky"],
            degree_ru=degrees["ru"],
            degree_en=degrees["en"],
            version=row.version,
        )


@strawberry.type(name="Semester", description="A semester with its first and last day.")
class SemesterType:
    """One semester."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    label: str = strawberry.field(
        description="In the caller's language, such as '2025/2026, autumn semester'."
    )
    year_start: int = strawberry.field(description="The year in which its academic year starts.")
    number: int = strawberry.field(description="1 autumn, 2 spring, 3 summer.")
    starts_on: date = strawberry.field(description="First day.")
    ends_on: date = strawberry.field(description="Last day.")
    version: int = strawberry.field(description="Counts the changes of this row.")

    @classmethod
    def of(cls, ref: SemesterRef) -> "SemesterType":
        """From the selector's value."""
        return cls(
            id=id_of(ref.id),
            label=ref.label,
            year_start=ref.year_start,
            number=ref.number,
            starts_on=ref.starts_on,
            ends_on=ref.ends_on,
            version=ref.version,
        )


@strawberry.type(name="Subgroup", description="A part of a study group with lessons of its own.")
class SubgroupType:
    """One part."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    name: str = strawberry.field(description="Number or name within the group.")


@strawberry.type(name="StudyGroup", description="A study group with its programme and faculty.")
class StudyGroupType:
    """One group; subgroups of a whole page are read at once."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    name: str = strawberry.field(description="Unique among the groups that study now.")
    course: int = strawberry.field(description="Year of study, 1 to 7.")
    admission_year: int = strawberry.field(description="Year in which its students were admitted.")
    language: StudyGroup.Language = strawberry.field(description="Language of teaching.")
    form_of_study: FormOfStudy = strawberry.field(description="How the group studies.")
    funding: Funding = strawberry.field(description="Who usually pays; each student has an own value.")
    is_active: bool = strawberry.field(description="Whether the group studies now.")
    programme: ProgrammeType = strawberry.field(description="What the group studies.")
    faculty: FacultyType = strawberry.field(description="The faculty of the programme.")
    subgroups: list[SubgroupType] = strawberry.field(description="Parts of the group, by name.")
    version: int = strawberry.field(description="Counts the changes of this row.")

    @classmethod
    def of(cls, row: StudyGroup, parts: Iterable[SubgroupRef]) -> "StudyGroupType":
        """From a row that was read together with its programme, department and faculty."""
        return cls(
            id=id_of(row.pk),
            name=row.name,
            course=row.course,
            admission_year=row.admission_year,
            language=StudyGroup.Language(row.language),
            form_of_study=FormOfStudy(row.form_of_study),
            funding=Funding(row.funding),
            is_active=row.is_active,
            programme=ProgrammeType.of(row.programme),
            faculty=FacultyType.of(row.programme.department.faculty),
            subgroups=[SubgroupType(id=id_of(part.id), name=part.name) for part in parts],
            version=row.version,
        )


@strawberry.type(description="A faculty was added or changed.")
class FacultyPayload:
    """Answer of `saveFaculty`."""

    faculty_id: strawberry.ID = strawberry.field(description="The faculty.")
    version: int = strawberry.field(description="Its version now.")


@strawberry.type(description="A department was added or changed.")
class DepartmentPayload:
    """Answer of `saveDepartment`."""

    department_id: strawberry.ID = strawberry.field(description="The department.")
    version: int = strawberry.field(description="Its version now.")


@strawberry.type(description="A programme was added or changed.")
class ProgrammePayload:
    """Answer of `saveProgramme`."""

    programme_id: strawberry.ID = strawberry.field(description="The programme.")
    version: int = strawberry.field(description="Its version now.")


@strawberry.type(description="A semester was added or changed.")
class SemesterPayload:
    """Answer of `saveSemester`."""

    semester_id: strawberry.ID = strawberry.field(description="The semester.")
    version: int = strawberry.field(description="Its version now.")


@strawberry.type(description="A study group was opened or changed.")
class GroupPayload:
    """Answer of `saveGroup`."""

    group_id: strawberry.ID = strawberry.field(description="The group.")
    version: int = strawberry.field(description="Its version now.")


@strawberry.type(description="The named parts of a group are there.")
class SubgroupsPayload:
    """Answer of `addSubgroups`."""

    subgroup_ids: list[strawberry.ID] = strawberry.field(description="The parts, in the order of the names.")
