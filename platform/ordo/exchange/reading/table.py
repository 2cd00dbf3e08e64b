"""The door of the reader: a path or an opened file in, lists of raw rows out.

Implements the reading half of EB-T13 and EB-02.6 (data and lists are imported from other systems).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Final

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.columns import ColumnMatcher, ColumnSpec, HeaderRow
from ordo.exchange.reading.delimited import delimited_rows
from ordo.exchange.reading.layout import Sheet, SheetReader, row_text
from ordo.exchange.reading.limits import DEFAULT_LIMITS, Limits
from ordo.exchange.reading.problems import ReadCode, ReadProblem
from ordo.exchange.reading.titles import TitleFacts, title_facts
from ordo.exchange.reading.xlsx import Grid, XlsxFile

Source = str | os.PathLike[str] | IO[bytes]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN: Final = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_MARKUP: Final = (b"<?xml", b"<html", b"<!doctype", b"<table")
_SPREADSHEET_NAMES: Final = (".xlsx", ".xlsm", ".xls")
_BLOCK: Final = 1024 * 1024
_SAMPLE_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class SkippedSheet:
    """A sheet that holds no list we know, and why."""

    name: str
    problem: ReadProblem


@dataclass(frozen=True, slots=True)
class Outline:
    """A sheet as the mapping step shows it: title, captions, our guess, a few rows, what is wrong (if anything)."""

    name: str
    hidden: bool
    title_lines: tuple[str, ...]
    facts: TitleFacts
    header: HeaderRow | None
    sample: tuple[tuple[CellValue, ...], ...]
    problem: ReadProblem | None


class Workbook:
    """An opened file: `sheets()` gives its lists once, `skipped` tells which sheets held none.

    Use it in a `with` statement. A file that was given opened is left open.
    """

    def __init__(
        self, file: IO[bytes], matcher: ColumnMatcher, limits: Limits, *, name: str, owned: bool
    ) -> None:
        """Look at the kind of the file and open it; raises ReadProblem."""
        self.skipped: list[SkippedSheet] = []
        self._file = file
        self._matcher = matcher
        self._limits = limits
        self._owned = owned
        self._xlsx: XlsxFile | None = None
        try:
            if _kind(file, name, limits) == "xlsx":
                self._xlsx = XlsxFile(file, limits)
        except ReadProblem:
            self.close()
            raise

    def __enter__(self) -> Workbook:
        """Return the workbook itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what this workbook opened."""
        self.close()

    def close(self) -> None:
        """Let go of the archive, and of the file when it was opened here."""
        if self._xlsx is not None:
            self._xlsx.close()
        if self._owned:
            self._file.close()

    def _grids(self) -> Iterator[Grid]:
        """Give the sheets as bare rows; a CSV file is one sheet without a name."""
        if self._xlsx is not None:
            yield from self._xlsx.grids()
        else:
            yield Grid("", False, delimited_rows(self._file, self._limits))

    def sheets(self) -> Iterator[Sheet]:
        """Give the lists in order; the rows of one must be read before the next is asked for.

        Sheets without a known header go to `skipped`; when no sheet at all has one, the first reason is raised.
        """
        found = False
        for grid in self._grids():
            reader = SheetReader(grid.rows, self._matcher, self._limits)
            try:
                for sheet in reader.sheets(grid.name, hidden=grid.hidden):
                    found = True
                    yield sheet
            except ReadProblem as problem:
                if problem.code not in _SKIPPABLE:
                    raise
                self.skipped.append(SkippedSheet(grid.name, problem))
        if not found:
            raise min((skipped.problem for skipped in self.skipped), key=_telling)

    def outlines(self) -> tuple[Outline, ...]:
        """Return every sheet as the mapping step shows it, whether its header is known or not."""
        return tuple(self._outline(grid) for grid in self._grids())

    def _outline(self, grid: Grid) -> Outline:
        """Look at the first rows of one sheet."""
        reader = SheetReader(grid.rows, self._matcher, self._limits)
        try:
            first, header = reader.head()
        except ReadProblem as problem:
            if problem.code not in _SKIPPABLE:
                raise
            return Outline(grid.name, grid.hidden, (), TitleFacts(), None, (), problem)
        wrong: ReadProblem | None = None
        shown = header
        if header is None:
            wrong = ReadProblem(ReadCode.NO_HEADER, sheet=grid.name)
            number, cells = max(first, key=lambda row: sum(isinstance(cell.value, str) for cell in row[1]))
            shown = HeaderRow(number, tuple(cell.text for cell in cells), {}, self._matcher.required)
        elif header.missing:
            columns = ", ".join(header.missing)
            wrong = ReadProblem(ReadCode.MISSING_COLUMNS, sheet=grid.name, columns=columns)
        line = shown.number if shown else 0
        titles = tuple(row_text(cells) for number, cells in first if number < line)
        sample = tuple(tuple(cell.value for cell in cells) for number, cells in first if number > line)
        return Outline(
            grid.name, grid.hidden, titles, title_facts(titles), shown, sample[:_SAMPLE_ROWS], wrong
        )


_SKIPPABLE: Final = frozenset({ReadCode.EMPTY_SHEET, ReadCode.NO_HEADER, ReadCode.MISSING_COLUMNS})
_TELLING: Final = (ReadCode.MISSING_COLUMNS, ReadCode.NO_HEADER, ReadCode.EMPTY_SHEET)


def _telling(problem: ReadProblem) -> int:
    """Order the reasons by how much they help: missing columns, then no header, then an empty sheet."""
    return _TELLING.index(problem.code)


def _contains(file: IO[bytes], wanted: bytes) -> bool:
    """Tell whether the bytes occur anywhere in the file, read in blocks."""
    file.seek(0)
    tail = b""
    while block := file.read(_BLOCK):
        if wanted in tail + block:
            return True
        tail = block[-len(wanted) :]
    return False


def _kind(file: IO[bytes], name: str, limits: Limits) -> str:
    """Return 'xlsx' or 'text' by what the file begins with; refuse everything else with its reason."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size == 0:
        raise ReadProblem(ReadCode.EMPTY_FILE)
    if size > limits.max_file_bytes:
        raise ReadProblem(ReadCode.FILE_TOO_LARGE, limit=limits.max_file_bytes // (1024 * 1024))
    start = file.read(512)
    if start.startswith(_ZIP):
        return "xlsx"
    if start.startswith(_OLE):
        locked = _contains(file, "EncryptedPackage".encode("utf-16-le"))
        raise ReadProblem(ReadCode.ENCRYPTED if locked else ReadCode.OLD_XLS)
    if name.lower().endswith(_SPREADSHEET_NAMES):
        raise ReadProblem(ReadCode.NOT_XLSX)
    if start.startswith(_FOREIGN) or start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise ReadProblem(ReadCode.NOT_A_TABLE)
    return "text"


def read_table(
    source: Source,
    columns: Sequence[ColumnSpec],
    *,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    name: str = "",
) -> Workbook:
    """Open an XLSX or CSV file for reading lists with the given columns.

    `source` is a path or a binary file that can be rewound; `mapping` (code → caption) holds columns that a person
    chose; `name` is the name the file was uploaded under. Raises ReadProblem with one clear reason.
    """
    matcher = ColumnMatcher(columns, mapping)
    if isinstance(source, (str, os.PathLike)):
        opened = io.BufferedReader(io.FileIO(source))
        return Workbook(opened, matcher, limits, name=name or os.fspath(source), owned=True)
    return Workbook(source, matcher, limits, name=name or str(getattr(source, "name", "")), owned=False)
