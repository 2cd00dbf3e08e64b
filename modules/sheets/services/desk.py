"""What every deed on a sheet begins with: the sheet, the right to act on it, and its place in the queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from modules.grading import facade as grading
from modules.grading.facade import PolicyChoice
from modules.sheets.models import GradeSheet
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import SheetStatus
from modules.sheets.selectors import access, reckoning
from modules.sheets.selectors.reckoning import LineValues, Reckoned, Unreckonable
from modules.sheets.services.errors import CannotReckon, NoSheet
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger


@dataclass(frozen=True, slots=True)
class Desk:
    """A sheet taken for a deed, with its line and its pinned policy."""

    sheet: GradeSheet
    line: LineRef
    choice: PolicyChoice

    @property
    def status(self) -> SheetStatus:
        """Where the sheet stands while the queue is held."""
        return SheetStatus(self.sheet.status)

    def read(self) -> tuple[Reckoned, ...]:
        """Every student as the sheet stands; raises CannotReckon."""
        try:
            return reckoning.read(self.sheet, self.line, self.choice)
        except Unreckonable as problem:
            raise CannotReckon(problem.sentence) from problem

    def lines(self, rows: tuple[Reckoned, ...]) -> tuple[LineValues, ...]:
        """The lines as they would close now."""
        return reckoning.lines_of(rows, self.sheet.credits)


def enter(actor: Actor, sheet_id: int, permission: StrEnum) -> Desk:
    """Find the sheet and demand the right for exactly this one; raises NotAllowed, NoSheet when there is none."""
    actor.require(permission)
    try:
        found = access.load(sheet_id)
    except GradeSheet.DoesNotExist:
        raise NoSheet from None
    signing = permission is SheetsPermission.SIGN_TEACHER
    actor.require(permission, found.signing_target if signing else found.target)
    return Desk(found.sheet, found.line, grading.policy_by_version(found.sheet.policy_version_id))


@contextmanager
def queued(actor: Actor, desk: Desk) -> Iterator[Desk]:
    """Act in the ledger's name of the actor, standing in the queue of the sheet's register; atomic.

    The sheet is read anew under the queue.
    """
    with ledger.acting(actor):
        ledger.queue([desk.sheet.register_id])
        sheet = GradeSheet.objects.select_related("register").get(pk=desk.sheet.pk)
        yield Desk(sheet, desk.line, desk.choice)
