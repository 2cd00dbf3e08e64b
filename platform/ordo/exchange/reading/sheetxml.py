"""One worksheet part of an XLSX file, read as a stream of rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ordo.exchange.reading.archive import Budget
from ordo.exchange.reading.cells import EMPTY_CELL, Cell, CellValue
from ordo.exchange.reading.limits import Limits
from ordo.exchange.reading.markup import parse
from ordo.exchange.reading.problems import ReadCode, ReadProblem

GridRow = tuple[int, tuple[Cell, ...]]

_EPOCH_1900: Final = dt.datetime.combine(dt.date(1899, 12, 30), dt.time())
_DAYS_1904: Final = 1462
_LAST_SERIAL: Final = 2_958_465
_LEAP_BUG: Final = 60
_LONGEST_NUMBER: Final = 25
_FORMULA: Final = re.compile(r"=.|[@+-][\w.]+\(", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share: texts, which styles mean a date, where day 0 lies."""

    strings: Sequence[str]
    cut_strings: frozenset[int]
    date_styles: frozenset[int]
    starts_1904: bool


def serial_date(serial: float, *, starts_1904: bool = False) -> dt.datetime | None:
    """Return the moment of a spreadsheet's day number, to the second; None when it is out of range."""
    days = serial + (_DAYS_1904 if starts_1904 else 0)
    if not 1 <= days <= _LAST_SERIAL:
        return None
    if days < _LEAP_BUG:
        days += 1
    return _EPOCH_1900 + dt.timedelta(seconds=round(days * 86_400))


def column_index(reference: str) -> int:
    """Return the column of a cell reference counted from 0 ('A1' → 0), or -1 when there is none."""
    index = 0
    for char in reference:
        if not ("A" <= char <= "Z"):
            break
        index = index * 26 + ord(char) - ord("A") + 1
    return index - 1


def _number(text: str) -> CellValue:
    """Return a number exactly as the file gives it: whole digits as int, the rest as float, else the text."""
    if len(text) > _LONGEST_NUMBER:
        return text
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


class _SheetListener:
    """Gathers cells into rows. Rows that are complete wait in `rows` until the caller takes them."""

    def __init__(self, book: Book, limits: Limits) -> None:
        self.rows: list[GridRow] = []
        self._book = book
        self._limits = limits
        self._count = 0
        self._number = 0
        self._cells: dict[int, Cell] = {}
        self._column = -1
        self._type = "n"
        self._style = 0
        self._pieces: list[str] | None = None
        self._length = 0
        self._value = ""
        self._formula = ""
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Open a row, a cell, or a text that is wanted."""
        if tag == "c":
            column = column_index(attributes.get("r", ""))
            self._column = column if column >= 0 else self._column + 1
            self._type = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdigit() else 0
            self._value = self._formula = ""
        elif tag == "row":
            number = attributes.get("r", "")
            self._number = int(number) if number.isdigit() else self._number + 1
            self._cells = {}
            self._column = -1
        elif tag == "rPh":
            self._phonetic = True
        elif tag in {"v", "t", "f"}:
            self._pieces = []
            self._length = 0

    def text(self, piece: str, /) -> None:
        """Keep a piece of a wanted text up to one sign more than a cell may hold."""
        if self._pieces is None:
            return
        room = self._limits.max_cell_chars + 1 - self._length
        if room > 0:
            self._pieces.append(piece[:room])
            self._length += len(piece)

    def end(self, tag: str, /) -> None:
        """Close a text, a cell or a row."""
        if tag in {"v", "t", "f"}:
            text = "".join(self._pieces or ())
            self._pieces = None
            if tag == "f":
                self._formula = f"={text or '…'}"
            elif not self._phonetic:
                self._value = text if tag == "v" else self._with(text)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._keep_cell()
        elif tag == "row":
            self._keep_row()

    def _with(self, piece: str) -> str:
        """Return the text of the cell with one more piece, as long as it may grow."""
        return self._value if len(self._value) > self._limits.max_cell_chars else self._value + piece

    def _keep_cell(self) -> None:
        """Turn the gathered text of a cell into a Cell, by its type and style."""
        cell = self._cell()
        if not cell.filled:
            return
        if self._column >= self._limits.max_columns:
            raise ReadProblem(ReadCode.TOO_MANY_COLUMNS, limit=self._limits.max_columns)
        self._cells[self._column] = cell

    def _cell(self) -> Cell:
        text = self._value
        if self._formula:
            return Cell(formula=self._formula)
        if self._type == "s":
            place = int(text) if text.isdigit() and len(text) <= _LONGEST_NUMBER else -1
            if not 0 <= place < len(self._book.strings):
                raise ReadProblem(ReadCode.DAMAGED)
            return text_cell(self._book.strings[place], self._limits, cut=place in self._book.cut_strings)
        if self._type == "e":
            return Cell(error=text or "#")
        if self._type == "b":
            return Cell(value=text == "1")
        if self._type == "n":
            return Cell(value=self._date_or_number(text)) if text.strip() else EMPTY_CELL
        return text_cell(text, self._limits)

    def _date_or_number(self, text: str) -> CellValue:
        value = _number(text.strip())
        if self._style in self._book.date_styles and isinstance(value, (int, float)):
            return serial_date(value, starts_1904=self._book.starts_1904) or value
        return value

    def _keep_row(self) -> None:
        """Put a row that holds something among the complete ones."""
        if not self._cells:
            return
        self._count += 1
        if self._count > self._limits.max_rows:
            raise ReadProblem(ReadCode.TOO_MANY_ROWS, limit=self._limits.max_rows)
        width = max(self._cells) + 1
        self.rows.append((self._number, tuple(self._cells.get(i, EMPTY_CELL) for i in range(width))))
        self._cells = {}


def text_cell(text: str, limits: Limits, *, cut: bool = False) -> Cell:
    """Return the cell of a text: cut when too long, a formula when a spreadsheet would take it for one.

    `cut` tells that the text was cut already: a shared text is kept once, however many cells show it.
    """
    stripped = text.strip()
    if _FORMULA.match(stripped):
        return Cell(formula=stripped[: limits.max_cell_chars])
    if len(text) > limits.max_cell_chars:
        return Cell(value=text[: limits.max_cell_chars], cut=True)
    return Cell(value=text, cut=cut) if stripped else EMPTY_CELL


def sheet_rows(chunks: Iterable[bytes], book: Book, limits: Limits, budget: Budget) -> Iterator[GridRow]:
    """Give the rows of a sheet that hold anything, each with its number in the spreadsheet (from 1)."""
    listener = _SheetListener(book, limits)
    for _ in parse(chunks, listener, budget):
        yield from listener.rows
        listener.rows.clear()
