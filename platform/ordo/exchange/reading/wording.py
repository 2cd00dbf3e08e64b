"""The words of every problem, for people. English here; Kyrgyz and Russian in the catalogues.

`label` gives the short kind of a problem ('no PIN'), `sentence` one clear sentence with its parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.exchange.reading.problems import Problem, ProblemCode, ReadCode, ReadProblem

_READ: Final[dict[ReadCode, Promise]] = {
    ReadCode.EMPTY_FILE: _("The file is empty."),
    ReadCode.FILE_TOO_LARGE: _("The file is larger than %(limit)s MB; split it or remove pictures from it."),
    ReadCode.NOT_A_TABLE: _("This is not a table: send an XLSX or a CSV file."),
    ReadCode.NOT_XLSX: _(
        "This is not an XLSX workbook, whatever its name says; save it as XLSX and try again."
    ),
    ReadCode.OLD_XLS: _("This is a workbook of the old XLS kind; open it and save it as XLSX."),
    ReadCode.ENCRYPTED: _("The workbook is protected by a password; remove the password and try again."),
    ReadCode.DAMAGED: _("The file is damaged and cannot be read to its end; save it anew and try again."),
    ReadCode.BOMB: _("The file unpacks to far more than a list of people needs, so it was not opened."),
    ReadCode.FORBIDDEN_XML: _(
        "The file holds declarations that no spreadsheet program writes, so it was refused."
    ),
    ReadCode.TOO_MANY_SHEETS: _("The workbook has more than %(limit)s sheets; split it."),
    ReadCode.TOO_MANY_ROWS: _("A sheet has more than %(limit)s filled rows; split the file."),
    ReadCode.TOO_MANY_COLUMNS: _(
        "A row has values beyond column %(limit)s; remove what does not belong there."
    ),
    ReadCode.TOO_MUCH_TEXT: _("The workbook holds more text than the program reads at once; split it."),
    ReadCode.UNKNOWN_ENCODING: _("The letters of the file cannot be recognised; save it as CSV in UTF-8."),
    ReadCode.EMPTY_SHEET: _("The sheet is empty."),
    ReadCode.NO_HEADER: _("No row with known column names was found; is this the right sheet?"),
    ReadCode.MISSING_COLUMNS: _("These columns are missing: %(columns)s."),
}

_LABELS: Final[dict[StrEnum, Promise]] = {
    ProblemCode.FORMULA: _("formula in a cell"),
    ProblemCode.CELL_ERROR: _("error value in a cell"),
    ProblemCode.TEXT_CUT: _("text too long"),
    ProblemCode.VALUE_MISSING: _("nothing entered"),
    ProblemCode.PIN_MISSING: _("no PIN"),
    ProblemCode.PIN_TOO_SHORT: _("PIN too short"),
    ProblemCode.PIN_TOO_LONG: _("PIN too long"),
    ProblemCode.PIN_NOT_DIGITS: _("PIN is not digits"),
    ProblemCode.PIN_ROUNDED: _("PIN rounded by the spreadsheet"),
    ProblemCode.PIN_BIRTH_DATE: _("PIN does not match the birth date"),
    ProblemCode.PIN_SEX: _("PIN does not match the sex"),
    ProblemCode.PIN_REPEATED: _("same PIN as %(place)s"),
    ProblemCode.NAME_MISSING: _("no name"),
    ProblemCode.NAME_INCOMPLETE: _("name incomplete"),
    ProblemCode.NAME_UNCLEAR: _("parts of the name unclear"),
    ProblemCode.NAME_LATIN_LETTER: _("latin letter in the name"),
    ProblemCode.NAME_BAD_SIGN: _("strange sign in the name"),
    ProblemCode.DATE_MISSING: _("no date"),
    ProblemCode.DATE_IMPOSSIBLE: _("no such date"),
    ProblemCode.DATE_UNCLEAR: _("not a date"),
    ProblemCode.DATE_OUT_OF_RANGE: _("date out of range"),
    ProblemCode.CHOICE_MISSING: _("nothing chosen"),
    ProblemCode.CHOICE_UNKNOWN: _("unknown word"),
    ProblemCode.PHONE_UNCLEAR: _("not a phone number"),
    ProblemCode.PROGRAMME_CODE_UNCLEAR: _("not a programme code"),
    ProblemCode.GROUP_NAME_UNCLEAR: _("not a group name"),
    ProblemCode.GROUP_LATIN_LETTER: _("latin letter in the group name"),
    ProblemCode.NUMBER_UNCLEAR: _("not a number"),
    ProblemCode.ROW_STALE: _("changed meanwhile"),
}

_SENTENCES: Final[dict[StrEnum, Promise]] = {
    ProblemCode.FORMULA: _("The cell holds a formula (%(formula)s); put its result there as a plain value."),
    ProblemCode.CELL_ERROR: _("The cell holds the error %(error)s instead of a value."),
    ProblemCode.TEXT_CUT: _("The text is too long; only its first %(length)s signs were read."),
    ProblemCode.VALUE_MISSING: _("Nothing is entered here."),
    ProblemCode.PIN_MISSING: _("No PIN is entered."),
    ProblemCode.PIN_TOO_SHORT: _("The PIN has %(length)s digits; it must have %(expected)s."),
    ProblemCode.PIN_TOO_LONG: _("The PIN has %(length)s digits; it must have %(expected)s."),
    ProblemCode.PIN_NOT_DIGITS: _("The PIN “%(value)s” holds something other than digits."),
    ProblemCode.PIN_ROUNDED: _("The spreadsheet rounded the PIN to “%(value)s”; enter it again as text."),
    ProblemCode.PIN_BIRTH_DATE: _("The PIN says %(pin_date)s, but the birth date is %(birth_date)s."),
    ProblemCode.PIN_SEX: _("The first digit of the PIN is %(digit)s; that does not match the sex."),
    ProblemCode.PIN_REPEATED: _("The same PIN stands at %(place)s."),
    ProblemCode.NAME_MISSING: _("No name is entered."),
    ProblemCode.NAME_INCOMPLETE: _(
        "“%(value)s” is only a part of a name; surname and first name are needed."
    ),
    ProblemCode.NAME_UNCLEAR: _("Which part of “%(value)s” is the surname and which the first name?"),
    ProblemCode.NAME_LATIN_LETTER: _("Latin letters stand in a Cyrillic name: %(letters)s."),
    ProblemCode.NAME_BAD_SIGN: _("Signs that belong to no name: %(signs)s"),
    ProblemCode.DATE_MISSING: _("No date is entered."),
    ProblemCode.DATE_IMPOSSIBLE: _("There is no such date as %(value)s."),
    ProblemCode.DATE_UNCLEAR: _("“%(value)s” is not a date; write it as 31.12.2005."),
    ProblemCode.DATE_OUT_OF_RANGE: _("The date %(value)s cannot be right here."),
    ProblemCode.CHOICE_MISSING: _("Nothing is chosen."),
    ProblemCode.CHOICE_UNKNOWN: _("The word “%(value)s” is not known here."),
    ProblemCode.PHONE_UNCLEAR: _("“%(value)s” is not a phone number."),
    ProblemCode.PROGRAMME_CODE_UNCLEAR: _("“%(value)s” is not a programme code of six digits."),
    ProblemCode.GROUP_NAME_UNCLEAR: _("“%(value)s” is not a group name."),
    ProblemCode.GROUP_LATIN_LETTER: _("Latin letters stand among Cyrillic ones in “%(value)s”."),
    ProblemCode.NUMBER_UNCLEAR: _("“%(value)s” is not a number."),
    ProblemCode.ROW_STALE: _("The registers have changed since the preview; check the file once more."),
}


def register(words: Mapping[StrEnum, tuple[Promise, Promise]]) -> None:
    """Add the words of a caller's own problems: code → (short kind, sentence)."""
    for code, (short, whole) in words.items():
        _LABELS[code], _SENTENCES[code] = short, whole


def code_of(value: str) -> StrEnum:
    """The code that was stored as a text; KeyError for one that nobody knows."""
    known = next((code for code in _LABELS if code.value == value), None)
    if known is None:
        raise KeyError(value)
    return known


def read_sentence(problem: ReadProblem) -> str:
    """Return one sentence that tells a person why the file or sheet cannot be read and what to do."""
    return str(_READ[problem.code]) % dict(problem.params)


def label(problem: Problem) -> str:
    """Return the short kind of a problem, for tables and filters: 'no PIN', 'same PIN as ИСТ-2-23:21'."""
    return str(_LABELS[problem.code]) % dict(problem.params)


def sentence(problem: Problem) -> str:
    """Return one sentence about a problem; a possible repair follows it."""
    text = str(_SENTENCES[problem.code]) % dict(problem.params)
    if not problem.suggestion:
        return text
    return str(_("%(problem)s Did you mean “%(suggestion)s”?")) % {
        "problem": text,
        "suggestion": problem.suggestion,
    }
