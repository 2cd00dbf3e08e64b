"""Who may edit the pages of the university's site."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class PortalPermission(StrEnum):
    """Deeds around the public site."""

    PAGE_EDIT = "portal.page.edit"


TITLES: Mapping[StrEnum, str | Promise] = {
    PortalPermission.PAGE_EDIT: _("Edit the pages of the university's site"),
}

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    PortalPermission.PAGE_EDIT: frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.JOURNAL_ADMINISTRATOR}),
}
