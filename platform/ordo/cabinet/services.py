"""Deeds on the console: settings and words of the university (policies: S and P)."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db import transaction

from ordo.access.actor import Actor
from ordo.cabinet import known_settings, words
from ordo.cabinet.permissions import ConsolePermission
from ordo.tenancy import preferences
from ordo.tenancy.models import Preference
from ordo.ui import terms

LONGEST_WORD = 60


class UnknownSetting(LookupError):
    """The console shows no such setting."""


class ChangedMeanwhile(Exception):
    """Somebody else saved since the page was opened; nothing was written."""


class WrongWord(ValueError):
    """A word is too long or carries signs that are none of a word."""


def seen_mark(row: Preference | None) -> str:
    """What a form remembers of a setting when it is opened."""
    return row.changed_at.isoformat() if row is not None else ""


def _taken(key: str, seen: str) -> Preference | None:
    row = Preference.objects.select_for_update().filter(key=key).first()
    if seen_mark(row) != seen:
        raise ChangedMeanwhile(key)
    return row


@transaction.atomic
def set_setting(*, actor: Actor, key: str, value: Any, source: str, seen: str) -> None:
    """Confirm or change a setting with where it is written; from then on it is no preset any more.

    Raises UnknownSetting, ChangedMeanwhile.
    """
    actor.require(ConsolePermission.SETTING_CHANGE)
    if known_settings.one(key) is None:
        raise UnknownSetting(key)
    _taken(key, seen)
    preferences.put(key, value, by=actor.name, source=source.strip(), is_preset=False)


@transaction.atomic
def set_words(*, actor: Actor, wanted: Mapping[str, Mapping[str, str]], seen: str) -> int:
    """The university's own words, `{code: {language: text}}`; empty texts and the platform's own are not kept.

    Gives the number of words that differ from the platform's. Raises UnknownTerm, WrongWord, ChangedMeanwhile.
    """
    actor.require(ConsolePermission.WORD_CHANGE)
    _taken(preferences.TERMS, seen)
    kept: dict[str, dict[str, str]] = {}
    for code, texts in wanted.items():
        if code not in terms.DEFAULTS:
            raise terms.UnknownTerm(code)
        own = {language: _word(text) for language, text in texts.items() if language in terms.FALLBACK}
        own = {
            language: text
            for language, text in own.items()
            if text and text != terms.DEFAULTS[code][language]
        }
        if own:
            kept[code] = own
    preferences.put(preferences.TERMS, kept, by=actor.name, is_preset=False)
    transaction.on_commit(lambda: cache.delete(words.KEY))
    return sum(len(texts) for texts in kept.values())


def _word(text: str) -> str:
    word = " ".join(text.split())
    if len(word) > LONGEST_WORD or any(sign in word for sign in "<>{}%"):
        raise WrongWord(text)
    return word
