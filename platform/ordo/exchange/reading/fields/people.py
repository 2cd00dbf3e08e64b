"""Names of people as they are typed: split into parts, checked sign by sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.fields.texts import clean
from ordo.exchange.reading.problems import Checked, Problem, ProblemCode, bad
from ordo.language import PARTICLES, cyrillic_letters, latin_letters, mend, proper_case

_JOINED: Final = re.compile(r"([^\W\d_]{3,})-?(кызы|уулу|гызы|оглы)$", re.IGNORECASE)
_STUCK_INITIALS: Final = re.compile(r"(\w\.)(?=\w)")
_ALLOWED: Final = re.compile(r"[^\W\d_]|[ .'’ʼ\-]")
_PATRONYMIC: Final = re.compile(r"(вич|вна|ична|ыч|ич|инична)$", re.IGNORECASE)
_MOST_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; `patronymic` may be a Kyrgyz 'Нурлан кызы', and is '' for those who have none."""

    last: str
    first: str
    patronymic: str = ""

    def __str__(self) -> str:
        """Return the parts in the order of lists."""
        return " ".join(part for part in (self.last, self.first, self.patronymic) if part)


def _units(text: str) -> list[str]:
    """Cut a name into parts; кызы and уулу stay with the father's name before them."""
    units: list[str] = []
    for word in _STUCK_INITIALS.sub(r"\1 ", text).split():
        joined = _JOINED.match(word)
        if word.casefold() in PARTICLES and units:
            units[-1] = f"{units[-1]} {word.lower()}"
        elif joined:
            units.append(f"{joined.group(1)} {joined.group(2).lower()}")
        else:
            units.append(word)
    return units


def _has_particle(unit: str) -> bool:
    """Tell whether the part is a father's name with кызы or уулу."""
    return " " in unit and unit.rsplit(" ", 1)[1] in PARTICLES


def _arranged(units: list[str]) -> PersonName | None:
    """Tell surname, name and patronymic apart; None when there are too many parts to be sure."""
    if len(units) > _MOST_PARTS:
        if _PATRONYMIC.search(units[-1]) or _has_particle(units[-1]):
            return PersonName(units[0], " ".join(units[1:-1]), units[-1])
        return None
    if len(units) == _MOST_PARTS:
        if _PATRONYMIC.search(units[1]) and not _PATRONYMIC.search(units[2]) and not _has_particle(units[2]):
            return PersonName(units[2], units[0], units[1])
        return PersonName(*units)
    if _has_particle(units[1]) and not _has_particle(units[0]):
        return PersonName(units[1], units[0])
    return PersonName(units[0], units[1])


def _signs(text: str) -> list[Problem]:
    """Return what is wrong with the signs of a name; a name wholly in Latin letters is a foreigner's and is fine."""
    problems = []
    latin = latin_letters(text)
    if latin and cyrillic_letters(text):
        shown = ", ".join(dict.fromkeys(latin))
        repaired = mend(text)
        suggestion = proper_case(repaired) if repaired else ""
        problems.append(bad(ProblemCode.NAME_LATIN_LETTER, suggestion, letters=shown))
    strange = "".join(dict.fromkeys(char for char in text if not _ALLOWED.match(char)))
    if strange:
        problems.append(bad(ProblemCode.NAME_BAD_SIGN, signs=strange))
    return problems


def person_name(value: CellValue) -> Checked[PersonName]:
    """Return surname, name and patronymic of one cell, and what is wrong with it.

    Order: surname first, unless the middle part is a patronymic (Бакыт Асанович Асанов) or the name is a Kyrgyz
    'Айгүл Асан кызы'. Extra blanks and capitals are put right silently; a Latin look-alike is reported with the
    repaired name as suggestion, and the value keeps what was typed.
    """
    text = proper_case(clean(value))
    if not text:
        return Checked(None, (bad(ProblemCode.NAME_MISSING),))
    problems = _signs(text)
    units = _units(text)
    if len(units) < 2:
        return Checked(None, (*problems, bad(ProblemCode.NAME_INCOMPLETE, value=text)))
    name = _arranged(units)
    if name is None:
        problems.append(bad(ProblemCode.NAME_UNCLEAR, value=text))
    return Checked(name, tuple(problems))
