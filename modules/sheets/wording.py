"""Words of grade sheets: states, outcomes, what is missing, why a cell or a deed is refused."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from modules.sheets.rules import SheetOutcome, SheetStatus, SignatureRole, Standing
from ordo.ui import terms

STATUSES: Final[Mapping[SheetStatus, str | Promise]] = {
    SheetStatus.OPEN: pgettext_lazy("grade sheet", "Open"),
    SheetStatus.TEACHER_SIGNED: pgettext_lazy("grade sheet", "Signed by the teacher"),
    SheetStatus.CLOSED: pgettext_lazy("grade sheet", "Closed"),
}
STATUS_TONES: Final[Mapping[str, str]] = {
    SheetStatus.OPEN.value: "warn",
    SheetStatus.TEACHER_SIGNED.value: "info",
    SheetStatus.CLOSED.value: "good",
}
OUTCOMES: Final[Mapping[SheetOutcome, str | Promise]] = {
    SheetOutcome.PASSED: pgettext_lazy("result", "Passed"),
    SheetOutcome.FAILED: pgettext_lazy("result", "Failed"),
    SheetOutcome.NOT_APPEARED: pgettext_lazy("result", "Did not appear"),
    SheetOutcome.NONE: "",
}
OUTCOME_TONES: Final[Mapping[str, str]] = {
    SheetOutcome.PASSED.value: "good",
    SheetOutcome.FAILED.value: "bad",
    SheetOutcome.NOT_APPEARED.value: "bad",
}
STANDINGS: Final[Mapping[Standing, str | Promise]] = {
    Standing.LISTED: "",
    Standing.TRANSFERRED: pgettext_lazy("student on a sheet", "Transferred"),
    Standing.EXPELLED: pgettext_lazy("student on a sheet", "Expelled"),
    Standing.ON_LEAVE: pgettext_lazy("student on a sheet", "On academic leave"),
}
ROLES: Final[Mapping[SignatureRole, str | Promise]] = {
    SignatureRole.TEACHER: pgettext_lazy("signature", "Teacher"),
    SignatureRole.DEANS_OFFICE: pgettext_lazy("signature", "Dean's office"),
}
IN_WORDS: Final[Mapping[int, str | Promise]] = {
    5: pgettext_lazy("traditional mark", "excellent"),
    4: pgettext_lazy("traditional mark", "good"),
    3: pgettext_lazy("traditional mark", "satisfactory"),
    2: pgettext_lazy("traditional mark", "unsatisfactory"),
}
PASS_FAIL_WORDS: Final[Mapping[SheetOutcome, str | Promise]] = {
    SheetOutcome.PASSED: pgettext_lazy("pass/fail test", "passed"),
    SheetOutcome.FAILED: pgettext_lazy("pass/fail test", "not passed"),
}

CELL_REFUSALS: Final[Mapping[str, str | Promise]] = {
    "signed": _("The teacher has signed the grade sheet. Ask the dean's office to return it."),
    "closed": _("The grade sheet is closed. It can be changed only by a correction order."),
    "no_final": _("This form of control has no points of its own: the result comes from the journal."),
    "not_member": _("The student is not in the list of this grade sheet."),
    "left": _("The student left the group before the control."),
    "not_yours": _("The student belongs to another teacher's subgroup."),
    "too_many": _("There are more points than the final control gives."),
    "scale": _("This mark does not belong to the scale: 5, 4, 3 or 2."),
    "not_understood": _("This was not understood. Type points, or кж for a student who did not appear."),
}


def _capital_word(code: str) -> str:
    return terms.capital(terms.get(code))


word = lazy(_capital_word, str)
"""The university's own word for a term with a large letter, looked up when it is shown."""


def in_words(outcome: SheetOutcome, traditional: int | None, *, pass_fail: bool) -> str:
    """Return the result in words as the sheet prints it: the traditional mark, passed or not, did not appear."""
    if outcome is SheetOutcome.NOT_APPEARED:
        return str(OUTCOMES[outcome]).lower()
    if outcome is SheetOutcome.NONE:
        return ""
    if pass_fail:
        return str(PASS_FAIL_WORDS[outcome])
    return str(IN_WORDS.get(traditional or 0, ""))


def shown(value: Decimal | int | None) -> str:
    """Return a number in the reader's way without trailing zeros; a dash for None."""
    if value is None:
        return "–"
    plain = Decimal(value).normalize()
    return str(number_format(Decimal(f"{plain:f}"), use_l10n=True))


def final_shown(points: Decimal | None, *, absent: bool) -> str:
    """Return what stands in a cell of the final column: points, the sign 'did not appear', or nothing."""
    if absent:
        return absence_sign()
    return "" if points is None else shown(points)


def absence_sign() -> str:
    """Return the short sign of a student who did not appear, in the language in force."""
    return pgettext("final control", "n/a")
