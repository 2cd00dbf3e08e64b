"""The form in which text is searched: what people may leave out or mistype is taken away on both sides.

Implements the search half of EB-02.15 (find a student): ң ө ү may be typed н о у, ё may be typed е,
case, hyphens, dots and repeated blanks make no difference, a Latin look-alike in a Cyrillic word is forgiven.
"""

from __future__ import annotations

import unicodedata

from ordo.language.alphabet import PLAIN, base_letter, is_silent, lowered
from ordo.language.scripts import mend_mixed_words
from ordo.language.stemming import stem


def _fold_char(char: str) -> str:
    """Return the search form of one lower-case sign; everything that is no letter or digit is a blank."""
    if char in PLAIN:
        return PLAIN[char]
    if "а" <= char <= "я" or (char.isascii() and char.isalnum()):
        return char
    if not char.isalnum():
        return "" if is_silent(char) else " "
    return "".join(part for part in base_letter(char) if part.isalnum())


def fold(text: str) -> str:
    """Return the search form of a text: lower-case plain letters and digits, words parted by one blank.

    Folding twice changes nothing. Store it in a column with a trigram index and fold the query alike.
    """
    mended = lowered(mend_mixed_words(unicodedata.normalize("NFC", text)))
    plain = "".join(map(_fold_char, mended)).casefold()
    return " ".join(mend_mixed_words(plain).split())


def squeeze(text: str) -> str:
    """Return the search form without blanks: 'ИСТ-1-23', 'ист 1 23' and 'ИСТ123' become the same."""
    return fold(text).replace(" ", "")


def search_terms(text: str) -> tuple[str, ...]:
    """Return the folded stems of the words of a text, each once, in order.

    An index row and a query meet in these.
    """
    return tuple(dict.fromkeys(stem(word) for word in fold(text).split()))
