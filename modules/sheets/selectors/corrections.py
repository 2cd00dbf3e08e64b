"""Correction orders about sheets, as the offices and the student read them (AVN-3.7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model

from modules.sheets.models import FinalMark, GradeSheet, SheetLine
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import FinalValue
from modules.sheets.selectors import access
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger
from ordo.ledger.models import CorrectionOrder


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One order: what it changes for whom, who asked, approved, consented or refused, and when.

    `state` is asked, approved, applied or refused.
    """

    id: int
    sheet_id: int
    sheet_number: str
    student_id: int
    student_name: str
    document: str
    reason: str
    before: FinalValue
    after: FinalValue
    total_before: Decimal | None
    total_after: Decimal | None
    state: str
    requested_by: str
    requested_at: datetime
    approved_by: str
    approved_at: datetime | None
    consented_by: str
    applied_at: datetime | None
    refused_by: str
    refusal: str


def of_sheet(sheet: GradeSheet) -> tuple[CorrectionView, ...]:
    """All orders about a sheet's final column, oldest first."""
    orders = CorrectionOrder.objects.filter(register_id=sheet.register_id).order_by("id")
    return _views(list(orders), {sheet.register_id: sheet})


def waiting(actor: Actor) -> tuple[CorrectionView, ...]:
    """Orders that wait for this actor's office, oldest first; raises NotAllowed."""
    actor.require(SheetsPermission.CORRECTION_VIEW)
    approves = actor.can(SheetsPermission.CORRECTION_APPROVE)
    orders = CorrectionOrder.objects.filter(applied_at=None, refused_at=None)
    if not actor.can(SheetsPermission.CORRECTION_CONSENT):
        orders = orders.filter(approver_1=None)
    elif not approves:
        orders = orders.filter(approver_1__isnull=False)
    found = list(orders.order_by("id")[:200])
    sheets = _sheets(found)
    return tuple(view for view in _views(found, sheets) if _may_decide(actor, view))


def _may_decide(actor: Actor, view: CorrectionView) -> bool:
    target = access.load(view.sheet_id).target
    approve, consent = SheetsPermission.CORRECTION_APPROVE, SheetsPermission.CORRECTION_CONSENT
    return actor.can(approve if view.state == "asked" else consent, target)


def _sheets(orders: Iterable[CorrectionOrder]) -> dict[int, GradeSheet]:
    registers = {order.register_id for order in orders}
    return {sheet.register_id: sheet for sheet in GradeSheet.objects.filter(register_id__in=registers)}


def _views(orders: list[CorrectionOrder], sheets: Mapping[int, GradeSheet]) -> tuple[CorrectionView, ...]:
    lines = _lines(orders)
    names = _names(orders)
    return tuple(
        _view(order, sheets[order.register_id], lines[pk], change, names)
        for order in orders
        if order.register_id in sheets
        for pk, change in _line_changes(order)
        if pk in lines
    )


def _line_changes(order: CorrectionOrder) -> list[tuple[int, Mapping[str, Any]]]:
    table = SheetLine._meta.db_table
    return [(int(change["id"]), change["set"]) for change in order.changes if change["table"] == table]


def _lines(orders: Iterable[CorrectionOrder]) -> dict[int, SheetLine]:
    wanted = {pk for order in orders for pk, _change in _line_changes(order)}
    return SheetLine.objects.in_bulk(wanted) if wanted else {}


def _names(orders: Iterable[CorrectionOrder]) -> Mapping[int, str]:
    ids = {
        person
        for order in orders
        for person in (order.requested_by, order.approver_1, order.approver_2, order.refused_by)
        if person is not None
    }
    users = get_user_model().objects.filter(pk__in=ids) if ids else ()
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


def _view(
    order: CorrectionOrder,
    sheet: GradeSheet,
    line: SheetLine,
    changed: Mapping[str, Any],
    names: Mapping[int, str],
) -> CorrectionView:
    finals: list[Mapping[str, Any]] = [
        change["set"] for change in order.changes if change["table"] == FinalMark._meta.db_table
    ]
    final = finals[0] if finals else {}
    former = _former(order, line)
    return CorrectionView(
        id=order.pk,
        sheet_id=sheet.pk,
        sheet_number=sheet.number,
        student_id=line.student_id,
        student_name=line.student_name,
        document=order.document,
        reason=order.reason,
        before=FinalValue(former[0], former[1]),
        after=FinalValue(_number(final.get("points")), bool(final.get("absent"))),
        total_before=former[2],
        total_after=_number(changed.get("total")) if "total" in changed else former[2],
        state=_state(order),
        requested_by=names.get(order.requested_by, ""),
        requested_at=order.requested_at,
        approved_by=names.get(order.approver_1 or 0, ""),
        approved_at=order.approved_1_at,
        consented_by=names.get(order.approver_2 or 0, ""),
        applied_at=order.applied_at,
        refused_by=names.get(order.refused_by or 0, ""),
        refusal=order.refusal,
    )


def _state(order: CorrectionOrder) -> str:
    if order.applied_at is not None:
        return "applied"
    if order.refused_at is not None:
        return "refused"
    return "approved" if order.approver_1 is not None else "asked"


def _former(order: CorrectionOrder, line: SheetLine) -> tuple[Decimal | None, bool, Decimal | None]:
    """Final points, absence and total before the order: from the register once it is applied, else as they stand."""
    if order.applied_at is None:
        return line.final_points, line.absent, line.total
    for event in ledger.history_of(SheetLine._meta.db_table, line.pk):
        if event.payload.get("order") == order.pk:
            former = event.before
            return _number(former["final_points"]), bool(former["absent"]), _number(former["total"])
    return None, False, None


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
