"""Permissions of the platform's operators, held in the reserved tenant only."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class PlatformPermission(StrEnum):
    """What operators may do; a university's own administrator gets nothing by it, since the pages are not there."""

    UNIVERSITY_VIEW = "platform.university.view"
    UNIVERSITY_CREATE = "platform.university.create"


TITLES: Mapping[StrEnum, str | Promise] = {
    PlatformPermission.UNIVERSITY_VIEW: _("See the universities of the platform and their state"),
    PlatformPermission.UNIVERSITY_CREATE: _("Open a new university"),
}

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    PlatformPermission.UNIVERSITY_VIEW: frozenset({RoleCode.SYSTEM_ADMINISTRATOR}),
    PlatformPermission.UNIVERSITY_CREATE: frozenset({RoleCode.SYSTEM_ADMINISTRATOR}),
}
