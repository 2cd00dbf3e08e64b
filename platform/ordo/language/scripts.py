"""Letters of one alphabet inside words of another: found, and offered for repair.

A Latin 'o' in 'Сoоронбаев' looks right on paper and is found by no search. Names are checked for it
on import, search forgives it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LOOKALIKES: Final = dict(zip("ABCEHKMOPTXYƟaceopxykmtɵ", "АВСЕНКМОРТХУӨасеорхукмтө", strict=True))
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_FRONT: Final = frozenset("өүӨҮ")


def script(char: str) -> str:
    """Return 'latin', 'cyrillic' or '' (a sign of no or of another alphabet)."""
    name = unicodedata.name(char, "")
    if name.startswith("LATIN"):
        return "latin"
    return "cyrillic" if name.startswith("CYRILLIC") else ""


def latin_letters(text: str) -> str:
    """Return the Latin letters of the text, in their order, each as often as it stands there."""
    return "".join(char for char in text if script(char) == "latin")


def cyrillic_letters(text: str) -> str:
    """Return the Cyrillic letters of the text, in their order."""
    return "".join(char for char in text if script(char) == "cyrillic")


def is_mixed(text: str) -> bool:
    """Tell whether the text holds letters of both the Latin and the Cyrillic alphabet."""
    return bool(latin_letters(text)) and bool(cyrillic_letters(text))


def _mend_word(word: str) -> str:
    """Replace the Latin look-alikes of one word; Y becomes ү in a word with front rounded vowels, else у."""
    front = any(char in _FRONT for char in word)
    repaired = []
    for char in word:
        if front and char in "Yy":
            repaired.append("Ү" if char == "Y" else "ү")
        else:
            repaired.append(_LOOKALIKES.get(char, char))
    return "".join(repaired)


def mend(text: str) -> str | None:
    """Return the text with Latin look-alikes turned Cyrillic, or None when a Latin letter has no look-alike.

    Every word is mended: call it for a text that is known to be Cyrillic (a name with one Latin letter).
    """
    mended = _WORD.sub(lambda match: _mend_word(match.group()), text)
    return None if latin_letters(mended) else mended


def mend_mixed_words(text: str) -> str:
    """Return the text with each mixed word made wholly Cyrillic where that is possible; others stay."""

    def repair(match: re.Match[str]) -> str:
        word = match.group()
        if not is_mixed(word):
            return word
        mended = _mend_word(word)
        return word if latin_letters(mended) else mended

    return _WORD.sub(repair, text)
