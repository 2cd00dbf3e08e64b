"""Who sees and keeps students and employees."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.permissions_registry import DataEntry
from ordo.access.roles import RoleCode
from tenants.presets import DataCategory


class PeoplePermission(StrEnum):
    """Deeds around people (EB-02.2–EB-02.7, EB-02.16, EB-03.1, EB-03.2, JAMU-4.3a)."""

    OWN_CARD = "people.own_card.view"
    STUDENT_LIST = "people.student_list.view"
    STUDENT_VIEW = "people.student.view"
    STUDENT_PRIVATE_VIEW = "people.student_private.view"
    STUDENT_EXPORT = "people.student.export"
    STUDENT_CHANGE = "people.student.change"
    STUDENT_MOVE = "people.student.move"
    EMPLOYEE_LIST = "people.employee_list.view"
    EMPLOYEE_VIEW = "people.employee.view"
    EMPLOYEE_PRIVATE_VIEW = "people.employee_private.view"
    EMPLOYEE_EXPORT = "people.employee.export"
    EMPLOYEE_CHANGE = "people.employee.change"
    APPOINT = "people.appointment.change"


TITLES: Mapping[StrEnum, str | Promise] = {
    PeoplePermission.OWN_CARD: _("Open the own card"),
    PeoplePermission.STUDENT_LIST: _("Open the list of students"),
    PeoplePermission.STUDENT_VIEW: _("See students"),
    PeoplePermission.STUDENT_PRIVATE_VIEW: _("See students' PIN, address and telephone"),
    PeoplePermission.STUDENT_EXPORT: _("Take lists of students away"),
    PeoplePermission.STUDENT_CHANGE: _("Enter students and change their data"),
    PeoplePermission.STUDENT_MOVE: _("Transfer, expel, reinstate and graduate students"),
    PeoplePermission.EMPLOYEE_LIST: _("Open the list of employees"),
    PeoplePermission.EMPLOYEE_VIEW: _("See employees"),
    PeoplePermission.EMPLOYEE_PRIVATE_VIEW: _("See employees' PIN, address and telephone"),
    PeoplePermission.EMPLOYEE_EXPORT: _("Take lists of employees away"),
    PeoplePermission.EMPLOYEE_CHANGE: _("Enter employees and change their data"),
    PeoplePermission.APPOINT: _("Appoint curators and group leaders"),
}

_ADMIN = frozenset({RoleCode.SYSTEM_ADMINISTRATOR})
_STUDENT_KEEPERS = _ADMIN | {
    RoleCode.JOURNAL_ADMINISTRATOR, RoleCode.STUDENT_RECORDS, RoleCode.DEANS_OFFICE
}  # fmt: skip
_WATCHERS = frozenset(
    {
        RoleCode.RECTOR,
        RoleCode.VICE_RECTOR,
        RoleCode.ACADEMIC_OFFICE,
        RoleCode.REGISTRAR,
        RoleCode.HEAD_OF_DEPARTMENT,
        RoleCode.METHODIST,
        RoleCode.QUALITY_OFFICE,
    }
)
_STAFF_KEEPERS = _ADMIN | {RoleCode.HUMAN_RESOURCES}

_STUDENT_WATCHERS = (
    _STUDENT_KEEPERS
    | _WATCHERS
    | {RoleCode.ACCOUNTING, RoleCode.LIBRARY, RoleCode.DORMITORY, RoleCode.TEACHER, RoleCode.CURATOR}
)
_STAFF_WATCHERS = (
    _STAFF_KEEPERS
    | _WATCHERS
    | {RoleCode.JOURNAL_ADMINISTRATOR, RoleCode.DEANS_OFFICE, RoleCode.PLANNING_FINANCE}
)

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    PeoplePermission.OWN_CARD: frozenset({RoleCode.STUDENT, RoleCode.TEACHER}),
    PeoplePermission.STUDENT_LIST: _STUDENT_WATCHERS,
    PeoplePermission.STUDENT_VIEW: _STUDENT_WATCHERS | {RoleCode.STUDENT},
    PeoplePermission.STUDENT_PRIVATE_VIEW: _STUDENT_KEEPERS | {RoleCode.ACCOUNTING, RoleCode.STUDENT},
    PeoplePermission.STUDENT_EXPORT: _STUDENT_KEEPERS
    | {RoleCode.ACADEMIC_OFFICE, RoleCode.REGISTRAR, RoleCode.ACCOUNTING},
    PeoplePermission.STUDENT_CHANGE: _STUDENT_KEEPERS,
    PeoplePermission.STUDENT_MOVE: _ADMIN | {RoleCode.STUDENT_RECORDS, RoleCode.DEANS_OFFICE},
    PeoplePermission.EMPLOYEE_LIST: _STAFF_WATCHERS,
    PeoplePermission.EMPLOYEE_VIEW: _STAFF_WATCHERS | {RoleCode.TEACHER},
    PeoplePermission.EMPLOYEE_PRIVATE_VIEW: _STAFF_KEEPERS,
    PeoplePermission.EMPLOYEE_EXPORT: _STAFF_KEEPERS | {RoleCode.PLANNING_FINANCE},
    PeoplePermission.EMPLOYEE_CHANGE: _STAFF_KEEPERS,
    PeoplePermission.APPOINT: _ADMIN
    | {RoleCode.ACADEMIC_OFFICE, RoleCode.STUDENT_RECORDS, RoleCode.DEANS_OFFICE},
}

# Who enters these categories differs between universities (EB-R4.2.1, EB-R4.2.5, KNU-7.8, KNU-7.10).
ENTRY: Mapping[StrEnum, DataEntry] = {
    PeoplePermission.STUDENT_MOVE: DataEntry(DataCategory.STUDENT_MOVEMENTS, beside=_ADMIN),
    PeoplePermission.EMPLOYEE_CHANGE: DataEntry(DataCategory.EMPLOYEE_MOVEMENTS, beside=_ADMIN),
}
