"""Raw values brought to clean text: one form of blanks and dashes, nothing invisible, digits whole."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ordo.exchange.reading.cells import CellValue, as_text

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def clean(value: CellValue) -> str:
    """Return a value as composed text with single blanks, plain hyphens and nothing invisible."""
    text = unicodedata.normalize("NFC", as_text(value))
    return " ".join(_DASHES.sub("-", _INVISIBLE.sub("", text)).split())
