"""Cells and rows as they stand in a file, before anybody decides what they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ordo.exchange.reading.problems import Problem, ProblemCode, bad

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | None


def column_letters(index: int) -> str:
    """Return the spreadsheet's name of a column counted from 0: 0 → 'A', 26 → 'AA'."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def as_text(value: CellValue) -> str:
    """Return a value as a person would read it: whole numbers without '.0', blanks trimmed, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. A formula is kept as text and has no value: its cached result may be anybody's.

    `error` is the spreadsheet's own error value ('#REF!'); `cut` tells that the text was too long to keep.
    """

    value: CellValue = None
    formula: str = ""
    error: str = ""
    cut: bool = False

    @property
    def text(self) -> str:
        """Return the value as trimmed text; '' for nothing, a formula or an error."""
        return as_text(self.value)

    @property
    def shown(self) -> str:
        """Return what the person put into the cell, a formula included: for lists of refused rows."""
        return self.formula or self.error or self.text

    @property
    def filled(self) -> bool:
        """Tell whether anything at all stands in the cell."""
        return bool(self.formula or self.error or self.text)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the cell itself, whatever it is meant to hold."""
        if self.formula:
            return (bad(ProblemCode.FORMULA, formula=self.formula[:80]),)
        if self.error:
            return (bad(ProblemCode.CELL_ERROR, error=self.error),)
        if self.cut:
            return (bad(ProblemCode.TEXT_CUT, length=len(self.text)),)
        return ()


EMPTY_CELL: Final = Cell()


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row under the header: its number in the spreadsheet (from 1) and its cells from the first column on.

    `columns` tells at which place (from 0) the column of each known code stands.
    """

    number: int
    cells: tuple[Cell, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    formula_allowed: frozenset[str] = frozenset()

    def __getitem__(self, code: str) -> Cell:
        """Return the cell of a known column; an empty one when the file has no such column."""
        place = self.columns.get(code)
        return EMPTY_CELL if place is None or place >= len(self.cells) else self.cells[place]

    def text(self, code: str) -> str:
        """Return the trimmed text of a known column."""
        return self[code].text

    def values(self) -> tuple[CellValue, ...]:
        """Return the bare values in the order of the columns; None for formulas and errors."""
        return tuple(cell.value for cell in self.cells)

    def shown(self) -> tuple[str, ...]:
        """Return the whole row as the person wrote it, for the file of refused rows."""
        return tuple(cell.shown for cell in self.cells)

    def cell_problems(self) -> tuple[tuple[str, Problem], ...]:
        """Return (column code, problem) for formulas, error values and cut texts in known columns."""
        return tuple(
            (code, problem)
            for code in self.columns
            for problem in self[code].problems()
            if problem.code is not ProblemCode.FORMULA or code not in self.formula_allowed
        )
