"""Who sees, drafts, confirms and puts in force grading policies."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class GradingPermission(StrEnum):
    """Deeds around grading policies."""

    POLICY_VIEW = "grading.policy.view"
    POLICY_DRAFT = "grading.policy.draft"
    POLICY_ENFORCE = "grading.policy.enforce"


TITLES: Mapping[StrEnum, str | Promise] = {
    GradingPermission.POLICY_VIEW: _("See grading policies"),
    GradingPermission.POLICY_DRAFT: _("Draft versions of grading policies"),
    GradingPermission.POLICY_ENFORCE: _("Confirm grading policies and put them in force"),
}

_DRAFTERS = frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.ACADEMIC_OFFICE})

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    GradingPermission.POLICY_VIEW: _DRAFTERS
    | {
        RoleCode.RECTOR,
        RoleCode.VICE_RECTOR,
        RoleCode.REGISTRAR,
        RoleCode.QUALITY_OFFICE,
    },
    GradingPermission.POLICY_DRAFT: _DRAFTERS,
    GradingPermission.POLICY_ENFORCE: frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.VICE_RECTOR}),
}
