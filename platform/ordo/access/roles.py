"""The roles every university starts with (architecture §6; AVN-3.1, AVN-3.3, EB-17.3).

A role is a named set of permissions; a grant gives it to a user within a scope. SIMPLE roles read only (AVN-3.2a).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RoleCode(StrEnum):
    """Stable codes of the built-in roles."""

    SYSTEM_ADMINISTRATOR = "system_administrator"
    JOURNAL_ADMINISTRATOR = "journal_administrator"
    RECTOR = "rector"
    VICE_RECTOR = "vice_rector"
    ACADEMIC_OFFICE = "academic_office"
    REGISTRAR = "registrar"
    DEANS_OFFICE = "deans_office"
    HEAD_OF_DEPARTMENT = "head_of_department"
    METHODIST = "methodist"
    TEACHER = "teacher"
    CURATOR = "curator"
    STUDENT_RECORDS = "student_records"
    HUMAN_RESOURCES = "human_resources"
    ACCOUNTING = "accounting"
    PLANNING_FINANCE = "planning_finance"
    ADMISSIONS = "admissions"
    LIBRARY = "library"
    DORMITORY = "dormitory"
    QUALITY_OFFICE = "quality_office"
    STUDENT = "student"
    GUARDIAN = "guardian"
    APPLICANT = "applicant"


class RoleKind(StrEnum):
    """Full-rights users enter data, simple users only read (AVN-3.1)."""

    FULL = "full"
    SIMPLE = "simple"


class ScopeKind(StrEnum):
    """How far a grant reaches."""

    UNIVERSITY = "university"
    FACULTY = "faculty"
    DEPARTMENT = "department"
    GROUP = "group"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """What people read about a role, and the scope it is usually given with."""

    code: RoleCode
    title: str | Promise
    description: str | Promise
    kind: RoleKind
    scope: ScopeKind


def _full(code: RoleCode, title: Promise | str, description: Promise | str, scope: ScopeKind) -> RoleInfo:
    return RoleInfo(code, title, description, RoleKind.FULL, scope)


def _simple(code: RoleCode, title: Promise | str, description: Promise | str) -> RoleInfo:
    return RoleInfo(code, title, description, RoleKind.SIMPLE, ScopeKind.OWN)


_U, _F, _D, _G, _O = (
    ScopeKind.UNIVERSITY,
    ScopeKind.FACULTY,
    ScopeKind.DEPARTMENT,
    ScopeKind.GROUP,
    ScopeKind.OWN,
)

ROLES: tuple[RoleInfo, ...] = (
    _full(
        RoleCode.SYSTEM_ADMINISTRATOR,
        _("System administrator"),
        _("Runs the system: users, roles, modules, settings, imports"),
        _U,
    ),
    _full(
        RoleCode.JOURNAL_ADMINISTRATOR,
        _("Journal administrator"),
        _("Loads groups, teachers and timetables, opens journals, gives log-in data"),
        _U,
    ),
    _full(RoleCode.RECTOR, _("Rector"), _("Sees the whole university and its figures"), _U),
    _full(
        RoleCode.VICE_RECTOR,
        _("Vice-rector"),
        _("Approves schedules, full-rights users and changes of locked data"),
        _U,
    ),
    _full(
        RoleCode.ACADEMIC_OFFICE,
        _("Academic office"),
        _("Keeps curricula, working plans and semesters, checks journals"),
        _U,
    ),
    _full(RoleCode.REGISTRAR, _("Registrar"), _("Keeps the register of results and issues transcripts"), _U),
    _full(
        RoleCode.DEANS_OFFICE,
        _("Dean's office"),
        _("Keeps the faculty's students, groups, grade sheets and log-in data"),
        _F,
    ),
    _full(
        RoleCode.HEAD_OF_DEPARTMENT,
        _("Head of department"),
        _("Distributes disciplines among teachers and checks journals"),
        _D,
    ),
    _full(RoleCode.METHODIST, _("Methodist"), _("Checks how journals are filled"), _F),
    _full(RoleCode.TEACHER, _("Teacher"), _("Keeps the journals and sheets of the own groups"), _O),
    _full(RoleCode.CURATOR, _("Curator"), _("Watches attendance and progress of the own groups"), _G),
    _full(
        RoleCode.STUDENT_RECORDS, _("Student records"), _("Keeps students' personal data and movements"), _U
    ),
    _full(RoleCode.HUMAN_RESOURCES, _("Human resources"), _("Keeps employees' data and movements"), _U),
    _full(RoleCode.ACCOUNTING, _("Accounting"), _("Keeps tuition contracts and payments"), _U),
    _full(RoleCode.PLANNING_FINANCE, _("Planning and finance"), _("Keeps the staffing table and rates"), _U),
    _full(RoleCode.ADMISSIONS, _("Admissions"), _("Receives applicants and their documents"), _U),
    _full(RoleCode.LIBRARY, _("Library"), _("Keeps books, copies and loans"), _U),
    _full(RoleCode.DORMITORY, _("Dormitory"), _("Keeps rooms and residents"), _U),
    _full(
        RoleCode.QUALITY_OFFICE, _("Quality office"), _("Watches the quality of study and its reports"), _U
    ),
    _simple(RoleCode.STUDENT, _("Student"), _("Sees the own marks, points and results")),
    _simple(RoleCode.GUARDIAN, _("Guardian"), _("Sees the marks and results of the own child")),
    _simple(RoleCode.APPLICANT, _("Applicant"), _("Follows the own application")),
)

BY_CODE: dict[RoleCode, RoleInfo] = {info.code: info for info in ROLES}
