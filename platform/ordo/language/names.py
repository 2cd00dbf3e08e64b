"""Names of people written out: order, initials, letter case, the Kyrgyz кызы and уулу."""

from __future__ import annotations

import enum
import re
from typing import Final

#: Words that make a patronymic (or a surname) out of the father's name before them.
DAUGHTER: Final = frozenset({"кызы", "гызы", "кизи", "қизи", "kyzy", "qizi"})
SON: Final = frozenset({"уулу", "улуу", "оглы", "оглу", "угли", "углы", "ўғли", "uulu", "oglu", "ogli"})
PARTICLES: Final = DAUGHTER | SON

_PART: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


class NameOrder(enum.StrEnum):
    """In which order the parts of a name are written."""

    LAST_FIRST = "last_first"
    FIRST_LAST = "first_last"


def full_name(last: str, first: str, patronymic: str = "", *, order: NameOrder = NameOrder.LAST_FIRST) -> str:
    """Return the parts in the wanted order: lists use LAST_FIRST, an address in a letter FIRST_LAST."""
    parts = (last, first, patronymic) if order is NameOrder.LAST_FIRST else (first, patronymic, last)
    return " ".join(part for part in (" ".join(part.split()) for part in parts) if part)


def _letter(part: str) -> str:
    """Return the initial of a name part with a dot; a hyphenated name gives both: 'Анна-Мария' → 'А.-М.'."""
    words = [word for word in part.split() if word.casefold() not in PARTICLES]
    if not words:
        return ""
    pieces = (piece.lstrip("'’ʼ") for piece in words[0].split("-"))
    return "-".join(f"{piece[0].upper()}." for piece in pieces if piece)


def initials(last: str, first: str, patronymic: str = "", *, order: NameOrder = NameOrder.LAST_FIRST) -> str:
    """Return the surname with initials: 'Асанов А.К.', or 'А.К. Асанов' with FIRST_LAST.

    Of 'Нурлан кызы' the father's name gives the letter. Missing parts leave no dots behind.
    """
    letters = _letter(first) + _letter(patronymic)
    parts = (last, letters) if order is NameOrder.LAST_FIRST else (letters, last)
    return " ".join(part for part in (" ".join(part.split()) for part in parts) if part)


def proper_case(text: str) -> str:
    """Return a name in its usual case: 'АСАНОВА ЖАҢЫЛ НУРЛАН КЫЗЫ' → 'Асанова Жаңыл Нурлан кызы'.

    Only words that are wholly upper or wholly lower case are changed; кызы and уулу are always small.
    """

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        if word.casefold() in PARTICLES:
            return word.lower()
        if word.islower() or (len(word) > 1 and word.isupper()):
            return word[0].upper() + word[1:].lower()
        return word

    return _PART.sub(cased, text)
