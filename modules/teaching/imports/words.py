"""What can be wrong with a row of teachers' assignments beyond its cells: the registers say otherwise."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TeachingProblem(StrEnum):
    """Codes kept in rows of imports; they never change."""

    GROUP_UNKNOWN = "teaching.group_unknown"
    SUBGROUP_UNKNOWN = "teaching.subgroup_unknown"
    SEMESTER_UNKNOWN = "teaching.semester_unknown"
    DISCIPLINE_UNKNOWN = "teaching.discipline_unknown"
    DISCIPLINE_UNCLEAR = "teaching.discipline_unclear"
    TEACHER_UNKNOWN = "teaching.teacher_unknown"
    TEACHER_UNCLEAR = "teaching.teacher_unclear"
    LINE_INCOMPLETE = "teaching.line_incomplete"
    LINE_DIFFERS = "teaching.line_differs"
    LINE_FOREIGN = "teaching.line_foreign"
    JOURNAL_OPEN = "teaching.journal_open"
    HOURS_DIFFER = "teaching.hours_differ"
    ROW_REPEATED = "teaching.row_repeated"


WORDS: Mapping[StrEnum, tuple[Promise, Promise]] = {
    TeachingProblem.GROUP_UNKNOWN: (
        _("group unknown"),
        _("There is no study group “%(value)s” that studies now."),
    ),
    TeachingProblem.SUBGROUP_UNKNOWN: (
        _("subgroup unknown"),
        _("The group %(group)s has no subgroup “%(value)s”."),
    ),
    TeachingProblem.SEMESTER_UNKNOWN: (
        _("semester unknown"),
        _("There is no such semester in the calendar: “%(value)s”."),
    ),
    TeachingProblem.DISCIPLINE_UNKNOWN: (
        _("discipline unknown"),
        _("There is no discipline “%(value)s” in the register."),
    ),
    TeachingProblem.DISCIPLINE_UNCLEAR: (
        _("discipline not certain"),
        _("Several disciplines are called “%(value)s”; give the code."),
    ),
    TeachingProblem.TEACHER_UNKNOWN: (
        _("teacher unknown"),
        _("There is no employee “%(value)s” in the register."),
    ),
    TeachingProblem.TEACHER_UNCLEAR: (
        _("teacher not certain"),
        _("Several employees fit “%(value)s”; give the personnel number."),
    ),
    TeachingProblem.LINE_INCOMPLETE: (
        _("working plan incomplete"),
        _(
            "The group's working plan does not have this discipline yet: its form of control and credits are needed."
        ),
    ),
    TeachingProblem.LINE_DIFFERS: (
        _("differs from row %(place)s"),
        _(
            "Another row of the file (%(place)s) gives this discipline other credits, hours or form of control."
        ),
    ),
    TeachingProblem.LINE_FOREIGN: (
        _("not yours to change"),
        _("You may not change the working plan or the teachers of this group and discipline."),
    ),
    TeachingProblem.JOURNAL_OPEN: (
        _("journal open"),
        _("The journal is open: form of control and credits stand as they are (%(present)s)."),
    ),
    TeachingProblem.HOURS_DIFFER: (
        _("hours do not add up"),
        _("Lectures, practical and laboratory hours make %(parts)s, more than all hours (%(total)s)."),
    ),
    TeachingProblem.ROW_REPEATED: (
        _("same as row %(place)s"),
        _("The same assignment stands at %(place)s."),
    ),
}
