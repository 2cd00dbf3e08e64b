"""Typed refusals of the sheets' deeds: a stable `code` and a sentence in the reader's language."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.sheets.wording import CELL_REFUSALS


class SheetRefused(Exception):
    """A deed was refused; nothing of it was written."""

    code: ClassVar[str] = "sheets.refused"
    text: ClassVar[Promise | str] = _("The grade sheet refuses this step.")

    def sentence(self) -> str:
        """The reason in the language in force."""
        return str(self.text)

    @property
    def message(self) -> str:
        """The same, for templates."""
        return self.sentence()


class NoSheet(SheetRefused):
    """There is no such sheet, line or correction, or it is not this person's to know."""

    code = "NOT_FOUND"
    text = _("There is no such grade sheet.")


class AlreadySigned(SheetRefused):
    """The sheet bears this signature already, or is closed."""

    code = "sheets.already_signed"
    text = _("The grade sheet is already signed.")


class NotSigned(SheetRefused):
    """The dean's office signs what the teacher has signed."""

    code = "sheets.not_signed"
    text = _("The teacher has not signed the grade sheet yet.")


class SheetClosed(SheetRefused):
    """Nothing opens a closed sheet (AVN-3.7)."""

    code = "sheets.closed"
    text = CELL_REFUSALS["closed"]


class NotClosed(SheetRefused):
    """A correction order is for closed sheets; an open one is simply filled in."""

    code = "sheets.not_closed"
    text = _("The grade sheet is not closed yet: correct it by entering the right value.")


class SamePerson(SheetRefused):
    """Teacher and dean's office are two different people."""

    code = "sheets.same_person"
    text = _("Whoever signed as the teacher cannot close the grade sheet.")


class ContentChanged(SheetRefused):
    """The list or the journal has changed since the teacher signed: the signature no longer stands for the content."""

    code = "sheets.content_changed"
    text = _(
        "The journal or the list of students has changed since the teacher signed. "
        "Return the grade sheet to the teacher for a new signature."
    )


class NoStudents(SheetRefused):
    """An empty sheet is not signed."""

    code = "sheets.no_students"
    text = _("There is no student in the list of this grade sheet.")


class ResultsMissing(SheetRefused):
    """Final results are missing; each student needs points or 'did not appear'. `names` says whose."""

    code = "sheets.results_missing"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        """The number and the names."""
        text = _("Results of the final control are missing (%(count)s): %(names)s.")
        return str(text) % {"count": len(self.names), "names": ", ".join(self.names)}


class JournalIncomplete(SheetRefused):
    """Parts of the journal have no data and would count 0 for good; this must be said explicitly."""

    code = "sheets.journal_incomplete"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        """The number and the names."""
        text = _(
            "Parts of the journal have no data (%(count)s): %(names)s. They would count 0. Confirm this to sign."
        )
        return str(text) % {"count": len(self.names), "names": ", ".join(self.names)}


class CannotReckon(SheetRefused):
    """The policy cannot be applied to the line; `reason` says why."""

    code = "sheets.cannot_reckon"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        """Grading's own sentence."""
        return self.reason


class ReasonMissing(SheetRefused):
    """A return and a correction need a written reason."""

    code = "sheets.reason_missing"
    text = _("Give the reason.")


class BadDate(SheetRefused):
    """The control lies within its semester."""

    code = "sheets.bad_date"
    text = _("The day of the control lies outside of the semester.")


class BadFinal(SheetRefused):
    """A corrected result that the policy does not know; `reason` is a code of CELL_REFUSALS."""

    code = "sheets.bad_final"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        """The cell's own sentence."""
        return str(CELL_REFUSALS[self.reason])


class NothingToCorrect(SheetRefused):
    """The new value is the old one."""

    code = "sheets.nothing_to_correct"
    text = _("The corrected value is the one that stands on the sheet already.")


class CorrectionWaits(SheetRefused):
    """The step is not this person's turn: first the academic office or the registrar, then the vice-rector."""

    code = "sheets.correction_order"
    text = _("First the academic office or the registrar approves, then the vice-rector consents.")
