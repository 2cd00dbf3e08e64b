"""The context processor of the shell: what every page of a university knows about where it is."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from ordo.ui.brand import Brand, brand_from, theme_version
from ordo.ui.menu import NavEntry

THEMES = ("light", "dark", "contrast")
THEME_COOKIE = "ordo_theme"
LANGUAGES = (("ky", "Кыр", "Кыргызча"), ("ru", "Рус", "Русский"), ("en", "Eng", "English"))
"""Code, short and full name of a language, each in itself."""


def brand_values(request: HttpRequest) -> dict[str, Any]:
    """The `brand` dictionary of the request's university, with its names; empty on a host of none."""
    tenant = getattr(request, "tenant", None)
    values: dict[str, Any] = dict(getattr(tenant, "brand", None) or {})
    for key in ("name", "short_name"):
        name = getattr(tenant, key, "")
        if name:
            values[key] = str(name)
    return values


def brand_of(request: HttpRequest) -> Brand:
    """The brand of the request's university in the language in force."""
    return brand_from(brand_values(request))


def theme_of(request: HttpRequest) -> str:
    """The theme this browser asked for by its cookie; '' follows the device."""
    asked = request.COOKIES.get(THEME_COOKIE, "")
    return asked if asked in THEMES else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """What ui/base.html needs: university, theme, languages and the menus, which are made at first use; no query."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    values = brand_values(request)
    brand = brand_from(values)
    return {
        "university": {
            "name": brand.name(language),
            "short_name": brand.short_name(language),
            "logo": brand.logo,
            "colour": brand.colour,
        },
        "theme": theme_of(request),
        "theme_version": theme_version(values),
        "languages": LANGUAGES,
        "language": language,
        "menu": SimpleLazyObject(lambda: _entries(request, "main")),
        "user_menu": SimpleLazyObject(lambda: _entries(request, "user")),
    }


def _entries(request: HttpRequest, of: str) -> list[NavEntry]:
    # Imported at first use: the design system also runs without the kernel's tables, in its own tests.
    if getattr(request, "actor", None) is None:
        return []
    from ordo.access.request import UniversityRequest
    from ordo.ui import navigation

    inside = cast(UniversityRequest, request)
    return navigation.main_menu(inside) if of == "main" else navigation.user_menu(inside)
