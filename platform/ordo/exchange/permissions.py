"""Permissions of imports; each kind of import names a permission of its own module beside."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class ExchangePermission(StrEnum):
    """Who may bring files in (EB-02.6, EB-T13)."""

    VIEW = "exchange.run.view"
    RUN = "exchange.run.start"


TITLES: Mapping[StrEnum, str | Promise] = {
    ExchangePermission.VIEW: _("See imports and their errors"),
    ExchangePermission.RUN: _("Import lists from files and undo imports"),
}

_IMPORTERS = frozenset(
    {
        RoleCode.SYSTEM_ADMINISTRATOR,
        RoleCode.JOURNAL_ADMINISTRATOR,
        RoleCode.ACADEMIC_OFFICE,
        RoleCode.STUDENT_RECORDS,
        RoleCode.HUMAN_RESOURCES,
        RoleCode.DEANS_OFFICE,
    }
)

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    ExchangePermission.VIEW: _IMPORTERS,
    ExchangePermission.RUN: _IMPORTERS,
}
