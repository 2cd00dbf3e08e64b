"""Reading disciplines and working plans through the API."""

import strawberry
from django.db.models import Q
from django.http import Http404

from modules.teaching.graphql.types import DisciplineType, LineType
from modules.teaching.selectors import lists, refs
from ordo.access.actor import Actor
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number
from ordo.graph.pages import Connection, page


@strawberry.input(
    description="What a list of disciplines is narrowed to; those that are taught now by default."
)
class DisciplineFilterInput:
    """Filter of `disciplines`."""

    search: str = strawberry.field(default="", description="Words of a name in any language, or the code.")
    department_id: strawberry.ID | None = strawberry.field(default=None, description="Of one department.")
    is_active: bool | None = strawberry.field(
        default=True, description="Whether it is taught now; null for both."
    )

    def condition(self) -> Q:
        """The filter as a condition of the rows."""
        found = lists.named(self.search) if self.search.strip() else Q()
        if self.department_id is not None:
            found &= Q(department_id=number(self.department_id))
        if self.is_active is not None:
            found &= Q(is_active=self.is_active)
        return found


@strawberry.input(description="What a list of working plan lines is narrowed to.")
class LineFilterInput:
    """Filter of `workingPlanLines`."""

    group_id: strawberry.ID | None = strawberry.field(default=None, description="Of one group.")
    semester_id: strawberry.ID | None = strawberry.field(default=None, description="Of one semester.")
    mine: bool = strawberry.field(default=False, description="Only those that the caller teaches.")

    def condition(self, actor: Actor) -> Q:
        """The filter as a condition of the rows."""
        found = Q()
        if self.group_id is not None:
            found &= Q(group_id=number(self.group_id))
        if self.semester_id is not None:
            found &= Q(semester_id=number(self.semester_id))
        if self.mine:
            found &= Q(pk__in=()) if actor.user_id is None else refs.taught_by(actor.user_id)
        return found


@strawberry.type
class TeachingQuery:
    """Queries of teaching."""

    @strawberry.field(description="Disciplines by code.")
    def disciplines(
        self,
        info: Info,
        filter: DisciplineFilterInput | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Connection[DisciplineType]:
        """A page of disciplines; two queries whatever its size."""
        rows = lists.disciplines(actor=actor_of(info)).filter((filter or DisciplineFilterInput()).condition())
        return page(rows, DisciplineType.of, first=first, after=after)

    @strawberry.field(description="Working plan lines within the caller's reach, by group and discipline.")
    def working_plan_lines(
        self, info: Info, filter: LineFilterInput | None = None, first: int = 50, after: str | None = None
    ) -> Connection[LineType]:
        """A page of lines with their teachers; three queries whatever its size."""
        actor = actor_of(info)
        rows = lists.lines(actor=actor).filter((filter or LineFilterInput()).condition(actor))
        return page(rows, LineType.of, first=first, after=after)

    @strawberry.field(description="One working plan line that the caller may see.")
    def working_plan_line(self, info: Info, id: strawberry.ID) -> LineType:
        """One line; NOT_FOUND for what is not the caller's to know."""
        row = lists.line(actor=actor_of(info), line_id=number(id))
        if row is None:
            raise Http404
        return LineType.of(row)
