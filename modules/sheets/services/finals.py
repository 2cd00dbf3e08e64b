"""Entering the final column of a sheet (EB-08.3): the good cells are saved, conflicts come back with both values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime

from modules.sheets.models import FinalMark
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import FinalValue, Judgement, SheetStatus, Stored, Write, judge, within
from modules.sheets.selectors import access, reckoning, roster
from modules.sheets.services.desk import Desk, enter, queued
from modules.sheets.wording import CELL_REFUSALS
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger

_OPERATION = "sheets.set_finals"


@dataclass(frozen=True, slots=True)
class FinalWrite:
    """One cell as the writer wants it: points, absent, or nothing (clears); `version` is what the writer saw."""

    student_id: int
    points: Decimal | None = None
    absent: bool = False
    version: int = 0

    @property
    def content(self) -> FinalValue:
        """The content without its place; points and absence exclude each other, absence counts."""
        return FinalValue(None if self.absent else self.points, self.absent)


@dataclass(frozen=True, slots=True)
class SavedFinal:
    """A cell that now stands as wanted, with its version."""

    student_id: int
    version: int


@dataclass(frozen=True, slots=True)
class FinalConflict:
    """A cell that somebody else changed meanwhile: both contents ({"points", "absent"}), who did it and when."""

    student_id: int
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]
    version: int
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusedFinal:
    """A cell that was not written, and why."""

    student_id: int
    code: str

    @property
    def message(self) -> str:
        """The reason in the language in force."""
        return str(CELL_REFUSALS[self.code])


@dataclass(frozen=True, slots=True)
class SetFinalsOutcome:
    """What became of each cell."""

    saved: tuple[SavedFinal, ...]
    conflicts: tuple[FinalConflict, ...]
    refused: tuple[RefusedFinal, ...]

    def to_data(self) -> dict[str, Any]:
        """JSON-ready form, kept for a repeated request."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "SetFinalsOutcome":
        """Read `to_data` back from JSON."""
        conflicts = [
            FinalConflict(**{**item, "changed_at": parse_datetime(item["changed_at"] or "")})
            for item in data["conflicts"]
        ]
        return cls(
            saved=tuple(SavedFinal(**item) for item in data["saved"]),
            conflicts=tuple(conflicts),
            refused=tuple(RefusedFinal(**item) for item in data["refused"]),
        )


def set_finals(
    *, actor: Actor, sheet_id: int, cells: Sequence[FinalWrite], idempotency_key: str
) -> SetFinalsOutcome:
    """Write cells of the final column; those that meet another's change or a rule come back, the rest is saved.

    The same key gives the same answer and writes nothing again. Raises NotAllowed, NoSheet, ledger's KeyReused.
    """
    desk = enter(actor, sheet_id, SheetsPermission.FINAL_SET)
    request = [asdict(cell) for cell in cells]
    with queued(actor, desk) as taken:
        once = ledger.idempotent(idempotency_key, _OPERATION, request, taken.sheet.register_id)
        if once.answered:
            return SetFinalsOutcome.from_data(once.response)
        writes = [Write(cell.student_id, cell.content, cell.version) for cell in cells]
        stored = reckoning.stored_finals(taken.sheet.pk)
        judged = judge(writes, stored, _Judge(actor, taken, stored))
        _carry_out(actor, taken, judged)
        outcome = _outcome(judged)
        once.record(outcome.to_data())
    return outcome


class _Judge:
    """Why a cell may not be written; '' when it may."""

    def __init__(self, actor: Actor, desk: Desk, stored: Mapping[int, Stored]) -> None:
        self.sheet = desk.sheet
        self.status = desk.status
        self.closed = desk.sheet.register.locked_at is not None
        listed = roster.read(desk.line, desk.sheet.control_date, stored)
        self.listed = {item.student.id: item for item in listed}
        self.subgroups = access.own_subgroups(actor, SheetsPermission.FINAL_SET, desk.line)

    def __call__(self, write: Write) -> str:
        if self.closed:
            return "closed"
        if self.status is not SheetStatus.OPEN:
            return "signed"
        if not self.sheet.final_maximum:
            return "no_final"
        item = self.listed.get(write.student_id)
        if item is None:
            return "not_member"
        if not item.standing.counts:
            return "left"
        if self.subgroups is not None and item.student.subgroup_id not in self.subgroups:
            return "not_yours"
        return refusal_of(write.content, self.sheet.final_maximum, five=self.sheet.is_five_point)


def refusal_of(content: FinalValue, maximum: Decimal, *, five: bool) -> str:
    """Reason code of a value that the policy does not know, '' for a good one."""
    if content.points is None or within(content.points, maximum, five=five):
        return ""
    return "scale" if five else "too_many"


def _carry_out(actor: Actor, desk: Desk, judged: Judgement) -> None:
    def row(write: Write, stored: Stored | None) -> FinalMark:
        return FinalMark(
            pk=stored.id if stored else None,
            register_id=desk.sheet.register_id,
            sheet_id=desk.sheet.pk,
            student_id=write.student_id,
            points=write.content.points,
            absent=write.content.absent,
            entered_by_id=actor.user_id,
            version=stored.version + 1 if stored else 1,
        )

    if judged.created:
        FinalMark.objects.bulk_create(row(write, None) for write in judged.created)
    if judged.changed:
        rows = [row(*pair) for pair in judged.changed]
        FinalMark.objects.bulk_update(rows, ["points", "absent", "entered_by", "version"])


def _outcome(judged: Judgement) -> SetFinalsOutcome:
    saved = [SavedFinal(student, version) for student, version in judged.unchanged]
    saved += [SavedFinal(write.student_id, 1) for write in judged.created]
    saved += [SavedFinal(write.student_id, row.version + 1) for write, row in judged.changed]
    conflicts = [
        FinalConflict(
            write.student_id,
            mine=_plain(write.content),
            theirs=_plain(row.content),
            version=row.version,
            **_last_change(row.id),
        )
        for write, row in judged.conflicts
    ]
    refused = [RefusedFinal(write.student_id, code) for write, code in judged.refused]
    return SetFinalsOutcome(tuple(saved), tuple(conflicts), tuple(refused))


def _plain(content: FinalValue) -> dict[str, Any]:
    return {"points": None if content.points is None else str(content.points), "absent": content.absent}


def _last_change(row_id: int) -> dict[str, Any]:
    events = ledger.history_of(FinalMark._meta.db_table, row_id)
    if not events:
        return {"changed_by": "", "changed_at": None}
    return {"changed_by": events[-1].actor_name, "changed_at": events[-1].at}
