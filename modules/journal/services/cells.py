"""Values that go into and come out of the writing of cells."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime

from modules.journal.rules import Judgement, MarkValue
from modules.journal.services.errors import CELL_REFUSALS
from ordo.ledger import facade as ledger

Plain = int | str | None


@dataclass(frozen=True, slots=True)
class CellWrite:
    """One cell of a lesson as the writer wants it; `version` is what the writer saw, 0 for an empty cell.

    Clearing is value None and not absent.
    """

    lesson_id: int
    student_id: int
    value: int | None = None
    absent: bool = False
    excused: bool = False
    version: int = 0

    @property
    def content(self) -> MarkValue:
        """The content without its place; an excused absence is an absence."""
        return MarkValue(self.value, self.absent or self.excused, self.excused)


@dataclass(frozen=True, slots=True)
class ResultWrite:
    """Points of one student for one work as the writer wants them; None clears."""

    work_id: int
    student_id: int
    points: Decimal | None
    version: int = 0


@dataclass(frozen=True, slots=True)
class SavedCell:
    """A cell that now stands as wanted, with its version."""

    column_id: int
    student_id: int
    version: int


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that somebody else changed meanwhile: both contents, who wrote the other one and when.

    Contents are {"value", "absent", "excused"} or {"points"}.
    """

    column_id: int
    student_id: int
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]
    version: int
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that was not written, and why."""

    column_id: int
    student_id: int
    code: str

    @property
    def message(self) -> str:
        """The reason in the language in force."""
        return str(CELL_REFUSALS[self.code])


@dataclass(frozen=True, slots=True)
class SetMarksOutcome:
    """What became of each cell: the good ones are saved whatever happens to the others."""

    saved: tuple[SavedCell, ...]
    conflicts: tuple[CellConflict, ...]
    refused: tuple[RefusedCell, ...]

    def to_data(self) -> dict[str, Any]:
        """JSON-ready form, kept for a repeated request."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "SetMarksOutcome":
        """Read `to_data` back from JSON."""
        conflicts = [
            CellConflict(**{**item, "changed_at": parse_datetime(item["changed_at"] or "")})
            for item in data["conflicts"]
        ]
        return cls(
            saved=tuple(SavedCell(**item) for item in data["saved"]),
            conflicts=tuple(conflicts),
            refused=tuple(RefusedCell(**item) for item in data["refused"]),
        )


def outcome_of(judged: Judgement[Any], table: str) -> SetMarksOutcome:
    """The outcome of a judgement whose writes were carried out; names who made the other change."""
    saved = [SavedCell(*key, version) for key, version in judged.unchanged]
    saved += [SavedCell(*write.key, 1) for write in judged.created]
    saved += [SavedCell(*write.key, row.version + 1) for write, row in judged.changed]
    conflicts = [
        CellConflict(
            *write.key,
            mine=_plain(write.content),
            theirs=_plain(row.content),
            version=row.version,
            **_last_change(table, row.id),
        )
        for write, row in judged.conflicts
    ]
    refused = [RefusedCell(*write.key, code) for write, code in judged.refused]
    return SetMarksOutcome(tuple(saved), tuple(conflicts), tuple(refused))


def _plain(content: MarkValue | Decimal | None) -> dict[str, Plain]:
    if isinstance(content, MarkValue):
        return asdict(content)
    return {"points": None if content is None else str(content)}


def _last_change(table: str, row_id: int) -> dict[str, Any]:
    events = ledger.history_of(table, row_id)
    if not events:
        return {"changed_by": "", "changed_at": None}
    at = events[-1].at
    # Milliseconds, as the answer is kept for a repeated request.
    return {
        "changed_by": events[-1].actor_name,
        "changed_at": at.replace(microsecond=at.microsecond // 1000 * 1000),
    }
