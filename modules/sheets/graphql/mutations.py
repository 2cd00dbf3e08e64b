"""Writing grade sheets through the API; every write of cells carries an idempotency key."""

from datetime import date
from decimal import Decimal

import strawberry
from django.utils.translation import gettext_lazy as _

from modules.sheets import services, tasks
from modules.sheets.graphql.correction_types import (
    ControlDatePayload,
    CorrectionInput,
    CorrectionPayload,
    IssuedSheetPayload,
    PaperLanguage,
    ReturnedPayload,
)
from modules.sheets.graphql.types import EnsureSheetsPayload, SetFinalsPayload, SignedPayload
from modules.sheets.permissions import SheetsPermission
from modules.sheets.services import printing
from ordo.documents.permissions import DocumentPermission
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import id_of, number
from ordo.graph.repeats import IdempotencyKey, once

MOST_CELLS = 500


class TooManyCells(ValueError):
    """More cells than one call may carry, or a key of a wrong length."""

    code = "BAD_INPUT"
    sentence = _("Send at most 500 cells at once, and a key of 8 to 100 characters.")


@strawberry.input(
    description="A cell as the caller wants it; version is what the caller saw, 0 for an empty cell."
)
class FinalInput:
    """Points null and absent false clears the cell."""

    student_id: strawberry.ID
    points: Decimal | None = None
    absent: bool = False
    version: int = 0


@strawberry.input(
    description="Cells of one sheet. The same key gives the same answer and writes nothing again."
)
class SetFinalsInput:
    """Input of setFinals."""

    sheet_id: strawberry.ID
    cells: list[FinalInput]
    idempotency_key: str


@strawberry.type
class SheetsMutation:
    """Mutations of grade sheets."""

    @strawberry.mutation(description="Enter results of the final control.")
    def set_finals(self, info: Info, input: SetFinalsInput) -> SetFinalsPayload:
        """Write cells of the final column."""
        if len(input.cells) > MOST_CELLS or not 8 <= len(input.idempotency_key) <= 100:
            raise TooManyCells
        cells = [
            services.FinalWrite(number(cell.student_id), cell.points, cell.absent, cell.version)
            for cell in input.cells
        ]
        outcome = services.set_finals(
            actor=actor_of(info),
            sheet_id=number(input.sheet_id),
            cells=cells,
            idempotency_key=input.idempotency_key,
        )
        return SetFinalsPayload.of(outcome)

    @strawberry.mutation(description="Sign a sheet as its teacher.")
    def sign_sheet(self, info: Info, id: strawberry.ID, confirm_gaps: bool = False) -> SignedPayload:
        """The teacher's signature."""
        digest = services.sign(actor=actor_of(info), sheet_id=number(id), confirm_gaps=confirm_gaps)
        return SignedPayload(sheet_id=id, digest=digest)

    @strawberry.mutation(description="Sign a sheet as the dean's office and close it for good.")
    def close_sheet(self, info: Info, id: strawberry.ID) -> SignedPayload:
        """The dean's office's signature and the close."""
        return SignedPayload(sheet_id=id, digest=services.close(actor=actor_of(info), sheet_id=number(id)))

    @strawberry.mutation(description="Return a signed sheet to its teacher before it is closed.")
    def return_sheet(self, info: Info, id: strawberry.ID, reason: str) -> ReturnedPayload:
        """Give a sheet back; the former signature stays on record with the reason."""
        services.return_to_teacher(actor=actor_of(info), sheet_id=number(id), reason=reason)
        return ReturnedPayload(sheet_id=id)

    @strawberry.mutation(description="Set the day of the control of an open sheet.")
    def set_control_date(self, info: Info, id: strawberry.ID, control_date: date) -> ControlDatePayload:
        """Set the day, which lies within the semester."""
        services.set_control_date(actor=actor_of(info), sheet_id=number(id), control_date=control_date)
        return ControlDatePayload(sheet_id=id, control_date=control_date)

    @strawberry.mutation(description="Ask for the correction of a student's final result on a closed sheet.")
    def request_correction(
        self, info: Info, input: CorrectionInput, idempotency_key: IdempotencyKey = None
    ) -> CorrectionPayload:
        """Ask; two others decide."""
        actor = actor_of(info)

        def deed() -> CorrectionPayload:
            order = services.request_correction(
                actor=actor, sheet_id=number(input.sheet_id), correction=input.value()
            )
            return CorrectionPayload(correction_id=id_of(order), applied=False)

        return once(
            CorrectionPayload, deed, actor=actor, permission=SheetsPermission.CORRECTION_REQUEST,
            key=idempotency_key, operation="requestCorrection", request=input,
        )  # fmt: skip

    @strawberry.mutation(description="Approve a correction, or consent to an approved one, which applies it.")
    def approve_correction(self, info: Info, id: strawberry.ID) -> CorrectionPayload:
        """The academic office's or the registrar's step, then the vice-rector's."""
        applied = services.approve_correction(actor=actor_of(info), order_id=number(id))
        return CorrectionPayload(correction_id=id, applied=applied)

    @strawberry.mutation(description="Refuse a correction for good.")
    def refuse_correction(self, info: Info, id: strawberry.ID, reason: str) -> CorrectionPayload:
        """Refuse with a reason."""
        services.refuse_correction(actor=actor_of(info), order_id=number(id), reason=reason)
        return CorrectionPayload(correction_id=id, applied=False)

    @strawberry.mutation(
        description="Issue the printed form of a closed sheet; a further edition replaces the former one and needs"
        " a reason."
    )
    def issue_sheet(
        self,
        info: Info,
        id: strawberry.ID,
        language: PaperLanguage,
        reason: str = "",
        idempotency_key: IdempotencyKey = None,
    ) -> IssuedSheetPayload:
        """Issue a document (EB-05.3)."""
        actor, request = actor_of(info), info.context.request
        house = printing.House.of(request.tenant, request.build_absolute_uri("/"))

        def deed() -> IssuedSheetPayload:
            pk = number(id)
            document = printing.issue(
                actor=actor, sheet_id=pk, language=language.value, house=house, reason=reason[:500]
            )
            return IssuedSheetPayload.of(pk, document)

        return once(
            IssuedSheetPayload, deed, actor=actor, permission=DocumentPermission.ISSUE, key=idempotency_key,
            operation="issueSheet", request=[id, language, reason],
        )  # fmt: skip

    @strawberry.mutation(description="Make all missing sheets of a semester, as a job.")
    def ensure_sheets(self, info: Info, semester_id: strawberry.ID) -> EnsureSheetsPayload:
        """Ask for the job."""
        return EnsureSheetsPayload.of(tasks.start(actor=actor_of(info), semester_id=number(semester_id)))
