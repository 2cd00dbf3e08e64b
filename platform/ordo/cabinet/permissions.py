"""Who may see and change the settings and words of the university."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleCode


class ConsolePermission(StrEnum):
    """Deeds of the console that belong to no module (EB-17.1)."""

    SETTING_VIEW = "console.setting.view"
    SETTING_CHANGE = "console.setting.change"
    WORD_CHANGE = "console.word.change"


TITLES: Mapping[StrEnum, str | Promise] = {
    ConsolePermission.SETTING_VIEW: _("See the settings of the university"),
    ConsolePermission.SETTING_CHANGE: _("Confirm and change the settings of the university"),
    ConsolePermission.WORD_CHANGE: _("Choose the university's own words"),
}

_ADMIN = frozenset({RoleCode.SYSTEM_ADMINISTRATOR})

DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    ConsolePermission.SETTING_VIEW: _ADMIN | {RoleCode.VICE_RECTOR},
    ConsolePermission.SETTING_CHANGE: _ADMIN,
    ConsolePermission.WORD_CHANGE: _ADMIN,
}
