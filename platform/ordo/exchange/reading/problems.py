"""What can be wrong with a file and with a value in it, as stable codes with their parameters.

Codes are stored in rows and read by programs: they never change. The words stand in `wording.py`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

_SHOWN: Final = 100

T_co = TypeVar("T_co", covariant=True)


class ReadCode(enum.StrEnum):
    """Why a file, or a sheet of it, cannot be read at all."""

    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    NOT_A_TABLE = "not_a_table"
    NOT_XLSX = "not_xlsx"
    OLD_XLS = "old_xls"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    BOMB = "bomb"
    FORBIDDEN_XML = "forbidden_xml"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MUCH_TEXT = "too_much_text"
    UNKNOWN_ENCODING = "unknown_encoding"
    EMPTY_SHEET = "empty_sheet"
    NO_HEADER = "no_header"
    MISSING_COLUMNS = "missing_columns"


class ReadProblem(Exception):
    """A file or sheet that cannot be read: one code and its parameters. The words stand in `wording`."""

    def __init__(self, code: ReadCode, **params: str | int) -> None:
        """Keep the code and the parameters of its sentence."""
        super().__init__(code.value, params)
        self.code = code
        self.params: Mapping[str, str | int] = params

    @property
    def sentence(self) -> str:
        """One sentence for people in the language in force; the API answers with it."""
        # The words import this module.
        from ordo.exchange.reading.wording import read_sentence

        return read_sentence(self)


class ProblemCode(enum.StrEnum):
    """What is wrong with one value of one row."""

    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    TEXT_CUT = "text_cut"
    VALUE_MISSING = "value_missing"
    PIN_MISSING = "pin_missing"
    PIN_TOO_SHORT = "pin_too_short"
    PIN_TOO_LONG = "pin_too_long"
    PIN_NOT_DIGITS = "pin_not_digits"
    PIN_ROUNDED = "pin_rounded"
    PIN_BIRTH_DATE = "pin_birth_date"
    PIN_SEX = "pin_sex"
    PIN_REPEATED = "pin_repeated"
    NAME_MISSING = "name_missing"
    NAME_INCOMPLETE = "name_incomplete"
    NAME_UNCLEAR = "name_unclear"
    NAME_LATIN_LETTER = "name_latin_letter"
    NAME_BAD_SIGN = "name_bad_sign"
    DATE_MISSING = "date_missing"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_UNCLEAR = "date_unclear"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    CHOICE_MISSING = "choice_missing"
    CHOICE_UNKNOWN = "choice_unknown"
    PHONE_UNCLEAR = "phone_unclear"
    PROGRAMME_CODE_UNCLEAR = "programme_code_unclear"
    GROUP_NAME_UNCLEAR = "group_name_unclear"
    GROUP_LATIN_LETTER = "group_latin_letter"
    NUMBER_UNCLEAR = "number_unclear"
    ROW_STALE = "row_stale"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one value: code, parameters of its words, and a repair that a person may accept.

    The code is one of ours or of a caller's own enum, whose words stand in `wording.register`.
    """

    code: enum.StrEnum
    params: Mapping[str, str | int] = field(default_factory=dict)
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Checked(Generic[T_co]):
    """The best reading of a value (None when there is none) and everything wrong with it."""

    value: T_co | None
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the value was read and nothing is wrong with it."""
        return self.value is not None and not self.problems


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value stands: sheet and row number, as the person sees them in the spreadsheet (rows from 1)."""

    sheet: str
    row: int

    def __str__(self) -> str:
        """Return 'ИСТ-2-23:21', or the row alone for a file without sheets."""
        return f"{self.sheet}:{self.row}" if self.sheet else str(self.row)


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """A problem with its place and the code of the column it stands in ('' for the whole row)."""

    place: Place
    column: str
    problem: Problem


def bad(code: enum.StrEnum, suggestion: str = "", **params: str | int) -> Problem:
    """Return a problem with its parameters given by name; long texts are shortened to be shown."""
    shown = {
        name: f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _SHOWN else value
        for name, value in params.items()
    }
    return Problem(code, shown, suggestion)
