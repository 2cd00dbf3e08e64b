"""A sort key for Kyrgyz, Russian and Latin text that needs no collation in the database.

PostgreSQL under C.UTF-8 puts ң ө ү after я. The key made here is kept in an indexed column: it holds only
lower-case ASCII letters and digits, so that any collation of the database gives the same, right order.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from ordo.language.alphabet import CYRILLIC, LATIN, base_letter, is_silent, lowered

#: The longest key that `sort_key` returns; a column of this length holds every key.
KEY_LENGTH: Final = 255

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_GAP: Final = "0"
_NUMBER: Final = "1"
_UNKNOWN: Final = "z"


def _pairs(letters: str, first: str) -> dict[str, str]:
    """Give each letter two signs: the first tells its place among the alphabets, the second its own place."""
    unique = list(dict.fromkeys(letters))
    return {
        letter: chr(ord(first) + place // len(_DIGITS)) + _DIGITS[place % len(_DIGITS)]
        for place, letter in enumerate(unique)
    }


_WEIGHTS: Final = _pairs(CYRILLIC, "a") | _pairs(LATIN, "m")


def _letter(char: str) -> str:
    """Return the weight of one letter; a letter of no known alphabet goes to the end by its code."""
    if char in _WEIGHTS:
        return _WEIGHTS[char]
    base = base_letter(char)
    if base and all(part in _WEIGHTS for part in base):
        return "".join(_WEIGHTS[part] for part in base)
    return f"{_UNKNOWN}{ord(char):06x}"


def _number(digits: str) -> str:
    """Return a run of digits so that 2 comes before 10: the count of digits first, then the digits."""
    plain = digits.lstrip("0")
    count = min(len(plain), len(_DIGITS) - 1)
    return f"{_NUMBER}{_DIGITS[count]}{plain}"


def _decimal(char: str) -> str:
    """Return the ASCII digit of any decimal digit sign, or an empty text."""
    value = unicodedata.decimal(char, -1)
    return str(value) if value >= 0 else ""


def sort_key(text: str) -> str:
    """Return an ASCII key of at most `KEY_LENGTH` signs whose plain order is the dictionary's order.

    Gaps and punctuation come first, then numbers by value, Cyrillic letters (ё after е, ң after н, ө after о,
    ү after у), Latin letters. Case and accents on Latin letters make no difference.
    """
    parts: list[str] = []
    digits = ""
    gap = False
    for char in lowered(text):
        if is_silent(char):
            continue
        digit = _decimal(char)
        if digits and not digit:
            parts.append(_number(digits))
            digits = ""
        if not digit and not char.isalpha():
            gap = bool(parts)
            continue
        if gap and not digits:
            parts.append(_GAP)
            gap = False
        if digit:
            digits += digit
        else:
            parts.append(_letter(char))
    if digits:
        parts.append(_number(digits))
    return "".join(parts)[:KEY_LENGTH]
