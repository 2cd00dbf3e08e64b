"""A suffix stripper for Kyrgyz nouns: case, possessive and plural endings, guided by vowel harmony.

PostgreSQL has no Kyrgyz stemmer. Search compares stems, so that 'тайпаларга' finds 'тайпа' (EB-02.15).
It works on spelling with and without ң ө ү, because queries are often typed without them. It forgives
too much rather than too little: index and query go through the same function, a trigram search
stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ordo.language.alphabet import lowered

_VOWELS: Final = frozenset("аеёиоуыэюяөү")
_VOICELESS: Final = frozenset("кптсшчцщфх")
_LAST_VOWEL: Final = {"я": "а", "э": "е", "ё": "о", "ю": "у"}
#: Which open (а е о ө) and which close (ы и у ү) vowel may follow; о and у also stand for untyped ө and ү.
_OPEN_AFTER: Final = {"а": "а", "ы": "а", "е": "е", "и": "е", "о": "ое", "у": "аое", "ө": "өое", "ү": "өое"}
_CLOSE_AFTER: Final = {"а": "ы", "ы": "ы", "е": "и", "и": "и", "о": "у", "у": "у", "ө": "үу", "ү": "үу"}
_SOFTENED: Final = {"б": "п", "г": "к"}
#: The shortest stem left by an ending of one or two letters, and by a longer one ('үй' of 'үйлөр').
_SHORTEST: Final = 3
_SHORT: Final = 2


@dataclass(frozen=True, slots=True)
class _Suffix:
    """One ending: 'A' is the open vowel, 'I' the close one, and what the stem before it must end with."""

    form: str
    after: str

    def strip(self, word: str) -> str | None:
        """Return the word without this ending, or None when the ending does not stand there."""
        rest, tail = word[: -len(self.form)], word[-len(self.form) :]
        if len(rest) < (_SHORT if len(self.form) >= _SHORTEST else _SHORTEST):
            return None
        if not _fits_end(rest, self.after):
            return None
        return rest if _matches(self.form, tail, rest) else None


def _last_vowel(text: str) -> str:
    """Return the last vowel of a text as one of а ы е и о у ө ү, or '' when it has none."""
    for char in reversed(text):
        if char in _VOWELS:
            return _LAST_VOWEL.get(char, char)
    return ""


def _fits_end(rest: str, after: str) -> bool:
    """Tell whether the stem ends as the suffix wants: v vowel, c consonant, s voiceless, z close vowel."""
    last = rest[-1]
    if after == "z":
        return last in "ыиуү"
    if after == "s":
        return last in _VOICELESS
    if after == "d":
        return last not in _VOICELESS
    return (last in _VOWELS) == (after == "v")


def _matches(form: str, tail: str, rest: str) -> bool:
    """Compare the ending letter by letter; every vowel of it must harmonise with the vowel before it."""
    vowel = _last_vowel(rest)
    for wanted, char in zip(form, tail, strict=True):
        if wanted in "AI":
            allowed = (_OPEN_AFTER if wanted == "A" else _CLOSE_AFTER).get(vowel, "")
            if char not in allowed:
                return False
            vowel = char
        elif wanted == "N":
            if char not in "ңн":
                return False
        elif char != wanted:
            return False
    return True


def _suffixes(*pairs: tuple[str, str]) -> tuple[_Suffix, ...]:
    """Build suffixes, the longest first, so that 'нын' is tried before 'ын'."""
    built = [_Suffix(form, after) for form, after in pairs]
    return tuple(sorted(built, key=lambda suffix: -len(suffix.form)))


_CASES: Final = _suffixes(
    ("нIн", "v"),
    ("дIн", "d"),
    ("тIн", "s"),
    ("нI", "v"),
    ("дI", "d"),
    ("тI", "s"),
    ("гA", "d"),
    ("кA", "s"),
    ("нA", "z"),
    ("дA", "d"),
    ("тA", "s"),
    ("ндA", "z"),
    ("дAн", "d"),
    ("тAн", "s"),
    ("нAн", "z"),
    ("дAгI", "d"),
    ("тAгI", "s"),
    ("ндAгI", "z"),
    ("дAгIлAр", "d"),
    ("тAгIлAр", "s"),
    ("ндAгIлAр", "z"),
)
_THIRD_PERSON: Final = _suffixes(("сI", "v"), ("I", "c"))
_THIRD_PERSON_ACCUSATIVE: Final = _suffixes(("сIн", "v"), ("Iн", "c"))
_POSSESSIVES: Final = _suffixes(
    ("м", "v"),
    ("Iм", "c"),
    ("IN", "c"),
    ("NIз", "v"),
    ("INIз", "c"),
    ("бIз", "v"),
    ("IбIз", "c"),
    ("NAр", "v"),
    ("INAр", "c"),
    ("NIздAр", "v"),
    ("INIздAр", "c"),
)
_PLURALS: Final = _suffixes(("лAр", "v"), ("лAр", "d"), ("дAр", "d"), ("тAр", "s"))


def _first(word: str, suffixes: tuple[_Suffix, ...]) -> str | None:
    """Return the word without the first of the endings that stands there, or None."""
    for suffix in suffixes:
        rest = suffix.strip(word)
        if rest is not None:
            return rest
    return None


def _hardened(rest: str) -> str:
    """Return the stem with its last б, г turned back into п, к: 'китеб' (before -и) is 'китеп'."""
    return rest[:-1] + _SOFTENED[rest[-1]] if rest[-1] in _SOFTENED else rest


def _without_possessive(word: str) -> str:
    """Return the word without one possessive ending, its last consonant hardened again."""
    for suffixes in (_POSSESSIVES, _THIRD_PERSON_ACCUSATIVE, _THIRD_PERSON):
        rest = _first(word, suffixes)
        if rest is not None:
            return _hardened(rest) if word[len(rest)] in _VOWELS else rest
    return word


def _once(word: str) -> str:
    """Strip one case, one possessive and one plural ending, in this order from the end of the word.

    A final -ст loses its т, because 'тести' may be read as тес + ти as well as тест + и.
    """
    if word.endswith("ст"):
        return word[:-1]
    without_case = _first(word, _CASES)
    bare = _without_possessive(without_case if without_case is not None else word)
    plural = _first(bare, _PLURALS)
    return plural if plural is not None else bare


def stem(word: str) -> str:
    """Return the stem of one word in lower case; stemming a stem changes nothing.

    'тайпаларыбыздан' → 'тайпа', 'китебинде' → 'китеп', 'факультеттердин' → 'факультет'.
    A stem is for comparing, not for showing: 'окуучу' and 'окуучулар' both give 'окууч'.
    Words with digits or Latin letters come back in lower case only.
    """
    current = lowered(word).removesuffix("ь")
    if not all("а" <= char <= "я" or char in "ёңөү" for char in current):
        return current
    while (shorter := _once(current)) != current:
        current = shorter
    return current
