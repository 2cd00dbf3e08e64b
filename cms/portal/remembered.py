"""The menu of each language, remembered per university until a page changes (trap 1: keys carry the schema)."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move

SECONDS = 60
"""Another process learns of a change after at most this long."""
_KEY = "portal:menus"


def menus(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` gave within the last minute in this university."""
    found: dict[str, Any] | None = cache.get(_KEY)
    if found is None:
        found = make()
        cache.set(_KEY, found, SECONDS)
    return found


def forget(**_signal: Any) -> None:
    """Ask anew at the next page."""
    cache.delete(_KEY)


def watch() -> None:
    """Forget whenever a page appears, vanishes, moves or changes its title."""
    from cms.portal.models import AboutPage, ContactsPage, HomePage, NewsIndexPage

    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget, dispatch_uid="portal-menus")
    for model in (HomePage, NewsIndexPage, AboutPage, ContactsPage):
        post_save.connect(forget, sender=model, dispatch_uid=f"portal-menus-{model.__name__}")
        post_delete.connect(forget, sender=model, dispatch_uid=f"portal-menus-{model.__name__}")
