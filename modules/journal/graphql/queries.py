"""Reading journals through the API."""

import strawberry
from django.http import Http404
from django.utils import timezone

from modules.journal.graphql.types import Journal, JournalCellEvent, JournalListItem
from modules.journal.models import Journal as JournalModel
from modules.journal.selectors import history, lists
from modules.journal.selectors import page as pages
from modules.structure import facade as structure
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number

MOST_JOURNALS = 200


@strawberry.type
class JournalQuery:
    """Queries of the journal."""

    @strawberry.field(description="One journal that the caller may see.")
    def journal(self, info: Info, id: strawberry.ID) -> Journal:
        """One journal; an error NOT_FOUND for what is not the caller's to know."""
        try:
            return Journal.of(pages.journal_page(actor_of(info), number(id)))
        except JournalModel.DoesNotExist as problem:
            raise Http404 from problem

    @strawberry.field(
        description="Journals of the lines that the caller teaches in a semester, the running one by default."
    )
    def my_journals(self, info: Info, semester_id: strawberry.ID | None = None) -> list[JournalListItem]:
        """One's own journals with their filling."""
        semester = structure.semester_on(timezone.localdate()) if semester_id is None else None
        chosen = number(semester_id) if semester_id is not None else semester.id if semester else 0
        return [
            JournalListItem.of(card) for card in lists.my_journals(actor_of(info), chosen)[:MOST_JOURNALS]
        ]

    @strawberry.field(description="All changes of one cell of a lesson, oldest first.")
    def journal_cell_history(
        self, info: Info, journal_id: strawberry.ID, lesson_id: strawberry.ID, student_id: strawberry.ID
    ) -> list[JournalCellEvent]:
        """The history of a cell from the register's chain."""
        try:
            events = history.mark_history(
                actor_of(info), number(journal_id), number(lesson_id), number(student_id)
            )
        except JournalModel.DoesNotExist as problem:
            raise Http404 from problem
        return [JournalCellEvent.of(event) for event in events]
