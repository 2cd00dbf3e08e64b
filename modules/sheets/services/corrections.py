"""Corrections of closed sheets: asked for with a reason, approved by two others, applied as entries of the register.

There is no unlock (AVN-3.7, JAMU-4.3b, OSH-4.3b). The teacher or the dean's office asks; the academic office or the
registrar approves; the vice-rector consents, which applies the order. PostgreSQL demands three different people.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from modules.grading import facade as grading
from modules.sheets.models import FinalMark, GradeSheet, SheetLine
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import FinalValue, SheetStatus, Standing
from modules.sheets.selectors import access, basis, reckoning
from modules.sheets.selectors.reckoning import LineValues
from modules.sheets.services.desk import Desk, enter, queued
from modules.sheets.services.errors import (
    BadFinal,
    CorrectionWaits,
    NoSheet,
    NotClosed,
    NothingToCorrect,
    ReasonMissing,
)
from modules.sheets.services.finals import refusal_of
from ordo.access.actor import Actor, NotAllowed, Target
from ordo.ledger import facade as ledger
from ordo.ledger.facade import Change
from ordo.ledger.models import CorrectionOrder
from tenants.policies import ControlForm

_STEPS: Final = (SheetsPermission.CORRECTION_APPROVE, SheetsPermission.CORRECTION_CONSENT)
"""Approval first, consent second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is asked for: the right final result of one student, with the document and the reason it rests on."""

    student_id: int
    points: Decimal | None = None
    absent: bool = False
    document: str
    reason: str

    @property
    def content(self) -> FinalValue:
        """The new content of the final column."""
        return FinalValue(None if self.absent else self.points, self.absent)


def request_correction(*, actor: Actor, sheet_id: int, correction: Correction) -> int:
    """Ask for a correction of one student's final result; the line is reckoned anew from what it was made of.

    Returns the order's number. Raises NotAllowed, NoSheet, NotClosed, ReasonMissing, BadFinal, NothingToCorrect.
    """
    desk = enter(actor, sheet_id, SheetsPermission.CORRECTION_REQUEST)
    if not correction.reason.strip() or not correction.document.strip():
        raise ReasonMissing
    with queued(actor, desk) as taken:
        if taken.status is not SheetStatus.CLOSED:
            raise NotClosed
        changes = _changes(actor, taken, correction)
        return ledger.request_correction(
            taken.sheet.register_id,
            document=correction.document.strip(),
            reason=correction.reason.strip(),
            changes=changes,
        )


def _changes(actor: Actor, desk: Desk, correction: Correction) -> list[Change]:
    line = SheetLine.objects.filter(sheet=desk.sheet, student_id=correction.student_id).first()
    if line is None or not Standing(line.standing).counts:
        raise NoSheet
    if (line.final_points, line.absent) == (correction.content.points, correction.content.absent):
        raise NothingToCorrect
    _demand_good(desk.sheet, correction.content)
    final = FinalMark.objects.filter(sheet=desk.sheet, student_id=correction.student_id).first()
    entered = {"points": correction.content.points, "absent": correction.content.absent}
    return [
        Change(FinalMark._meta.db_table, entered, final.pk, final.version)
        if final
        else Change(
            FinalMark._meta.db_table,
            {
                **entered,
                "sheet_id": desk.sheet.pk,
                "student_id": line.student_id,
                "entered_by_id": actor.user_id,
            },
        ),
        Change(SheetLine._meta.db_table, _corrected(desk, line, correction.content), line.pk, line.version),
    ]


def _demand_good(sheet: GradeSheet, content: FinalValue) -> None:
    if not sheet.final_maximum:
        raise BadFinal("no_final")
    if content.is_empty:
        raise BadFinal("not_understood")
    if code := refusal_of(content, sheet.final_maximum, five=sheet.is_five_point):
        raise BadFinal(code)


def _corrected(desk: Desk, row: SheetLine, content: FinalValue) -> dict[str, Any]:
    """Columns of the line that change."""
    before = LineValues.of_row(row)
    facts = reckoning.with_final(basis.from_data(row.basis), content, desk.sheet.final_maximum)
    result = grading.course_result(desk.choice.row, ControlForm(desk.sheet.control_form), facts, closed=True)
    entered = replace(before, final_points=content.points, absent=content.absent, basis=basis.to_data(facts))
    after = reckoning.result_values(entered, result).columns()
    former = before.columns()
    return {name: value for name, value in after.items() if value != former[name]}


def approve_correction(*, actor: Actor, order_id: int) -> bool:
    """Approve (academic office, registrar) or, after that, consent (vice-rector); returns whether it is now applied.

    Raises NotAllowed, NoSheet, CorrectionWaits, ledger's OrderRefused (the same person twice, already applied …).
    """
    desk, target = _desk(actor, order_id)
    with queued(actor, desk):
        first = CorrectionOrder.objects.values_list("approver_1", flat=True).get(pk=order_id) is None
        if not actor.can(_STEPS[0] if first else _STEPS[1], target):
            raise CorrectionWaits
        if ledger.approve_correction(order_id) == 1:
            return False
        ledger.apply_correction(order_id)
    return True


def refuse_correction(*, actor: Actor, order_id: int, reason: str) -> None:
    """Refuse a correction for good. Raises NotAllowed, NoSheet, ReasonMissing, ledger's OrderRefused."""
    desk, _target = _desk(actor, order_id)
    if not reason.strip():
        raise ReasonMissing
    with queued(actor, desk):
        ledger.refuse_correction(order_id, reason.strip())


def _desk(actor: Actor, order_id: int) -> tuple[Desk, Target]:
    """The sheet of an order; whoever may do neither step is refused before anything is looked for."""
    if not any(actor.can(step) for step in _STEPS):
        raise NotAllowed(str(_STEPS[0]))
    order = CorrectionOrder.objects.filter(pk=order_id).first()
    sheet = GradeSheet.objects.filter(register_id=order.register_id).first() if order else None
    if sheet is None:
        raise NoSheet
    found = access.load(sheet.pk)
    if not any(actor.can(step, found.target) for step in _STEPS):
        raise NoSheet
    return Desk(found.sheet, found.line, grading.policy_by_version(sheet.policy_version_id)), found.target
