"""Signatures and the close: the teacher signs, the dean's office signs and closes; nothing opens it again (EB-08.3)."""

from dataclasses import dataclass

from django.utils import timezone

from modules.sheets.models import GradeSheet, SheetLine, Signature
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import SheetStatus, SignatureRole, digest
from modules.sheets.selectors import reckoning
from modules.sheets.selectors.reckoning import LineValues, Reckoned
from modules.sheets.services.desk import Desk, enter, queued
from modules.sheets.services.errors import (
    AlreadySigned,
    ContentChanged,
    JournalIncomplete,
    NoStudents,
    NotSigned,
    ReasonMissing,
    ResultsMissing,
    SamePerson,
    SheetClosed,
)
from ordo.access.actor import Actor, NotAllowed
from ordo.ledger import facade as ledger


@dataclass(frozen=True, slots=True)
class Missing:
    """What a sheet lacks before it may be signed: names without a final result, names with gaps in the journal."""

    finals: tuple[str, ...]
    journal: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing is missing."""
        return not (self.finals or self.journal)


def missing_of(sheet: GradeSheet, rows: tuple[Reckoned, ...]) -> Missing:
    """What is missing of the students in the list; who did not appear lacks nothing."""
    listed = [row for row in rows if row.listed.standing.counts]
    finals = [row for row in listed if sheet.final_maximum and row.content.is_empty]
    gaps = [row for row in listed if not row.content.absent and _has_gap(row)]
    return Missing(_names(finals), _names(gaps))


def _has_gap(row: Reckoned) -> bool:
    parts = row.result.parts
    return not all(part.complete for part in (parts.attendance, parts.progress, *parts.checkpoints))


def _names(rows: list[Reckoned]) -> tuple[str, ...]:
    return tuple(row.listed.student.full_name for row in rows)


def sign(*, actor: Actor, sheet_id: int, confirm_gaps: bool = False) -> str:
    """Sign as the teacher of the line; from then on the final column stands. Returns the digest that was signed.

    Raises NotAllowed, NoSheet, AlreadySigned, SheetClosed, NoStudents, ResultsMissing, CannotReckon, and
    JournalIncomplete unless `confirm_gaps`.
    """
    desk = enter(actor, sheet_id, SheetsPermission.SIGN_TEACHER)
    with queued(actor, desk) as taken:
        _demand_status(taken, SheetStatus.OPEN)
        rows = taken.read()
        if not any(row.listed.standing.counts for row in rows):
            raise NoStudents
        lacking = missing_of(taken.sheet, rows)
        if lacking.finals:
            raise ResultsMissing(lacking.finals)
        if lacking.journal and not confirm_gaps:
            raise JournalIncomplete(lacking.journal)
        signed = digest(reckoning.content_of(taken.sheet, taken.lines(rows)))
        _put_signature(actor, taken.sheet, SignatureRole.TEACHER, signed)
        _set_status(taken.sheet, SheetStatus.TEACHER_SIGNED)
    return signed


def close(*, actor: Actor, sheet_id: int) -> str:
    """Sign as the dean's office and close the sheet and its journals for good; returns the digest.

    The register is held from the reading to the lock. Raises NotAllowed, NoSheet, NotSigned, SheetClosed, SamePerson,
    ContentChanged (the teacher's signature stands for something else by now), CannotReckon.
    """
    desk = enter(actor, sheet_id, SheetsPermission.CLOSE)
    with queued(actor, desk) as taken:
        _demand_status(taken, SheetStatus.TEACHER_SIGNED)
        teacher = Signature.objects.get(sheet_id=sheet_id, role=SignatureRole.TEACHER, withdrawn=False)
        if teacher.user_id == actor.user_id:
            raise SamePerson
        lines = taken.lines(taken.read())
        content = digest(reckoning.content_of(taken.sheet, lines))
        if content != teacher.digest:
            raise ContentChanged
        _put_signature(actor, taken.sheet, SignatureRole.DEANS_OFFICE, content)
        _freeze(taken.sheet, lines)
        _set_status(taken.sheet, SheetStatus.CLOSED)
        ledger.close(taken.sheet.register_id, "sheets.closed %s" % taken.sheet.number)
    return content


def return_to_teacher(*, actor: Actor, sheet_id: int, reason: str) -> None:
    """Give a signed sheet back before it is closed; the former signature stays on record with the reason.

    Raises NotAllowed, NoSheet, NotSigned, SheetClosed, ReasonMissing.
    """
    desk = enter(actor, sheet_id, SheetsPermission.CLOSE)
    if not reason.strip():
        raise ReasonMissing
    with queued(actor, desk) as taken:
        _demand_status(taken, SheetStatus.TEACHER_SIGNED)
        row = Signature.objects.get(sheet_id=sheet_id, role=SignatureRole.TEACHER, withdrawn=False)
        Signature.objects.filter(pk=row.pk, version=row.version).update(
            withdrawn=True, reason=reason.strip()[:500], version=row.version + 1
        )
        _set_status(taken.sheet, SheetStatus.OPEN)


def _demand_status(desk: Desk, wanted: SheetStatus) -> None:
    status = desk.status
    if status is SheetStatus.CLOSED or desk.sheet.register.locked_at is not None:
        raise SheetClosed
    if status is wanted:
        return
    raise NotSigned if wanted is SheetStatus.TEACHER_SIGNED else AlreadySigned


def _put_signature(actor: Actor, sheet: GradeSheet, role: SignatureRole, content: str) -> None:
    """A signature is a person's: neither the system nor nobody signs."""
    if actor.user_id is None:
        raise NotAllowed(str(SheetsPermission.CLOSE))
    Signature.objects.create(
        register_id=sheet.register_id,
        sheet=sheet,
        role=role.value,
        user_id=actor.user_id,
        name=actor.name[:200],
        signed_at=timezone.now(),
        digest=content,
    )


def _freeze(sheet: GradeSheet, lines: tuple[LineValues, ...]) -> None:
    SheetLine.objects.bulk_create(
        SheetLine(register_id=sheet.register_id, sheet=sheet, **line.columns()) for line in lines
    )


def _set_status(sheet: GradeSheet, status: SheetStatus) -> None:
    GradeSheet.objects.filter(pk=sheet.pk, version=sheet.version).update(
        status=status.value, version=sheet.version + 1
    )
