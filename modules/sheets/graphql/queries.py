"""Reading grade sheets and results through the API."""

import strawberry
from django.http import Http404
from django.utils import timezone

from modules.sheets.graphql.correction_types import SheetCorrectionType
from modules.sheets.graphql.types import GradeSheetType, SheetListItem, StudentResultsType
from modules.sheets.models import GradeSheet
from modules.sheets.rules import SheetStatus
from modules.sheets.selectors import corrections, lists, results
from modules.sheets.selectors.sheet import sheet_page
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number
from ordo.graph.pages import Connection, page


@strawberry.input(description="What a list of grade sheets is narrowed to; the running semester by default.")
class SheetFilterInput:
    """Filter of `sheets`."""

    semester_id: strawberry.ID | None = None
    group_id: strawberry.ID | None = None
    status: SheetStatus | None = None
    control_form: str = ""
    with_debts: bool = False

    def value(self) -> lists.SheetFilter:
        """The selector's form."""
        today = structure.semester_on(timezone.localdate()) if self.semester_id is None else None
        return lists.SheetFilter(
            semester_id=number(self.semester_id)
            if self.semester_id is not None
            else today.id
            if today
            else 0,
            group_id=None if self.group_id is None else number(self.group_id),
            status=self.status.value if self.status else "",
            control_form=self.control_form,
            with_debts=self.with_debts,
        )


@strawberry.type
class SheetsQuery:
    """Queries of grade sheets."""

    @strawberry.field(description="One grade sheet that the caller may see.")
    def sheet(self, info: Info, id: strawberry.ID) -> GradeSheetType:
        """One sheet; an error NOT_FOUND for what is not the caller's to know."""
        try:
            return GradeSheetType.of(sheet_page(actor_of(info), number(id)))
        except GradeSheet.DoesNotExist as problem:
            raise Http404 from problem

    @strawberry.field(description="Grade sheets within the caller's reach, by number.")
    def sheets(
        self, info: Info, filter: SheetFilterInput | None = None, first: int = 50, after: str | None = None
    ) -> Connection[SheetListItem]:
        """A page of sheets; the lines of the page are read at once."""
        rows = lists.sheets(actor_of(info), (filter or SheetFilterInput()).value())
        found = page(rows, lambda row: row, first=first, after=after)
        lines = teaching.lines({edge.node.line_id for edge in found.edges})
        for edge in found.edges:
            edge.node = SheetListItem.of(edge.node, lines[edge.node.line_id])
        return found

    @strawberry.field(
        description="Corrections that wait for the caller's decision, oldest first, at most 200."
    )
    def waiting_corrections(self, info: Info) -> list[SheetCorrectionType]:
        """Orders to approve or to consent to; NOT_ALLOWED for who decides about none."""
        return [SheetCorrectionType.of(order) for order in corrections.waiting(actor_of(info))]

    @strawberry.field(description="The caller's own results; null for somebody who is no student.")
    def my_results(self, info: Info) -> StudentResultsType | None:
        """The record book of the student behind the log-in."""
        student = results.own_student(actor_of(info))
        return (
            None if student is None else StudentResultsType.of(results.results(student, timezone.localdate()))
        )
