"""Dates as people write them: Excel dates, 31.12.2005, 31.12.05, 2005-12-31, '3-январь 2005-ж.', '3 января 2005 г.'."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.fields.texts import clean
from ordo.exchange.reading.problems import Checked, ProblemCode, bad
from ordo.exchange.reading.sheetxml import serial_date
from ordo.language import fold

#: Beginnings of month names after folding: Russian and international Kyrgyz, old Kyrgyz, English.
_MONTHS: Final = (
    ("янв", "учтун", "jan"),
    ("фев", "бирдин", "feb"),
    ("мар", "жалган", "mar"),
    ("апр", "чын куран", "apr"),
    ("май", "мая", "бугу", "may"),
    ("июн", "кулжа", "jun"),
    ("июл", "теке", "jul"),
    ("авг", "баш оона", "aug"),
    ("сен", "аяк оона", "sep"),
    ("окт", "тогуздун", "oct"),
    ("ноя", "жетинин", "nov"),
    ("дек", "бештин", "dec"),
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[T ]+00:00(?::00(?:\.0+)?)?Z?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-./, ](\d{1,2})[-./, ](\d{4}|\d{2})(?:[T ]+0?0:00(?::00)?)?")
_TAIL: Final = re.compile(r"\s*(?:-?\s*ж(?:ыл\w*)?|г(?:од\w*)?)\s*\.?$", re.IGNORECASE)
_SPACED: Final = re.compile(r"\s*([-./])\s*")
_SERIALS: Final = range(7_306, 73_416)
_EARLIEST: Final = dt.date(1900, 1, 1)
_COMPACT: Final = re.compile(r"\d{8}")
_CENTURY: Final = 100
_LONGEST: Final = 60
_BISHKEK: Final = dt.timezone(dt.timedelta(hours=6))


def _year(text: str, latest: dt.date) -> int:
    """Return the year; two digits mean the latest such year that does not lie in the future."""
    year = int(text)
    if len(text) > 2:
        return year
    guess = latest.year - latest.year % _CENTURY + year
    return guess if guess <= latest.year else guess - _CENTURY


def _in_words(text: str) -> tuple[str, int, str] | None:
    """Return (day, month, year) of a date whose month is a word, in any order of day and year."""
    folded = fold(text)
    month = next(
        (
            place
            for place, names in enumerate(_MONTHS, 1)
            for name in names
            if re.search(rf"\b{name}", folded)
        ),
        0,
    )
    numbers = re.findall(r"\d+", folded)
    if not month or len(numbers) != 2:
        return None
    long = [number for number in numbers if len(number) == 4]
    if len(long) == 1:
        day = next(number for number in numbers if number != long[0])
        return day, month, long[0]
    return (numbers[0], month, numbers[1]) if not long and len(numbers[1]) == 2 else None


def _parts(text: str, latest: dt.date) -> tuple[int, int, int] | None:
    """Return year, month and day as written, whether or not there is such a date; None for no date at all."""
    plain = _SPACED.sub(r"\1", _TAIL.sub("", text))
    if match := _YEAR_FIRST.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(plain):
        return _year(match[3], latest), int(match[2]), int(match[1])
    if words := _in_words(text):
        day, month, year = words
        return _year(year, latest), month, int(day)
    return None


def _of_number(number: float) -> dt.date | None:
    """Return the date of a bare spreadsheet day number between 1920 and 2100."""
    moment = serial_date(number) if int(number) in _SERIALS else None
    return moment.date() if moment else None


def date(
    value: CellValue, *, earliest: dt.date = _EARLIEST, latest: dt.date | None = None
) -> Checked[dt.date]:
    """Return the date a cell means. Day comes before month; a year of two digits is never in the future.

    `latest` (default: today) bounds the answer and decides the century. Codes: missing, no such date, not a date,
    out of range.
    """
    bound = latest or dt.datetime.now(_BISHKEK).date()
    if isinstance(value, dt.datetime):
        return _within(value.date(), earliest, bound)
    if isinstance(value, dt.date):
        return _within(value, earliest, bound)
    text = clean(value)
    if not text:
        return Checked(None, (bad(ProblemCode.DATE_MISSING),))
    if re.fullmatch(r"\d{4,5}(?:\.\d+)?", text):
        found = _of_number(float(text))
        return _within(found, earliest, bound) if found else _unclear(text)
    if _COMPACT.fullmatch(text):
        text = f"{text[:2]}.{text[2:4]}.{text[4:]}"
    parts = _parts(text, bound) if len(text) <= _LONGEST else None
    if parts is None:
        return _unclear(text)
    try:
        return _within(dt.date(*parts), earliest, bound)
    except ValueError:
        return Checked(None, (bad(ProblemCode.DATE_IMPOSSIBLE, value=text),))


def _unclear(text: str) -> Checked[dt.date]:
    """Return 'this is not a date'."""
    return Checked(None, (bad(ProblemCode.DATE_UNCLEAR, value=text),))


def _within(found: dt.date, earliest: dt.date, latest: dt.date) -> Checked[dt.date]:
    """Return the date, with a problem when it lies outside the bounds."""
    if earliest <= found <= latest:
        return Checked(found)
    return Checked(found, (bad(ProblemCode.DATE_OUT_OF_RANGE, value=found.strftime("%d.%m.%Y")),))
