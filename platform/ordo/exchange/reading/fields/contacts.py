"""Telephone numbers in their international form."""

from __future__ import annotations

import re
from typing import Final

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.fields.texts import clean
from ordo.exchange.reading.problems import Checked, ProblemCode, bad

_COUNTRY: Final = "996"
_LOCAL_LENGTH: Final = 9
_NEIGHBOUR_LENGTH: Final = 11
_PARTING: Final = re.compile(r"[,;/]|\s{2,}|\bже\b|\bили\b|\bor\b", re.IGNORECASE)
_FORMS: Final = re.compile(r"\+?[\d\s().\-]{5,}")


def _international(text: str) -> str | None:
    """Return one number as +… with 8 to 15 digits, or None."""
    if not _FORMS.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if len(digits) == _LOCAL_LENGTH + 1 and digits.startswith("0"):
        return f"+{_COUNTRY}{digits[1:]}"
    if len(digits) == _LOCAL_LENGTH and not digits.startswith("0"):
        return f"+{_COUNTRY}{digits}"
    if len(digits) == _LOCAL_LENGTH + len(_COUNTRY) and digits.startswith(_COUNTRY):
        return f"+{digits}"
    if len(digits) == _NEIGHBOUR_LENGTH and digits[0] in "78":
        return f"+7{digits[1:]}"
    return None


def phones(value: CellValue) -> Checked[tuple[str, ...]]:
    """Return all numbers of a cell as +996…; an empty cell gives none and is no problem.

    Kyrgyz numbers may be written with 0, with 996 or bare (a number cell loses its 0); 8 and 7 with ten more digits are
    Russia and Kazakhstan.
    """
    texts = [part.strip() for part in _PARTING.split(clean(value)) if part.strip()]
    found = [(text, _international(text)) for text in texts]
    problems = tuple(bad(ProblemCode.PHONE_UNCLEAR, value=text) for text, number in found if number is None)
    return Checked(tuple(dict.fromkeys(number for _, number in found if number)), problems)


def phone(value: CellValue) -> Checked[str]:
    """Return the first number of a cell; '' for an empty cell."""
    several = phones(value)
    first = several.value[0] if several.value else None
    return Checked(first if first or several.problems else "", several.problems)
