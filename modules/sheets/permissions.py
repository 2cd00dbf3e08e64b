"""Who keeps, signs, closes and corrects grade sheets, and who reads results (AVN-3.7, JAMU-4.2c, OSH-4.2c)."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.permissions_registry import DataEntry
from ordo.access.roles import RoleCode
from tenants.presets import DataCategory


class SheetsPermission(StrEnum):
    """Deeds around grade sheets. Consent is the vice-rector's; approval the academic office's or the registrar's."""

    SHEET_VIEW = "sheets.sheet.view"
    SHEET_ENSURE = "sheets.sheet.ensure"
    FINAL_SET = "sheets.final.set"
    SIGN_TEACHER = "sheets.sheet.sign_teacher"
    CLOSE = "sheets.sheet.close"
    CORRECTION_REQUEST = "sheets.correction.request"
    CORRECTION_APPROVE = "sheets.correction.approve"
    CORRECTION_CONSENT = "sheets.correction.consent"
    CORRECTION_VIEW = "sheets.correction.view"
    RESULT_VIEW = "sheets.result.view"
    OWN_VIEW = "sheets.own.view"


TITLES: Mapping[StrEnum, str | Promise] = {
    SheetsPermission.SHEET_VIEW: _("See grade sheets"),
    SheetsPermission.SHEET_ENSURE: _("Make the grade sheets of a semester and set their dates"),
    SheetsPermission.FINAL_SET: _("Enter results of the final control"),
    SheetsPermission.SIGN_TEACHER: _("Sign grade sheets as the teacher"),
    SheetsPermission.CLOSE: _("Sign and close grade sheets, or return them to the teacher"),
    SheetsPermission.CORRECTION_REQUEST: _("Ask for corrections of closed grade sheets"),
    SheetsPermission.CORRECTION_APPROVE: _("Approve corrections of closed grade sheets"),
    SheetsPermission.CORRECTION_CONSENT: _(
        "Consent to corrections of closed grade sheets as the vice-rector"
    ),
    SheetsPermission.CORRECTION_VIEW: _("See which corrections wait for a decision"),
    SheetsPermission.RESULT_VIEW: _("See results of students"),
    SheetsPermission.OWN_VIEW: _("See the own results"),
}

_WATCHERS = frozenset(
    {
        RoleCode.JOURNAL_ADMINISTRATOR,
        RoleCode.RECTOR,
        RoleCode.VICE_RECTOR,
        RoleCode.ACADEMIC_OFFICE,
        RoleCode.REGISTRAR,
        RoleCode.DEANS_OFFICE,
        RoleCode.HEAD_OF_DEPARTMENT,
        RoleCode.METHODIST,
        RoleCode.CURATOR,
        RoleCode.QUALITY_OFFICE,
    }
)

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    SheetsPermission.SHEET_VIEW: _WATCHERS | {RoleCode.TEACHER},
    SheetsPermission.SHEET_ENSURE: frozenset({RoleCode.DEANS_OFFICE, RoleCode.JOURNAL_ADMINISTRATOR}),
    SheetsPermission.FINAL_SET: frozenset({RoleCode.TEACHER}),
    SheetsPermission.SIGN_TEACHER: frozenset({RoleCode.TEACHER}),
    SheetsPermission.CLOSE: frozenset({RoleCode.DEANS_OFFICE}),
    SheetsPermission.CORRECTION_REQUEST: frozenset({RoleCode.TEACHER, RoleCode.DEANS_OFFICE}),
    SheetsPermission.CORRECTION_APPROVE: frozenset({RoleCode.ACADEMIC_OFFICE, RoleCode.REGISTRAR}),
    SheetsPermission.CORRECTION_CONSENT: frozenset({RoleCode.VICE_RECTOR}),
    SheetsPermission.CORRECTION_VIEW: frozenset(
        {RoleCode.ACADEMIC_OFFICE, RoleCode.REGISTRAR, RoleCode.VICE_RECTOR}
    ),
    SheetsPermission.RESULT_VIEW: _WATCHERS,
    SheetsPermission.OWN_VIEW: frozenset({RoleCode.STUDENT}),
}

# The teacher fills the sheet (EB-08.3); who else enters results differs between universities (EB-R4.2.6, KNU-5.7).
ENTRY: Mapping[StrEnum, DataEntry] = {
    SheetsPermission.FINAL_SET: DataEntry(DataCategory.ACHIEVEMENT, beside=frozenset({RoleCode.TEACHER})),
}
