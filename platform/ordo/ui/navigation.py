"""The main navigation, put together from the modules that are on and what the person may do.

A view may give its own `menu` in the context; otherwise the shell shows `main_menu(request)`.
"""

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from ordo.access.request import UniversityRequest
from ordo.cabinet import panels
from ordo.ui.menu import NavEntry

HOME = "/app/"
"""Fixed address of the cabinets."""
CONSOLE = "/console/"
"""Fixed address of the administrator's console."""


def main_menu(request: UniversityRequest) -> list[NavEntry]:
    """Entries of all modules that are on and that this person may enter; nothing for those not signed in."""
    if not _is_inside(request):
        return []
    found = [
        (entry.title, address, entry.icon)
        for entry in panels.menu_for(request.actor)
        if (address := _address(entry.url_name))
    ]
    current = _current(request.path, [address for _title, address, _icon in found])
    home = NavEntry(_("My page"), HOME, "home", current=request.path == HOME)
    return [home, *(NavEntry(title, url, icon, current=url == current) for title, url, icon in found)]


def user_menu(request: UniversityRequest) -> list[NavEntry]:
    """What stands under a person's own name: the cabinet, the console for those who run something, the log-in."""
    if not _is_inside(request):
        return []
    entries = [NavEntry(_("My page"), HOME, "home")]
    if panels.panels_for(request.actor):
        entries.append(NavEntry(_("Console"), CONSOLE, "settings"))
    own = ((_("My log-in"), "account", "user"), (_("Password"), "account_password", "key"))
    return [
        *entries,
        *(NavEntry(title, address, icon) for title, name, icon in own if (address := _address(name))),
    ]


def _is_inside(request: UniversityRequest) -> bool:
    """Whether somebody is signed in at a university (operators have a console of their own)."""
    user, tenant = getattr(request, "user", None), getattr(request, "tenant", None)
    return bool(user is not None and user.is_authenticated and tenant is not None and not tenant.is_platform)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _current(path: str, addresses: Sequence[str]) -> str:
    """The longest address that the page lies under; '' when none does."""
    return max((address for address in addresses if path.startswith(address)), key=len, default="")
