"""Who sees and who keeps journals (JAMU-4.3a, OSH-4.3a: a teacher the own groups only)."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class JournalPermission(StrEnum):
    """Deeds around journals."""

    JOURNAL_VIEW = "journal.view"
    OWN_VIEW = "journal.own.view"
    JOURNAL_OPEN = "journal.open"
    LESSON_CHANGE = "journal.lesson.change"
    MARK_SET = "journal.mark.set"
    CHECKPOINT_CHANGE = "journal.checkpoint.change"
    CHECKPOINT_SET_TOTAL = "journal.checkpoint.set_total"


TITLES: Mapping[StrEnum, str | Promise] = {
    JournalPermission.JOURNAL_VIEW: _("See journals"),
    JournalPermission.OWN_VIEW: _("See the own marks in journals"),
    JournalPermission.JOURNAL_OPEN: _("Open journals"),
    JournalPermission.LESSON_CHANGE: _("Enter and change lessons"),
    JournalPermission.MARK_SET: _("Enter marks and absences"),
    JournalPermission.CHECKPOINT_CHANGE: _("Enter works of checkpoints and their points"),
    JournalPermission.CHECKPOINT_SET_TOTAL: _("Set the totals of checkpoints"),
}

_TEACHERS = frozenset({RoleCode.TEACHER})

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    JournalPermission.JOURNAL_VIEW: _TEACHERS
    | {
        RoleCode.JOURNAL_ADMINISTRATOR,
        RoleCode.RECTOR,
        RoleCode.VICE_RECTOR,
        RoleCode.ACADEMIC_OFFICE,
        RoleCode.DEANS_OFFICE,
        RoleCode.HEAD_OF_DEPARTMENT,
        RoleCode.METHODIST,
        RoleCode.CURATOR,
        RoleCode.QUALITY_OFFICE,
    },
    JournalPermission.OWN_VIEW: frozenset({RoleCode.STUDENT}),
    JournalPermission.JOURNAL_OPEN: _TEACHERS | {RoleCode.JOURNAL_ADMINISTRATOR, RoleCode.DEANS_OFFICE},
    JournalPermission.LESSON_CHANGE: _TEACHERS,
    JournalPermission.MARK_SET: _TEACHERS,
    JournalPermission.CHECKPOINT_CHANGE: _TEACHERS,
    JournalPermission.CHECKPOINT_SET_TOTAL: _TEACHERS,
}
