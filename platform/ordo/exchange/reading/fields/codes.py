"""Codes and plain amounts: programme codes, group names, numbers, required texts."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.fields.texts import clean
from ordo.exchange.reading.problems import Checked, ProblemCode, bad
from ordo.language import is_mixed, mend

_LONGEST: Final = 80
_PROGRAMME: Final = re.compile(r"\d{6}")
_GROUP: Final = re.compile(r"[^\W_][\w().,/ \-]{0,39}")
_GROUP_WORDS: Final = re.compile(
    r"^(?:тайпасы|тайпа|группа|гр|group)\b[\s.:№]*|[\s\-]*(?:тайпасы|тайпа|группасы|группа|group)$",
    re.IGNORECASE,
)
_AROUND_HYPHEN: Final = re.compile(r"\s*-\s*")


def programme_code(value: CellValue) -> Checked[str]:
    """Return a programme's six digits: 710200, '710.200', '71 02 00' and 710200.0 are the same."""
    text = clean(value)
    digits = re.sub(r"[\s.\-]", "", text)
    if _PROGRAMME.fullmatch(digits):
        return Checked(digits)
    return Checked(None, (bad(ProblemCode.PROGRAMME_CODE_UNCLEAR, value=text),))


def group_name(value: CellValue) -> Checked[str]:
    """Return a group's name without the word 'group', with plain hyphens and no blanks around them.

    Latin look-alikes among Cyrillic letters are put right, and reported with the repaired name as suggestion.
    """
    written = clean(value)
    plain = _GROUP_WORDS.sub("", written) if len(written) <= _LONGEST else ""
    text = _AROUND_HYPHEN.sub("-", plain.strip(' «»"'))
    if not _GROUP.fullmatch(text):
        return Checked(None, (bad(ProblemCode.GROUP_NAME_UNCLEAR, value=written),))
    if is_mixed(text):
        repaired = mend(text)
        problem = bad(ProblemCode.GROUP_LATIN_LETTER, repaired or "", value=text)
        return Checked(repaired or text, (problem,))
    return Checked(text)


def number(value: CellValue) -> Checked[Decimal]:
    """Return a plain number; '0,75' and '1 250' are understood, a missing one is a problem."""
    text = clean(value)
    if not text:
        return Checked(None, (bad(ProblemCode.VALUE_MISSING),))
    try:
        found = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        return Checked(None, (bad(ProblemCode.NUMBER_UNCLEAR, value=text),))
    return Checked(found)


def required_text(value: CellValue) -> Checked[str]:
    """Return clean text, or the problem that there is none."""
    text = clean(value)
    return Checked(text) if text else Checked(None, (bad(ProblemCode.VALUE_MISSING),))
