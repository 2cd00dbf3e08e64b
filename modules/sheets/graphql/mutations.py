"""Writing grade sheets through the API; every write of cells carries an idempotency key."""

from decimal import Decimal

import strawberry
from django.utils.translation import gettext_lazy as _

from modules.sheets import services, tasks
from modules.sheets.graphql.types import EnsureSheetsPayload, SetFinalsPayload, SignedPayload
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number

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

    @strawberry.mutation(description="Make all missing sheets of a semester, as a job.")
    def ensure_sheets(self, info: Info, semester_id: strawberry.ID) -> EnsureSheetsPayload:
        """Ask for the job."""
        return EnsureSheetsPayload.of(tasks.start(actor=actor_of(info), semester_id=number(semester_id)))
