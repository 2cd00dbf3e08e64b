"""Permissions about log-ins (JAMU-3.4a, JAMU-3.4b, JAMU-4.1a, JAMU-4.2j, KNU-5.6, OSH-4.2j)."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class AccountPermission(StrEnum):
    """Who sees, gives out, resets and closes log-ins."""

    VIEW = "accounts.user.view"
    ISSUE = "accounts.secret.issue"
    CHANGE = "accounts.user.change"
    PASSWORD_OWN = "accounts.password.own"
    TOKEN_OWN = "accounts.token.own"


TITLES: Mapping[StrEnum, str | Promise] = {
    AccountPermission.VIEW: _("See log-ins"),
    AccountPermission.ISSUE: _("Give out log-in data and reset passwords"),
    AccountPermission.CHANGE: _("Open, change and close log-ins"),
    AccountPermission.PASSWORD_OWN: _("Change the own password"),
    AccountPermission.TOKEN_OWN: _("Make keys for programs"),
}

_ADMINS = frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.JOURNAL_ADMINISTRATOR})

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    AccountPermission.VIEW: _ADMINS | {RoleCode.DEANS_OFFICE},
    AccountPermission.ISSUE: _ADMINS | {RoleCode.DEANS_OFFICE},
    AccountPermission.CHANGE: _ADMINS,
    AccountPermission.PASSWORD_OWN: frozenset(RoleCode),
    AccountPermission.TOKEN_OWN: frozenset(RoleCode) - {RoleCode.GUARDIAN, RoleCode.APPLICANT},
}
