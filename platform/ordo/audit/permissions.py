"""Who may read the log of changes."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class AuditPermission(StrEnum):
    """Reading only: nobody changes the log (AVN-3.9a, EB-17.5)."""

    EVENT_VIEW = "audit.event.view"


TITLES: Mapping[StrEnum, str | Promise] = {
    AuditPermission.EVENT_VIEW: _("See who changed what, and when"),
}

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    AuditPermission.EVENT_VIEW: frozenset(
        {RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.VICE_RECTOR, RoleCode.QUALITY_OFFICE}
    ),
}
