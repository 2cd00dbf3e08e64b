"""The shape of a list in a sheet: title lines, header, rows of people, footers, further lists below.

Works on any source of numbered rows; knows nothing of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ordo.exchange.reading.cells import Cell, RawRow
from ordo.exchange.reading.columns import ColumnMatcher, HeaderRow
from ordo.exchange.reading.limits import Limits
from ordo.exchange.reading.problems import ReadCode, ReadProblem
from ordo.exchange.reading.sheetxml import GridRow
from ordo.exchange.reading.titles import TitleFacts, title_facts

_TOTAL: Final = r"жыйынты\w*|бардыгы\b|баары\b|болуп\b|жалпы\b|итого\b|всего\b|total\b|саны\b"
_FOOTER: Final = re.compile(
    rf"(?:{_TOTAL}|(?:(?:группанын|тайпанын|факультеттин|институттун)\s+)?"
    r"(?:декан(?:ы|дын|ат\w*)?|куратор[уы]?|староста(?:сы)?|методисти?|(?:про)?ректору?|директору?|секретар[ьи]?)\b|"
    r"кафедра\w*\s+башчы|бөлүм\w*\s+башчы|зав\b|заведующ|начальник\b|"
    r"түзгөн|түздү|толтур|текшер|составил|заполнил|проверил|утвержд|бекит|"
    r"кол\s*тамга|колу\b|подпис|signature|dean\b|curator\b|prepared\b|checked\b|"
    r"м\.\s*[поө]\.|дата\b|күнү\b|date\b|эскертүү\b|примечани|note\b)",
    re.IGNORECASE,
)
_TOTAL_START: Final = re.compile(_TOTAL, re.IGNORECASE)
_LINE_TO_SIGN: Final = re.compile(r"_{3,}|\.{6,}")
_INTEGER: Final = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,])")
_NUMBERING_FROM: Final = 3
_LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Footer:
    """A line under a list that is no person; `total` is the number it claims ('Жыйынтыгы: 18'), if any."""

    number: int
    text: str
    total: int | None = None


@dataclass(slots=True)
class Sheet:
    """One list: title lines above it, its header and its rows, to be read once and in order.

    `footers` and `strays` (lines that are neither people nor footers) fill up while the rows are read.
    A second list below the first in the same sheet is a Sheet of its own with the next `block` number.
    """

    name: str
    hidden: bool
    block: int
    title_lines: tuple[str, ...]
    header: HeaderRow
    rows: Iterator[RawRow]
    facts: TitleFacts
    footers: list[Footer] = field(default_factory=list)
    strays: list[Footer] = field(default_factory=list)

    @property
    def declared_total(self) -> int | None:
        """Return the number of rows that the footer claims, once the rows are read."""
        return next((footer.total for footer in self.footers if footer.total is not None), None)


def row_text(cells: Sequence[Cell]) -> str:
    """Return what stands in a row as one line; cells are parted by wide gaps, gaps inside a cell stay."""
    return "    ".join(
        cell.value.strip() if isinstance(cell.value, str) else cell.shown for cell in cells if cell.filled
    )


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """Tell whether the row only numbers the columns: 1, 2, 3, 4, …"""
    texts = [cell.text for cell in cells if cell.filled]
    return len(texts) >= _NUMBERING_FROM and texts == [str(place) for place in range(1, len(texts) + 1)]


class SheetReader:
    """Cuts the rows of one sheet into lists."""

    def __init__(self, rows: Iterator[GridRow], matcher: ColumnMatcher, limits: Limits) -> None:
        """Take the rows; nothing is read yet."""
        self._rows = rows
        self._back: list[GridRow] = []
        self._matcher = matcher
        self._limits = limits

    def _next(self) -> GridRow | None:
        """Return the next row, first those that were put back."""
        return self._back.pop() if self._back else next(self._rows, None)

    def _put_back(self, rows: Sequence[GridRow]) -> None:
        """Return rows to the front, in their order."""
        self._back.extend(reversed(rows))

    def head(self) -> tuple[list[GridRow], HeaderRow | None]:
        """Return the first rows and the best header among them, or None; all rows are put back."""
        first: list[GridRow] = []
        while len(first) < self._limits.header_within and (row := self._next()) is not None:
            first.append(row)
        self._put_back(first)
        if not first:
            raise ReadProblem(ReadCode.EMPTY_SHEET)
        best: HeaderRow | None = None
        for place, (number, cells) in enumerate(first):
            for candidate in self._candidates(number, cells, first[place + 1 : place + 2]):
                if self._matcher.is_header(candidate) and (best is None or candidate.score > best.score):
                    best = candidate
        return first, best

    def _candidates(
        self, number: int, cells: tuple[Cell, ...], following: Sequence[GridRow]
    ) -> Iterator[HeaderRow]:
        """Give the row read as a header by itself, and together with the row just below (merged headings)."""
        captions = [cell.text for cell in cells]
        yield self._matcher.match(number, captions)
        for next_number, next_cells in following:
            if next_number == number + 1:
                lower = [cell.text for cell in next_cells]
                width = max(len(captions), len(lower))
                upper = captions + [""] * (width - len(captions))
                lower += [""] * (width - len(lower))
                both = [below or above for above, below in zip(upper, lower, strict=True)]
                yield self._matcher.match(next_number, both)

    def sheets(self, name: str, *, hidden: bool) -> Iterator[Sheet]:
        """Give the lists of the sheet; raises ReadProblem when the first has no usable header."""
        _, header = self.head()
        if header is None:
            raise ReadProblem(ReadCode.NO_HEADER, sheet=name)
        if header.missing:
            raise ReadProblem(ReadCode.MISSING_COLUMNS, sheet=name, columns=", ".join(header.missing))
        titles = self._titles(header)
        block = 0
        while True:
            sheet = self._sheet(name, hidden=hidden, block=block, titles=titles, header=header)
            yield sheet
            for _ in sheet.rows:
                pass
            if not self._back:
                return
            block += 1
            titles = self._block_titles()
            header = self._block_header(header)

    def _titles(self, header: HeaderRow) -> tuple[str, ...]:
        """Take the rows down to the header and return those above it as lines."""
        lines = []
        while (row := self._next()) is not None:
            if row[0] >= header.number:
                break
            lines.append(row_text(row[1]))
        return tuple(lines)

    def _block_titles(self) -> tuple[str, ...]:
        """Take the title line of a further list."""
        row = self._next()
        return (row_text(row[1]),) if row else ()

    def _block_header(self, previous: HeaderRow) -> HeaderRow:
        """Return the header of a further list: its own when the next row is one, else the list's before it."""
        row = self._next()
        if row is None:
            return previous
        own = self._matcher.match(row[0], [cell.text for cell in row[1]])
        if self._matcher.is_header(own) and not own.missing:
            return own
        self._put_back([row])
        return previous

    def _sheet(
        self, name: str, *, hidden: bool, block: int, titles: tuple[str, ...], header: HeaderRow
    ) -> Sheet:
        """Put a list together; its rows come from this reader when they are asked for."""
        sheet = Sheet(name, hidden, block, titles, header, iter(()), title_facts(titles))
        sheet.rows = self._people(sheet)
        return sheet

    def _people(self, sheet: Sheet) -> Iterator[RawRow]:
        """Give the rows that hold people; stop before the title of a further list."""
        columns = dict(sheet.header.columns)
        while (row := self._next()) is not None:
            number, cells = row
            raw = RawRow(number, cells, columns, self._matcher.formula_allowed)
            if self._is_header_again(sheet.header, cells) or _is_numbering(cells):
                continue
            if self._starts_another(sheet, raw):
                self._put_back([row])
                return
            footer = self._footer(raw)
            if footer is not None:
                sheet.footers.append(footer)
            elif self._holds_somebody(raw):
                yield raw
            elif any(cell.filled and not cell.text.isdigit() for cell in cells):
                sheet.strays.append(Footer(number, row_text(cells)))

    def _is_header_again(self, header: HeaderRow, cells: tuple[Cell, ...]) -> bool:
        """Tell whether the header is repeated, as on every printed page."""
        texts = [cell.text for cell in cells]
        return all(
            place < len(texts) and texts[place] == header.captions[place] for place in header.columns.values()
        )

    def _required(self, raw: RawRow) -> list[str]:
        """Return the codes of the required columns, or all known ones when none is required."""
        return [code for code in self._matcher.required if code in raw.columns] or list(raw.columns)

    def _holds_somebody(self, raw: RawRow) -> bool:
        """Tell whether at least one required column is filled."""
        return any(raw[code].filled for code in self._required(raw))

    def _starts_another(self, sheet: Sheet, raw: RawRow) -> bool:
        """Tell whether the row is the title of a list of another group."""
        filled = [cell for cell in raw.cells if cell.filled]
        if len(filled) > _NUMBERING_FROM or sum(raw[code].filled for code in self._required(raw)) > 1:
            return False
        text = row_text(raw.cells)
        if len(text) > _LONGEST_TITLE:
            return False
        group = title_facts([text]).group
        return group is not None and group != sheet.facts.group

    def _footer(self, raw: RawRow) -> Footer | None:
        """Return the row as a footer: it begins with a footer's words and the other required columns are not filled.

        A sum by formula under a column does not fill it.
        """
        place = next((i for i, cell in enumerate(raw.cells) if cell.filled), 0)
        text = row_text(raw.cells)
        if not (_FOOTER.match(raw.cells[place].text) or _LINE_TO_SIGN.search(text)):
            return None
        others = [code for code in self._required(raw) if raw.columns[code] != place]
        if others and all(raw[code].text for code in others):
            return None
        total = _INTEGER.search(text) if _TOTAL_START.match(raw.cells[place].text) else None
        return Footer(raw.number, text, int(total.group()) if total else None)
