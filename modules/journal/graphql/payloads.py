"""What the journal's mutations answer: cells saved, in conflict and refused, totals, works and lessons."""

from datetime import datetime
from typing import Self

import strawberry
from strawberry.scalars import JSON

from modules.journal.services import CellConflict, RefusedCell, SavedCell, SetMarksOutcome, TotalSet


@strawberry.type(description="A cell that now stands as wanted.")
class SavedJournalCell:
    """Saved; `columnId` is the lesson or the work."""

    column_id: strawberry.ID
    student_id: strawberry.ID
    version: int

    @classmethod
    def of(cls, cell: SavedCell) -> Self:
        """The API's form."""
        return cls(
            column_id=strawberry.ID(str(cell.column_id)),
            student_id=strawberry.ID(str(cell.student_id)),
            version=cell.version,
        )


@strawberry.type(description="A cell that somebody else changed meanwhile: both contents, who and when.")
class ConflictingJournalCell:
    """Not saved; send it again with `version` to overwrite."""

    column_id: strawberry.ID
    student_id: strawberry.ID
    mine: JSON
    theirs: JSON
    version: int
    changed_by: str
    changed_at: datetime | None

    @classmethod
    def of(cls, cell: CellConflict) -> Self:
        """The API's form."""
        return cls(
            column_id=strawberry.ID(str(cell.column_id)),
            student_id=strawberry.ID(str(cell.student_id)),
            mine=JSON(dict(cell.mine)),
            theirs=JSON(dict(cell.theirs)),
            version=cell.version,
            changed_by=cell.changed_by,
            changed_at=cell.changed_at,
        )


@strawberry.type(description="A cell that was not written, and why.")
class RefusedJournalCell:
    """Refused by a rule."""

    column_id: strawberry.ID
    student_id: strawberry.ID
    code: str
    message: str

    @classmethod
    def of(cls, cell: RefusedCell) -> Self:
        """The API's form."""
        return cls(
            column_id=strawberry.ID(str(cell.column_id)),
            student_id=strawberry.ID(str(cell.student_id)),
            code=cell.code,
            message=cell.message,
        )


@strawberry.type(
    description="What became of each cell; the good ones are saved whatever happens to the others."
)
class SetMarksPayload:
    """Answer of a write of cells."""

    saved: list[SavedJournalCell]
    conflicts: list[ConflictingJournalCell]
    refused: list[RefusedJournalCell]

    @classmethod
    def of(cls, outcome: SetMarksOutcome) -> Self:
        """The API's form of an outcome."""
        return cls(
            saved=[SavedJournalCell.of(cell) for cell in outcome.saved],
            conflicts=[ConflictingJournalCell.of(cell) for cell in outcome.conflicts],
            refused=[RefusedJournalCell.of(cell) for cell in outcome.refused],
        )


@strawberry.type(description="A checkpoint's total was set.")
class CheckpointTotalPayload:
    """Answer of setting a total."""

    number: int
    locked: bool
    set_at: datetime

    @classmethod
    def of(cls, done: TotalSet) -> Self:
        """The API's form."""
        return cls(number=done.number, locked=done.locked, set_at=done.set_at)


@strawberry.type(description="A work of a checkpoint was added, changed or withdrawn.")
class WorkPayload:
    """Answer of a work's deed."""

    work_id: strawberry.ID
    version: int


@strawberry.type(description="A lesson was added or changed.")
class LessonPayload:
    """Answer of a lesson's deed."""

    lesson_id: strawberry.ID
    version: int
