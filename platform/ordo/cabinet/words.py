"""The university's own words for the design system's terms, remembered per university (trap 1)."""

from collections.abc import Mapping

from django.core.cache import cache

from ordo.tenancy import preferences
from ordo.tenancy.current import schema
from ordo.tenancy.names import PUBLIC, TEMPLATE

KEY = "console:words"
SECONDS = 60
"""Another process learns of a changed word after at most this long."""


def own_words() -> Mapping[str, Mapping[str, str]]:
    """`{code: {language: text}}` of the current university; nothing outside of every university."""
    if schema() in {PUBLIC, TEMPLATE}:
        return {}
    found: Mapping[str, Mapping[str, str]] | None = cache.get(KEY)
    if found is None:
        found = preferences.get(preferences.TERMS, {})
        cache.set(KEY, found, SECONDS)
    return found
