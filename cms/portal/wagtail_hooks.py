"""What the editor shows: only what editors of a university's site need."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

HIDDEN = frozenset({"help", "reports", "settings"})


@hooks.register("construct_main_menu")
def only_the_site(request: HttpRequest, items: list[Any]) -> None:
    """Leave pages, pictures and files in the menu."""
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("register_admin_menu_item")
def to_the_console() -> MenuItem:
    """A way back to the university's console."""
    return MenuItem(_("Console"), "/console/", name="ordo-console", icon_name="cogs", order=9000)
