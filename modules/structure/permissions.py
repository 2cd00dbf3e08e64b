"""Who sees and keeps faculties, departments, programmes, semesters and study groups."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class StructurePermission(StrEnum):
    """Deeds around the structure (EB-02.1, EB-06.1, EB-06.3, EB-06.9)."""

    VIEW = "structure.unit.view"
    CHANGE = "structure.unit.change"
    CALENDAR_CHANGE = "structure.calendar.change"
    GROUP_VIEW = "structure.group.view"
    GROUP_EXPORT = "structure.group.export"
    GROUP_CHANGE = "structure.group.change"


TITLES: Mapping[StrEnum, str | Promise] = {
    StructurePermission.VIEW: _("See faculties, departments and programmes"),
    StructurePermission.CHANGE: _("Keep faculties, departments and programmes"),
    StructurePermission.CALENDAR_CHANGE: _("Keep academic years and semesters"),
    StructurePermission.GROUP_VIEW: _("See study groups"),
    StructurePermission.GROUP_EXPORT: _("Take lists of study groups away"),
    StructurePermission.GROUP_CHANGE: _("Open, change and close study groups"),
}

_OFFICES = frozenset(
    {
        RoleCode.SYSTEM_ADMINISTRATOR,
        RoleCode.JOURNAL_ADMINISTRATOR,
        RoleCode.RECTOR,
        RoleCode.VICE_RECTOR,
        RoleCode.ACADEMIC_OFFICE,
        RoleCode.REGISTRAR,
        RoleCode.DEANS_OFFICE,
        RoleCode.HEAD_OF_DEPARTMENT,
        RoleCode.METHODIST,
        RoleCode.STUDENT_RECORDS,
        RoleCode.HUMAN_RESOURCES,
        RoleCode.QUALITY_OFFICE,
    }
)
_KEEPERS = frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.ACADEMIC_OFFICE})
_GROUP_KEEPERS = frozenset(
    {
        RoleCode.SYSTEM_ADMINISTRATOR,
        RoleCode.JOURNAL_ADMINISTRATOR,
        RoleCode.STUDENT_RECORDS,
        RoleCode.DEANS_OFFICE,
    }
)

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    StructurePermission.VIEW: _OFFICES,
    StructurePermission.CHANGE: _KEEPERS,
    StructurePermission.CALENDAR_CHANGE: _KEEPERS,
    StructurePermission.GROUP_VIEW: _OFFICES | {RoleCode.TEACHER, RoleCode.CURATOR, RoleCode.ACCOUNTING},
    StructurePermission.GROUP_EXPORT: _OFFICES,
    StructurePermission.GROUP_CHANGE: _GROUP_KEEPERS,
}
