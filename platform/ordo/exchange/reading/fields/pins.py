"""The personal identification number (ПИН, ИНН): 14 digits that hold sex and date of birth.

Digit 1 is 1 for a woman and 2 for a man; digits 2–9 are the date of birth as DDMMYYYY; five more digits follow.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.fields.choices import Sex
from ordo.exchange.reading.fields.texts import clean
from ordo.exchange.reading.problems import Checked, Place, PlacedProblem, Problem, ProblemCode, bad

PIN_LENGTH: Final = 14
_SEX_DIGIT: Final = {Sex.FEMALE: "1", Sex.MALE: "2"}
_FILLING: Final = re.compile(r"[\s'’`.\-]")
_ZERO_TAIL: Final = re.compile(r"[.,]0+$")
_SCIENTIFIC: Final = re.compile(r"\d[.,]?\d*[eEеЕ]\+?\d+")


def pin(value: CellValue, birth_date: dt.date | None = None, sex: Sex | None = None) -> Checked[str]:
    """Return the 14 digits, and every reason to doubt them.

    Numbers, numbers with '.0' and digits in groups are understood. The birth date and the sex are compared only when
    they are given and the number is 14 digits long. Something written without a single digit ('нет', 'No') is both no
    PIN and too short: it stands where a PIN should.
    """
    text = clean(value)
    if not text:
        return Checked(None, (bad(ProblemCode.PIN_MISSING),))
    if _SCIENTIFIC.fullmatch(text):
        return Checked(None, (bad(ProblemCode.PIN_ROUNDED, value=text),))
    digits = _FILLING.sub("", _ZERO_TAIL.sub("", text))
    if not any(char.isdigit() for char in digits):
        short = bad(ProblemCode.PIN_TOO_SHORT, length=0, expected=PIN_LENGTH)
        return Checked(None, (bad(ProblemCode.PIN_MISSING), short))
    if not (digits.isascii() and digits.isdigit()):
        return Checked(None, (bad(ProblemCode.PIN_NOT_DIGITS, value=text),))
    if len(digits) != PIN_LENGTH:
        short_or_long = ProblemCode.PIN_TOO_SHORT if len(digits) < PIN_LENGTH else ProblemCode.PIN_TOO_LONG
        return Checked(None, (bad(short_or_long, length=len(digits), expected=PIN_LENGTH),))
    return Checked(digits, tuple(_contradictions(digits, birth_date, sex)))


def _contradictions(digits: str, birth_date: dt.date | None, sex: Sex | None) -> Iterable[Problem]:
    """Give what in the number does not fit the person; a number without a date in it fits no birth date."""
    if birth_date is not None and digits[1:9] != birth_date.strftime("%d%m%Y"):
        inside = f"{digits[1:3]}.{digits[3:5]}.{digits[5:9]}"
        yield bad(ProblemCode.PIN_BIRTH_DATE, pin_date=inside, birth_date=birth_date.strftime("%d.%m.%Y"))
    if sex is not None and digits[0] != _SEX_DIGIT[sex]:
        yield bad(ProblemCode.PIN_SEX, digit=digits[0])


def birth_date_of(digits: str) -> dt.date | None:
    """Return the date of birth inside a 14-digit number, or None when there is no such date."""
    try:
        return dt.date(int(digits[5:9]), int(digits[3:5]), int(digits[1:3]))
    except ValueError:
        return None


class RepeatedPins:
    """Remembers where each number stands and tells, at the end, which stand in several places.

    Holds one place a person: about 20 MB for 100,000 people.
    """

    def __init__(self) -> None:
        """Begin with no numbers."""
        self._places: dict[str, list[Place]] = {}

    def add(self, digits: str, place: Place) -> Place | None:
        """Remember a number; return the first place where it stood before, if any."""
        places = self._places.setdefault(digits, [])
        places.append(place)
        return places[0] if len(places) > 1 else None

    def problems(self, column: str = "pin") -> tuple[PlacedProblem, ...]:
        """Return one problem for each place of a repeated number; it names the other places."""
        found = []
        for places in self._places.values():
            for place in places if len(places) > 1 else ():
                others = ", ".join(str(other) for other in places if other != place)
                found.append(PlacedProblem(place, column, bad(ProblemCode.PIN_REPEATED, place=others)))
        return tuple(found)
