"""Typed refusals of the journal's deeds: a stable `code` and a sentence in the reader's language."""

from collections.abc import Mapping
from typing import ClassVar, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CELL_REFUSALS: Final[Mapping[str, Promise | str]] = {
    "locked": _("This part of the journal is locked: the checkpoint's total is set."),
    "closed": _("The grade sheet is closed. It can be changed only by a correction order."),
    "unknown": _("There is no such lesson or work in this journal."),
    "not_member": _("The student was not in the group on that day."),
    "future": _("The lesson has not taken place yet."),
    "scale": _("This mark does not belong to the scale of the journal."),
    "too_many": _("There are more points than the work gives."),
    "not_understood": _("This was not understood. Press ? to see the keys."),
}


class JournalRefused(Exception):
    """A deed was refused; nothing of it was written."""

    code: ClassVar[str] = "journal.refused"
    sentence: Promise | str = _("The journal refuses this change.")

    @property
    def message(self) -> str:
        """The sentence in the language in force."""
        return str(self.sentence)


class NoJournal(JournalRefused):
    """There is no such journal, lesson or work, or it is not this person's to know."""

    code = "NOT_FOUND"
    sentence = _("There is no such journal.")


class SectionLocked(JournalRefused):
    """What stands before a checkpoint whose total is set is closed for good (JAMU-4.3b, OSH-4.3b)."""

    code = "journal.locked"
    sentence = CELL_REFUSALS["locked"]


class LessonExists(JournalRefused):
    """Two lessons of one journal cannot stand in the same pair."""

    code = "journal.lesson_exists"
    sentence = _("There is already a lesson on this day and pair.")


class LessonOutside(JournalRefused):
    """A lesson lies within its semester."""

    code = "journal.lesson_outside"
    sentence = _("The day of the lesson lies outside of the semester.")


class LessonOutOfOrder(JournalRefused):
    """The lessons of a checkpoint stand together: none lies among those of another one."""

    code = "journal.lesson_order"
    sentence = _("On this day the lessons belong to another checkpoint.")


class LessonNotYet(JournalRefused):
    """A lesson of a coming day is not held yet."""

    code = "journal.lesson_future"
    sentence = CELL_REFUSALS["future"]


class LessonHasMarks(JournalRefused):
    """A lesson with marks or absences was held."""

    code = "journal.lesson_has_marks"
    sentence = _("The lesson has marks or absences: it was held.")


class ChangedMeanwhile(JournalRefused):
    """Somebody saved the lesson or work since it was opened."""

    code = "CONFLICT"
    sentence = _("Somebody has changed this meanwhile. Look at the new state and try again.")


class WorkHasResults(JournalRefused):
    """A work that students have points for is not withdrawn and its maximum not lowered below them."""

    code = "journal.work_has_results"
    sentence = _("Students already have points for this work.")


class BadPoints(JournalRefused):
    """The maximum of a work is a number between 0 and 100."""

    code = "journal.bad_points"
    sentence = _("The highest points of a work lie above 0 and not above 100.")


class TotalOutOfOrder(JournalRefused):
    """Totals are set one checkpoint after the other."""

    code = "journal.total_order"
    sentence = _("Set the total of the former checkpoint first.")


class TotalAlreadySet(JournalRefused):
    """The total was set and its section is locked."""

    code = "journal.total_set"
    sentence = _("The total of this checkpoint is already set.")


class ResultsMissing(JournalRefused):
    """Students without any points would get 0; this must be said explicitly, as nothing undoes it."""

    code = "journal.results_missing"

    def __init__(self, students: tuple[int, ...]) -> None:
        super().__init__(students)
        self.students = students
        text = gettext("%(count)s students have no points yet and would get 0. Confirm this to go on.")
        self.sentence = text % {"count": len(students)}
