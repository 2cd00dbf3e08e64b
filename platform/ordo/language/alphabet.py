"""Letters of the three languages and of the neighbours whose names stand in our registers.

Pure tables: which letter follows which, which foreign letter is taken for which of ours.
Serves the sort key, the search folding and the check of names (requirement EB-02.15).
"""

from __future__ import annotations

import unicodedata
from typing import Final

#: The Kyrgyz alphabet with the letters of neighbouring languages set after the letter they grew from.
#: ё stands after е, ң after н, ө after о, ү after у.
CYRILLIC: Final = "аәбвгғґдђеёєжҗзѕийіїјкқҡлљмнңӈӊњоөөпрсҫтћуүұўӱфхҳһцчҷҹџшщъыьэюя"
LATIN: Final = "abcdefghijklmnopqrstuvwxyz"

#: Letters that search treats as their plain neighbour: people type without a Kyrgyz keyboard.
PLAIN: Final[dict[str, str]] = {
    "ң": "н",
    "ӈ": "н",
    "ӊ": "н",
    "њ": "н",
    "ө": "о",
    "ү": "у",
    "ұ": "у",
    "ў": "у",
    "ӱ": "у",
    "ё": "е",
    "қ": "к",
    "ҡ": "к",
    "ғ": "г",
    "ґ": "г",
    "ҳ": "х",
    "һ": "х",
    "ә": "а",
    "і": "и",
    "ї": "и",
    "є": "е",
    "җ": "ж",
    "ҷ": "ч",
    "ҹ": "ч",
    "љ": "л",
    "ҫ": "с",
    "ѕ": "с",
    "ј": "й",
}

#: Latin letters that do not fall apart into a plain letter and an accent.
PLAIN_LATIN: Final[dict[str, str]] = {
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ə": "a",
    "ɵ": "o",
}

#: Signs that belong inside a word and separate nothing: apostrophes, soft hyphen, zero-width signs, accents.
_SILENT: Final = frozenset("'’‘ʼ`´\u00ad\u200b\u200c\u200d\u2060\ufeff")


def is_silent(char: str) -> bool:
    """Tell whether the sign neither sounds nor separates (apostrophe, zero-width sign, loose accent)."""
    return char in _SILENT or unicodedata.combining(char) != 0


def base_letter(char: str) -> str:
    """Return a lower-case letter without its accent: 'é' → 'e'; what has no accent comes back as it is."""
    if char in PLAIN_LATIN:
        return PLAIN_LATIN[char]
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


def lowered(text: str) -> str:
    """Return the text composed (й is one sign, not two) and in lower case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
