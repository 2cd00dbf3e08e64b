"""Who sees and keeps disciplines, working plan lines and teachers' assignments."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.permissions_registry import DataEntry
from ordo.access.roles import RoleCode
from tenants.presets import DataCategory


class TeachingPermission(StrEnum):
    """Deeds around what is taught (EB-06.2f, EB-06.4, JAMU-3.2, JAMU-4.3a)."""

    DISCIPLINE_VIEW = "teaching.discipline.view"
    DISCIPLINE_CHANGE = "teaching.discipline.change"
    LINE_VIEW = "teaching.line.view"
    LINE_EXPORT = "teaching.line.export"
    LINE_CHANGE = "teaching.line.change"
    ASSIGN = "teaching.assignment.change"


TITLES: Mapping[StrEnum, str | Promise] = {
    TeachingPermission.DISCIPLINE_VIEW: _("See disciplines"),
    TeachingPermission.DISCIPLINE_CHANGE: _("Keep disciplines"),
    TeachingPermission.LINE_VIEW: _("See working plans and who teaches"),
    TeachingPermission.LINE_EXPORT: _("Take working plans away"),
    TeachingPermission.LINE_CHANGE: _("Keep working plans"),
    TeachingPermission.ASSIGN: _("Distribute disciplines among teachers"),
}

_KEEPERS = frozenset(
    {RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.JOURNAL_ADMINISTRATOR, RoleCode.ACADEMIC_OFFICE}
)
_WATCHERS = _KEEPERS | {
    RoleCode.RECTOR,
    RoleCode.VICE_RECTOR,
    RoleCode.REGISTRAR,
    RoleCode.DEANS_OFFICE,
    RoleCode.HEAD_OF_DEPARTMENT,
    RoleCode.METHODIST,
    RoleCode.QUALITY_OFFICE,
    RoleCode.PLANNING_FINANCE,
}

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    TeachingPermission.DISCIPLINE_VIEW: _WATCHERS | {RoleCode.TEACHER},
    TeachingPermission.DISCIPLINE_CHANGE: _KEEPERS,
    TeachingPermission.LINE_VIEW: _WATCHERS | {RoleCode.TEACHER, RoleCode.CURATOR},
    TeachingPermission.LINE_EXPORT: _WATCHERS,
    TeachingPermission.LINE_CHANGE: _KEEPERS,
    TeachingPermission.ASSIGN: _KEEPERS | {RoleCode.HEAD_OF_DEPARTMENT},
}

# Who enters these categories differs between universities (EB-R4.2.3, EB-R4.2.4, KNU-7.1, KNU-7.2, JAMU-3.2).
_LOADERS = frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.JOURNAL_ADMINISTRATOR})

ENTRY: Mapping[StrEnum, DataEntry] = {
    TeachingPermission.DISCIPLINE_CHANGE: DataEntry(DataCategory.CURRICULA, beside=_LOADERS),
    TeachingPermission.LINE_CHANGE: DataEntry(DataCategory.CURRICULA, beside=_LOADERS),
    TeachingPermission.ASSIGN: DataEntry(DataCategory.TEACHING_LOAD, beside=_KEEPERS),
}
