"""Permissions about issued documents."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class DocumentPermission(StrEnum):
    """Who sees, issues and withdraws documents (KNU-3.5, KNU-4.4a)."""

    VIEW = "documents.document.view"
    ISSUE = "documents.document.issue"
    REVOKE = "documents.document.revoke"


TITLES: Mapping[StrEnum, str | Promise] = {
    DocumentPermission.VIEW: _("See issued documents and their files"),
    DocumentPermission.ISSUE: _("Issue documents with a code for checking"),
    DocumentPermission.REVOKE: _("Revoke issued documents and replace them"),
}

_OFFICES = frozenset(
    {RoleCode.REGISTRAR, RoleCode.ACADEMIC_OFFICE, RoleCode.DEANS_OFFICE, RoleCode.STUDENT_RECORDS}
)

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    DocumentPermission.VIEW: _OFFICES
    | {
        RoleCode.SYSTEM_ADMINISTRATOR,
        RoleCode.RECTOR,
        RoleCode.VICE_RECTOR,
        RoleCode.QUALITY_OFFICE,
        RoleCode.TEACHER,
    },
    DocumentPermission.ISSUE: _OFFICES | {RoleCode.TEACHER},
    DocumentPermission.REVOKE: frozenset(
        {RoleCode.REGISTRAR, RoleCode.ACADEMIC_OFFICE, RoleCode.DEANS_OFFICE, RoleCode.VICE_RECTOR}
    ),
}
