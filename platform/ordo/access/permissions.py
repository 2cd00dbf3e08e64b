"""Permissions about roles themselves."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class AccessPermission(StrEnum):
    """Who sees and who gives roles (EB-17.2, EB-17.3)."""

    ROLE_VIEW = "access.role.view"
    ROLE_CHANGE = "access.role.change"
    GRANT_VIEW = "access.grant.view"
    GRANT_GIVE = "access.grant.give"
    MODULE_SWITCH = "access.module.switch"


TITLES: Mapping[StrEnum, str | Promise] = {
    AccessPermission.ROLE_VIEW: _("See roles and their permissions"),
    AccessPermission.ROLE_CHANGE: _("Change roles and their permissions"),
    AccessPermission.GRANT_VIEW: _("See who holds which role"),
    AccessPermission.GRANT_GIVE: _("Give and withdraw roles"),
    AccessPermission.MODULE_SWITCH: _("Switch modules on and off"),
}

_ADMIN = frozenset({RoleCode.SYSTEM_ADMINISTRATOR})

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    AccessPermission.ROLE_VIEW: _ADMIN | {RoleCode.VICE_RECTOR},
    AccessPermission.ROLE_CHANGE: _ADMIN,
    AccessPermission.GRANT_VIEW: _ADMIN | {RoleCode.VICE_RECTOR},
    AccessPermission.GRANT_GIVE: _ADMIN,
    AccessPermission.MODULE_SWITCH: _ADMIN,
}
