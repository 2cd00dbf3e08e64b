"""Panels of the console and entries of the cabinet's menu that belong to the kernel."""

from django.utils.translation import gettext_lazy as _

from ordo.access.permissions import AccessPermission
from ordo.accounts.permissions import AccountPermission
from ordo.audit.permissions import AuditPermission
from ordo.cabinet.permissions import ConsolePermission
from ordo.exchange.permissions import ExchangePermission
from ordo.modular.module import ConsolePanel, MenuEntry

MENU = (MenuEntry(_("Imports"), "imports", ExchangePermission.RUN, "upload", 70),)

PANELS = (
    ConsolePanel(
        _("Log-ins"),
        _("Find a person's log-in, give out one-time codes, open and close"),
        "console-logins", AccountPermission.VIEW, "key", 10,
    ),
    ConsolePanel(
        _("Who holds which role"),
        _("Full-rights users by order, for which part of the university and how long"),
        "console-grants", AccessPermission.GRANT_VIEW, "users", 20,
    ),
    ConsolePanel(
        _("Roles and permissions"),
        _("What each role may read and change"),
        "console-roles", AccessPermission.ROLE_VIEW, "lock", 30,
    ),
    ConsolePanel(
        _("Modules"),
        _("Parts of the platform that this university uses"),
        "console-modules", AccessPermission.MODULE_SWITCH, "building", 40,
    ),
    ConsolePanel(
        _("Settings"),
        _("What the university decided, and what is still a preset"),
        "console-settings", ConsolePermission.SETTING_VIEW, "settings", 50,
    ),
    ConsolePanel(
        _("Words"),
        _("The university's own words in three languages"),
        "console-words", ConsolePermission.WORD_CHANGE, "edit", 55,
    ),
    ConsolePanel(
        _("Log of changes"),
        _("Who changed what, when and from where"),
        "console-audit", AuditPermission.EVENT_VIEW, "clock", 90,
    ),
)  # fmt: skip
