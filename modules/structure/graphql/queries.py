"""Reading the structure through the API."""

from collections.abc import Iterable

import strawberry
from django.http import Http404

from modules.structure.graphql.types import (
    DepartmentType,
    FacultyType,
    ProgrammeType,
    SemesterType,
    StudyGroupType,
)
from modules.structure.models import StudyGroup
from modules.structure.selectors import calendar, lists, refs
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number
from ordo.graph.pages import Connection, page


@strawberry.input(description="What a list of study groups is narrowed to; groups that study now by default.")
class StudyGroupFilterInput:
    """Filter of `groups`."""

    search: str = strawberry.field(default="", description="Words of the name; 'ист 1 25' finds ИСТ-1-25.")
    faculty_id: strawberry.ID | None = strawberry.field(default=None, description="Groups of one faculty.")
    programme_id: strawberry.ID | None = strawberry.field(
        default=None, description="Groups of one programme."
    )
    course: int | None = strawberry.field(default=None, description="Groups of one year of study, 1 to 7.")
    is_active: bool | None = strawberry.field(
        default=True, description="Whether the group studies now; null for both."
    )

    def conditions(self) -> dict[str, int | bool]:
        """The filter as conditions of the rows, without the words."""
        found: dict[str, int | bool | None] = {
            "programme__department__faculty_id": None if self.faculty_id is None else number(self.faculty_id),
            "programme_id": None if self.programme_id is None else number(self.programme_id),
            "course": self.course,
            "is_active": self.is_active,
        }
        return {name: value for name, value in found.items() if value is not None}


def _made(rows: Iterable[StudyGroup]) -> list[StudyGroupType]:
    """The API's form of groups; their parts are read at once."""
    found = list(rows)
    parts = refs.subgroups(row.pk for row in found)
    return [StudyGroupType.of(row, (part for part in parts if part.group_id == row.pk)) for row in found]


@strawberry.type
class StructureQuery:
    """Queries of the structure."""

    @strawberry.field(description="All faculties, institutes and colleges, by code.")
    def faculties(self, info: Info) -> list[FacultyType]:
        """Faculties; NOT_ALLOWED without the right to see the structure."""
        return [FacultyType.of(row) for row in lists.faculties(actor=actor_of(info))]

    @strawberry.field(description="All departments, by code.")
    def departments(self, info: Info) -> list[DepartmentType]:
        """Departments; NOT_ALLOWED without the right to see the structure."""
        return [DepartmentType.of(row) for row in lists.departments(actor=actor_of(info))]

    @strawberry.field(description="All programmes, by code, level and form of study.")
    def programmes(self, info: Info) -> list[ProgrammeType]:
        """Programmes; NOT_ALLOWED without the right to see the structure."""
        return [ProgrammeType.of(row) for row in lists.programmes(actor=actor_of(info))]

    @strawberry.field(description="All semesters, newest first, for everybody who is signed in.")
    def semesters(self, info: Info) -> list[SemesterType]:
        """Semesters of all years."""
        return [SemesterType.of(ref) for ref in calendar.semesters(actor=actor_of(info))]

    @strawberry.field(
        description="The semester of today, or the one before; null before any semester is entered."
    )
    def current_semester(self, info: Info) -> SemesterType | None:
        """The running semester."""
        found = calendar.current_semester(actor=actor_of(info))
        return None if found is None else SemesterType.of(found)

    @strawberry.field(description="Study groups within the caller's reach, in the order of lists.")
    def groups(
        self,
        info: Info,
        filter: StudyGroupFilterInput | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Connection[StudyGroupType]:
        """A page of groups; three queries whatever its size."""
        given = filter or StudyGroupFilterInput()
        rows = lists.groups(actor=actor_of(info)).filter(**given.conditions())
        found = page(lists.matching(rows, given.search), lambda row: row, first=first, after=after)
        for edge, node in zip(found.edges, _made(edge.node for edge in found.edges), strict=True):
            edge.node = node
        return found

    @strawberry.field(description="One study group that the caller may see.")
    def group(self, info: Info, id: strawberry.ID) -> StudyGroupType:
        """One group; NOT_FOUND for what is not the caller's to know."""
        row = lists.groups(actor=actor_of(info)).filter(pk=number(id)).first()
        if row is None:
            raise Http404
        return _made([row])[0]
