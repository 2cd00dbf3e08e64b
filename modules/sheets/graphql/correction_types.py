"""Types of the API around what happens to a sheet afterwards: corrections by order, returns, printed editions."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

import strawberry
from django.urls import reverse

from modules.sheets.selectors.corrections import CorrectionView
from modules.sheets.services import Correction
from ordo.documents.models import IssuedDocument
from ordo.graph.ids import id_of, number


@strawberry.enum(name="PaperLanguage", description="Language of a printed grade sheet.")
class PaperLanguage(StrEnum):
    """Languages of `services.printing.LANGUAGES`."""

    KY = "ky"
    RU = "ru"
    EN = "en"


@strawberry.type(name="SheetCorrection", description="An order about one student's final result.")
class SheetCorrectionType:
    """One order with its values before and after."""

    id: strawberry.ID = strawberry.field(description="Number of the order in the university.")
    sheet_id: strawberry.ID = strawberry.field(description="The sheet.")
    sheet_number: str = strawberry.field(description="The sheet's number.")
    student_id: strawberry.ID = strawberry.field(description="The student.")
    student_name: str = strawberry.field(description="The student's name as the sheet has it.")
    document: str = strawberry.field(description="The paper the correction rests on.")
    reason: str = strawberry.field(description="Why.")
    points_before: Decimal | None = strawberry.field(description="Final control before.")
    absent_before: bool = strawberry.field(description="Whether the sheet says 'did not appear'.")
    points_after: Decimal | None = strawberry.field(description="Final control as it is to be.")
    absent_after: bool = strawberry.field(description="Whether it is to be 'did not appear'.")
    total_before: Decimal | None = strawberry.field(description="Total before.")
    total_after: Decimal | None = strawberry.field(description="Total reckoned anew.")
    state: str = strawberry.field(description="asked, approved, applied or refused.")
    requested_by: str = strawberry.field(description="Who asked.")
    requested_at: datetime = strawberry.field(description="When.")
    approved_by: str = strawberry.field(description="Who approved, or empty.")
    consented_by: str = strawberry.field(description="Who consented, or empty.")
    applied_at: datetime | None = strawberry.field(description="Since when it stands on the sheet.")
    refused_by: str = strawberry.field(description="Who refused, or empty.")
    refusal: str = strawberry.field(description="Why it was refused, or empty.")

    @classmethod
    def of(cls, view: CorrectionView) -> Self:
        """From the selector's value."""
        same = (
            "sheet_number", "student_name", "document", "reason", "total_before", "total_after", "state",
            "requested_by", "requested_at", "approved_by", "consented_by", "applied_at", "refused_by", "refusal",
        )  # fmt: skip
        return cls(
            id=id_of(view.id),
            sheet_id=id_of(view.sheet_id),
            student_id=id_of(view.student_id),
            points_before=view.before.points,
            absent_before=view.before.absent,
            points_after=view.after.points,
            absent_after=view.after.absent,
            **{name: getattr(view, name) for name in same},
        )


@strawberry.input(description="The right final result of one student; points null and absent false is none.")
class CorrectionInput:
    """Input of `requestCorrection`."""

    sheet_id: strawberry.ID = strawberry.field(description="A closed sheet.")
    student_id: strawberry.ID = strawberry.field(description="A student of its list.")
    points: Decimal | None = strawberry.field(default=None, description="Right points.")
    absent: bool = strawberry.field(default=False, description="The student did not appear.")
    document: str = strawberry.field(description="The paper the correction rests on: a memo, a protocol.")
    reason: str = strawberry.field(description="Why.")

    def value(self) -> Correction:
        """The service's form."""
        return Correction(
            student_id=number(self.student_id),
            points=self.points,
            absent=self.absent,
            document=self.document,
            reason=self.reason,
        )


@strawberry.type(description="A correction was asked for, approved, consented to or refused.")
class CorrectionPayload:
    """Answer of a step of a correction."""

    correction_id: strawberry.ID = strawberry.field(description="The order.")
    applied: bool = strawberry.field(description="Whether it stands on the sheet now.")


@strawberry.type(description="A sheet went back to its teacher.")
class ReturnedPayload:
    """Answer of `returnSheet`."""

    sheet_id: strawberry.ID = strawberry.field(description="The sheet.")


@strawberry.type(description="The day of the control was set.")
class ControlDatePayload:
    """Answer of `setControlDate`."""

    sheet_id: strawberry.ID = strawberry.field(description="The sheet.")
    control_date: date = strawberry.field(description="The day; the list of students is the one of that day.")


@strawberry.type(description="An edition of the printed sheet with a code that verifies.")
class IssuedSheetPayload:
    """Answer of `issueSheet`."""

    document_id: strawberry.ID = strawberry.field(description="The issued document.")
    edition: int = strawberry.field(description="1 for the first one.")
    path: str = strawberry.field(
        description="Address of the PDF below the university's own, for who signed in."
    )

    @classmethod
    def of(cls, sheet_id: int, document: IssuedDocument) -> Self:
        """From the document's row."""
        path = reverse("sheets:paper", args=[sheet_id, document.pk])
        return cls(document_id=id_of(document.pk), edition=document.edition, path=path)
