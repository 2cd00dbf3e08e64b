"""Writing journals through the API; every write of cells carries an idempotency key."""

from datetime import date
from decimal import Decimal

import strawberry
from django.utils.translation import gettext_lazy as _

from modules.journal import services
from modules.journal.graphql.types import (
    CheckpointTotalPayload,
    LessonPayload,
    SetMarksPayload,
)
from modules.journal.models import KindOfWork
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number

MOST_CELLS = 2_000


class TooManyCells(ValueError):
    """More cells than one call may carry."""

    code = "BAD_INPUT"
    sentence = _("Send at most 2,000 cells at once, and a key of 8 to 100 characters.")


@strawberry.input(
    description="A cell as the caller wants it; version is what the caller saw, 0 for an empty cell."
)
class MarkInput:
    """Value null and absent false clears the cell."""

    lesson_id: strawberry.ID
    student_id: strawberry.ID
    value: int | None = None
    absent: bool = False
    excused: bool = False
    version: int = 0


@strawberry.input(
    description="Cells of one journal. The same key gives the same answer and writes nothing again."
)
class SetMarksInput:
    """Input of setMarks."""

    journal_id: strawberry.ID
    cells: list[MarkInput]
    idempotency_key: str


@strawberry.input(description="Points of one student for one work of a checkpoint; null clears.")
class ResultInput:
    """One cell of a work."""

    work_id: strawberry.ID
    student_id: strawberry.ID
    points: Decimal | None = None
    version: int = 0


@strawberry.input(description="Points of works of one journal.")
class SetCheckpointResultsInput:
    """Input of setCheckpointResults."""

    journal_id: strawberry.ID
    cells: list[ResultInput]
    idempotency_key: str


@strawberry.input(
    description="A lesson; the section is chosen by the lessons before it when it is not given."
)
class LessonFields:
    """What is entered about a lesson."""

    date: date
    pair: int = 1
    topic: str = ""
    kind_of_work: KindOfWork = KindOfWork.PRACTICE
    homework: str = ""
    held: bool = False
    section: int | None = None

    def value(self) -> services.LessonInput:
        """The services' form."""
        return services.LessonInput(
            date=self.date,
            pair=self.pair,
            topic=self.topic[:300],
            kind_of_work=self.kind_of_work.value,
            homework=self.homework[:1000],
            held=self.held,
            section=self.section,
        )


def _demand_size(cells: int, key: str) -> None:
    if cells > MOST_CELLS or not 8 <= len(key) <= 100:
        raise TooManyCells


@strawberry.type
class JournalMutation:
    """Mutations of the journal."""

    @strawberry.mutation(description="Set marks and absences.")
    def set_marks(self, info: Info, input: SetMarksInput) -> SetMarksPayload:
        """Write cells of lessons."""
        _demand_size(len(input.cells), input.idempotency_key)
        cells = [
            services.CellWrite(
                lesson_id=number(cell.lesson_id),
                student_id=number(cell.student_id),
                value=cell.value,
                absent=cell.absent,
                excused=cell.excused,
                version=cell.version,
            )
            for cell in input.cells
        ]
        outcome = services.set_marks(
            actor=actor_of(info),
            journal_id=number(input.journal_id),
            cells=cells,
            idempotency_key=input.idempotency_key,
        )
        return SetMarksPayload.of(outcome)

    @strawberry.mutation(description="Set points of checkpoints' works.")
    def set_checkpoint_results(self, info: Info, input: SetCheckpointResultsInput) -> SetMarksPayload:
        """Write cells of works."""
        _demand_size(len(input.cells), input.idempotency_key)
        cells = [
            services.ResultWrite(number(cell.work_id), number(cell.student_id), cell.points, cell.version)
            for cell in input.cells
        ]
        outcome = services.set_checkpoint_results(
            actor=actor_of(info),
            journal_id=number(input.journal_id),
            cells=cells,
            idempotency_key=input.idempotency_key,
        )
        return SetMarksPayload.of(outcome)

    @strawberry.mutation(
        description="Set the total of a checkpoint; by the policy this locks what stands before it."
    )
    def set_checkpoint_total(
        self, info: Info, journal_id: strawberry.ID, checkpoint: int, confirm_missing: bool = False
    ) -> CheckpointTotalPayload:
        """Set the total for all students."""
        done = services.set_checkpoint_total(
            actor=actor_of(info),
            journal_id=number(journal_id),
            number=checkpoint,
            confirm_missing=confirm_missing,
        )
        return CheckpointTotalPayload.of(done)

    @strawberry.mutation(description="Add a lesson.")
    def add_lesson(self, info: Info, journal_id: strawberry.ID, lesson: LessonFields) -> LessonPayload:
        """Add one lesson."""
        pk = services.add_lesson(actor=actor_of(info), journal_id=number(journal_id), lesson=lesson.value())
        return LessonPayload(lesson_id=strawberry.ID(str(pk)), version=1)

    @strawberry.mutation(description="Change a lesson that is not locked.")
    def change_lesson(
        self, info: Info, lesson_id: strawberry.ID, version: int, lesson: LessonFields
    ) -> LessonPayload:
        """Change one lesson from the version that was seen."""
        fresh = services.change_lesson(
            actor=actor_of(info), lesson_id=number(lesson_id), version=version, lesson=lesson.value()
        )
        return LessonPayload(lesson_id=lesson_id, version=fresh)

    @strawberry.mutation(description="Open the journals of a working plan line; returns their ids.")
    def open_journals(self, info: Info, line_id: strawberry.ID) -> list[strawberry.ID]:
        """Open what is missing."""
        opened = services.open_journals(actor=actor_of(info), line_id=number(line_id))
        return [strawberry.ID(str(pk)) for pk in opened]
