"""Writing journals through the API; every write of cells carries an idempotency key."""

from datetime import date
from decimal import Decimal
from typing import Any

import strawberry
from django.utils.translation import gettext_lazy as _

from modules.journal import services
from modules.journal.graphql.payloads import (
    CheckpointTotalPayload,
    LessonPayload,
    SetMarksPayload,
    WorkPayload,
)
from modules.journal.models import KindOfWork
from modules.journal.permissions import JournalPermission
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import id_of, number
from ordo.graph.repeats import IdempotencyKey, once

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


@strawberry.input(description="A kind of work of a checkpoint.")
class WorkFields:
    """What is entered about a work."""

    title: str = strawberry.field(description="Up to 120 characters; what is longer is cut.")
    kind_of_work: KindOfWork = strawberry.field(
        default=KindOfWork.COLLOQUIUM, description="What the students do."
    )
    max_points: Decimal = strawberry.field(description="Highest points, 0.01 to 100.")

    def values(self) -> dict[str, Any]:
        """As arguments of the services."""
        return {
            "title": self.title.strip()[:120],
            "kind_of_work": self.kind_of_work.value,
            "max_points": self.max_points,
        }


@strawberry.input(description="A kind of work as it shall be from now on.")
class WorkChanges(WorkFields):
    """What is changed about a work."""

    withdrawn: bool = strawberry.field(
        default=False, description="Taken out of its checkpoint; only while nobody has points."
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
    def add_lesson(
        self,
        info: Info,
        journal_id: strawberry.ID,
        lesson: LessonFields,
        idempotency_key: IdempotencyKey = None,
    ) -> LessonPayload:
        """Add one lesson."""
        actor = actor_of(info)

        def deed() -> LessonPayload:
            pk = services.add_lesson(actor=actor, journal_id=number(journal_id), lesson=lesson.value())
            return LessonPayload(lesson_id=id_of(pk), version=1)

        return once(
            LessonPayload, deed, actor=actor, permission=JournalPermission.LESSON_CHANGE, key=idempotency_key,
            operation="addLesson", request=[journal_id, lesson],
        )  # fmt: skip

    @strawberry.mutation(
        description="Change a lesson that is not locked and was read at a version; CONFLICT for an older one."
    )
    def change_lesson(
        self, info: Info, lesson_id: strawberry.ID, version: int, lesson: LessonFields
    ) -> LessonPayload:
        """Change one lesson from the version that was seen."""
        fresh = services.change_lesson(
            actor=actor_of(info), lesson_id=number(lesson_id), version=version, lesson=lesson.value()
        )
        return LessonPayload(lesson_id=lesson_id, version=fresh)

    @strawberry.mutation(description="Add a kind of work to a checkpoint that is not locked.")
    def add_checkpoint_work(
        self,
        info: Info,
        journal_id: strawberry.ID,
        checkpoint: int,
        work: WorkFields,
        idempotency_key: IdempotencyKey = None,
    ) -> WorkPayload:
        """Add one work."""
        actor = actor_of(info)

        def deed() -> WorkPayload:
            pk = services.add_work(
                actor=actor, journal_id=number(journal_id), number=checkpoint, **work.values()
            )
            return WorkPayload(work_id=id_of(pk), version=1)

        return once(
            WorkPayload, deed, actor=actor, permission=JournalPermission.CHECKPOINT_CHANGE, key=idempotency_key,
            operation="addCheckpointWork", request=[journal_id, checkpoint, work],
        )  # fmt: skip

    @strawberry.mutation(
        description="Change a work that was read at a version, or withdraw it while nobody has points; CONFLICT for"
        " an older version."
    )
    def change_checkpoint_work(
        self,
        info: Info,
        journal_id: strawberry.ID,
        work_id: strawberry.ID,
        version: int,
        work: WorkChanges,
    ) -> WorkPayload:
        """Change one work from the version that was seen."""
        fresh = services.change_work(
            actor=actor_of(info),
            journal_id=number(journal_id),
            work_id=number(work_id),
            version=version,
            withdrawn=work.withdrawn,
            **work.values(),
        )
        return WorkPayload(work_id=work_id, version=fresh)

    @strawberry.mutation(description="Open the journals of a working plan line; returns their ids.")
    def open_journals(self, info: Info, line_id: strawberry.ID) -> list[strawberry.ID]:
        """Open what is missing."""
        opened = services.open_journals(actor=actor_of(info), line_id=number(line_id))
        return [strawberry.ID(str(pk)) for pk in opened]
