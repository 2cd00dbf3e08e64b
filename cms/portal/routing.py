"""Addresses of the site begin with the language: `/ky/…`, `/ru/…`, `/en/…`.

Django's own `i18n_patterns` would make LocaleMiddleware answer every unknown address of the whole host with a redirect
into the site; this pattern belongs to the site alone. Reversing takes the active language, as Wagtail expects.
"""

import re
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.utils.translation import get_language

CODES = tuple(code for code, _name in settings.LANGUAGES)


def language_of(path: str) -> str:
    """Language an address of the site names; the first one where it names none."""
    code = path.strip("/").partition("/")[0]
    return code if code in CODES else CODES[0]


class LanguagePattern:
    """Takes the language off the front of a path; views find it again with `language_of`."""

    converters: dict[str, Any] = {}

    @property
    def regex(self) -> re.Pattern[str]:
        """Prefix of the active language: what `reverse()` puts before an address."""
        return re.compile(re.escape(str(self)))

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, Any]] | None:
        """The rest of a path that begins with any of the languages."""
        code, slash, rest = path.partition("/")
        return (rest, (), {}) if slash and code in CODES else None

    def check(self) -> list[Any]:
        """Nothing can be wrong with it."""
        return []

    def describe(self) -> str:
        """As Django names patterns in its own messages."""
        return f"'{self}'"

    def __str__(self) -> str:
        active = (get_language() or settings.LANGUAGE_CODE)[:2]
        return f"{active if active in CODES else CODES[0]}/"


def by_language(patterns: list[URLPattern | URLResolver]) -> URLResolver:
    """Put patterns behind the language prefix."""
    prefix: Any = LanguagePattern()
    return URLResolver(prefix, patterns)
