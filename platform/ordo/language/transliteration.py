"""Cyrillic in Latin letters, for logins, file names and addresses; Kyrgyz letters included."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from ordo.language.alphabet import base_letter, is_silent
from ordo.language.names import PARTICLES

_LATIN: Final = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "e",
    "ж": "j",
    "з": "z",
    "и": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "ң": "ng",
    "о": "o",
    "ө": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ү": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "iu",
    "я": "ia",
    "ә": "a",
    "ғ": "g",
    "қ": "k",
    "ҡ": "k",
    "ұ": "u",
    "ў": "u",
    "ҳ": "h",
    "һ": "h",
    "і": "i",
    "ї": "i",
    "є": "e",
    "ґ": "g",
    "җ": "j",
    "ҷ": "j",
    "ӯ": "u",
    "ӣ": "i",
}
#: Before г and к the letter ң is already followed by the sound it is written with: Чыңгыз is Chyngyz.
_NASAL: Final = re.compile("[ңҢ](?=[гкГК])")
_LOGIN_LENGTH: Final = 30
#: Names that a person may not log in with, because they read as an office or a machine.
RESERVED_LOGINS: Final = frozenset({"admin", "administrator", "root", "system", "ordo", "support", "api"})


def _cased(original: str, latin: str) -> str:
    """Give the Latin letters the case of the Cyrillic one: 'Ж' → 'J', 'Щ' → 'Shch'."""
    return latin[:1].upper() + latin[1:] if original.isupper() else latin


def _latin(char: str) -> str:
    """Return the Latin letters of one sign; signs of other alphabets are dropped, ASCII stays."""
    if char.isascii():
        return char
    small = char.lower()
    if small in _LATIN:
        return _cased(char, _LATIN[small])
    plain = "".join(part for part in base_letter(small) if part.isascii())
    return "" if is_silent(char) else _cased(char, plain)


def transliterate(text: str) -> str:
    """Return the text in ASCII, as names stand in passports: 'Жаңыл Сооронбай' → 'Jangyl Sooronbai'."""
    latin = "".join(_latin(char) for char in _NASAL.sub(lambda m: "Н" if m.group().isupper() else "н", text))
    return latin.upper() if text.isupper() else latin


def _word(part: str) -> str:
    """Return one part of a name as a piece of a login: Latin, small, letters and digits only."""
    words = [word for word in part.split() if word.casefold() not in PARTICLES]
    return re.sub(r"[^a-z0-9]", "", transliterate("".join(words)).lower())


def login_proposals(last: str, first: str, patronymic: str = "") -> Iterator[str]:
    """Give logins without end: a.asanov, a.k.asanov, azamat.asanov, a.asanov2, a.asanov3, …

    Only the signs a–z, 0–9 and the dot, at most 30 of them, never a reserved word.
    """
    surname, given, father = _word(last), _word(first), _word(patronymic)
    bases = []
    if surname and given:
        bases.append(f"{given[0]}.{surname}")
        if father:
            bases.append(f"{given[0]}.{father[0]}.{surname}")
        bases.append(f"{given}.{surname}")
    else:
        bases.append(surname or given or "user")
    for base in bases:
        if base not in RESERVED_LOGINS:
            yield base[:_LOGIN_LENGTH]
    number = 2
    while True:
        tail = str(number)
        yield bases[0][: _LOGIN_LENGTH - len(tail)] + tail
        number += 1


def unique_login(last: str, first: str, patronymic: str = "", *, taken: Container[str]) -> str:
    """Return the first proposal that is not taken; the caller adds it to the taken ones."""
    return next(login for login in login_proposals(last, first, patronymic) if login not in taken)
