"""The parts of an XLSX workbook: its list of sheets, shared texts and date styles.

Own reader instead of a general library: nothing but the wanted parts is unpacked, texts and cells are counted while
they come, and a formula is never replaced by its cached result.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from ordo.exchange.reading.archive import Archive
from ordo.exchange.reading.limits import Limits
from ordo.exchange.reading.markup import Listener, parse
from ordo.exchange.reading.problems import ReadCode, ReadProblem
from ordo.exchange.reading.sheetxml import Book, GridRow, sheet_rows

#: Built-in number formats that show a date or a time.
_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as bare rows; `rows` can be read once."""

    name: str
    hidden: bool
    rows: Iterator[GridRow]


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows a date: it has d, m, y or h outside quotes, brackets and escapes."""
    bare = _NOT_LETTERS.sub("", code).lower()
    return "general" not in bare and any(letter in bare for letter in "dmyh")


class _Quiet:
    """A listener that ignores everything; others override what they want."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Ignore an opening tag."""

    def end(self, tag: str, /) -> None:
        """Ignore a closing tag."""

    def text(self, piece: str, /) -> None:
        """Ignore a text."""


class _Relations(_Quiet):
    """Part names by relation id, with the last word of the relation's type."""

    def __init__(self, folder: str, limits: Limits) -> None:
        self.parts: dict[str, tuple[str, str]] = {}
        self._folder = folder
        self._limit = limits.max_parts

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Keep one relation that stays inside the archive."""
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.parts[attributes.get("Id", "")] = (kind, posixpath.normpath(path))
        if len(self.parts) > self._limit:
            raise ReadProblem(ReadCode.BOMB)


class _Workbook(_Quiet):
    """Names, states and relation ids of the sheets, in order; where day 0 lies."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.max_sheets
        self.sheets: list[tuple[str, bool, str]] = []
        self.starts_1904 = False

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Keep one sheet or the date setting."""
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), not visible, relation))
            if len(self.sheets) > self._limit:
                raise ReadProblem(ReadCode.TOO_MANY_SHEETS, limit=self._limit)
        elif tag == "workbookPr":
            self.starts_1904 = attributes.get("date1904", "") in {"1", "true"}


class _Styles(_Quiet):
    """Which cell styles show a date."""

    def __init__(self, limits: Limits) -> None:
        self._room = limits.max_styles
        self.dates: set[int] = set()
        self._formats: set[int] = set(_DATE_FORMATS)
        self._inside = False
        self._place = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Keep own date formats, then the cell styles that use a date format."""
        if tag == "cellXfs":
            self._inside = True
        elif tag in {"numFmt", "xf"}:
            self._room -= 1
            if self._room < 0:
                raise ReadProblem(ReadCode.BOMB)
            number = attributes.get("numFmtId", "0")
            code = int(number) if number.isdigit() else 0
            if tag == "numFmt" and is_date_format(attributes.get("formatCode", "")):
                self._formats.add(code)
            elif tag == "xf" and self._inside:
                if code in self._formats:
                    self.dates.add(self._place)
                self._place += 1

    def end(self, tag: str, /) -> None:
        """Leave the cell styles."""
        if tag == "cellXfs":
            self._inside = False


class _Strings(_Quiet):
    """The shared texts; phonetic hints are left out."""

    def __init__(self, limits: Limits) -> None:
        self.strings: list[str] = []
        self.cut: set[int] = set()
        self._limits = limits
        self._chars = 0
        self._pieces: list[str] = []
        self._length = 0
        self._wanted = False
        self._phonetic = False

    def start(self, tag: str, _attributes: dict[str, str], /) -> None:
        """Open a shared text or a piece of one."""
        if tag == "si":
            self._pieces = []
            self._length = 0
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._wanted = not self._phonetic

    def text(self, piece: str, /) -> None:
        """Keep a piece of a shared text and count it."""
        if self._wanted:
            self._chars += len(piece)
            if self._chars > self._limits.max_string_chars:
                raise ReadProblem(ReadCode.TOO_MUCH_TEXT)
            room = self._limits.max_cell_chars - self._length
            self._length += len(piece)
            if room > 0:
                self._pieces.append(piece[:room])

    def end(self, tag: str, /) -> None:
        """Close a shared text or a piece of one."""
        if tag == "t":
            self._wanted = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            if self._length > self._limits.max_cell_chars:
                self.cut.add(len(self.strings))
            self.strings.append("".join(self._pieces))
            if len(self.strings) > self._limits.max_strings:
                raise ReadProblem(ReadCode.TOO_MUCH_TEXT)


class XlsxFile:
    """An opened XLSX file; `grids` gives its sheets in order."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        """Measure the archive and read everything but the sheets."""
        self._limits = limits
        self._archive = Archive(file, limits)
        main = self._main_part()
        folder = posixpath.dirname(main)
        relations = _Relations(folder, limits)
        self._take(posixpath.join(folder, "_rels", f"{posixpath.basename(main)}.rels"), relations)
        workbook = _Workbook(limits)
        self._take(main, workbook)
        self._sheets = [
            (name, hidden, relations.parts[relation][1])
            for name, hidden, relation in workbook.sheets
            if relations.parts.get(relation, ("", ""))[0] == "worksheet"
        ]
        if not self._sheets:
            raise ReadProblem(ReadCode.NOT_XLSX)
        self._book = self._shared(dict(relations.parts.values()), starts_1904=workbook.starts_1904)

    def _main_part(self) -> str:
        """Return the name of the workbook part, or refuse an archive that is something else."""
        relations = _Relations("", self._limits)
        if "_rels/.rels" in self._archive:
            self._take("_rels/.rels", relations)
        main = dict(relations.parts.values()).get("officeDocument", "xl/workbook.xml")
        if main not in self._archive or not main.endswith(".xml") or "word/document.xml" in self._archive:
            raise ReadProblem(ReadCode.NOT_XLSX)
        return main

    def _take(self, part: str, listener: Listener) -> None:
        """Read a whole part into its listener."""
        for _ in parse(self._archive.chunks(part), listener, self._archive.budget):
            pass

    def _shared(self, parts: dict[str, str], *, starts_1904: bool) -> Book:
        """Read shared texts and styles where the workbook has them."""
        strings, styles = _Strings(self._limits), _Styles(self._limits)
        for kind, listener in (("sharedStrings", strings), ("styles", styles)):
            if parts.get(kind, "") in self._archive:
                self._take(parts[kind], listener)
        return Book(strings.strings, frozenset(strings.cut), frozenset(styles.dates), starts_1904)

    def grids(self) -> Iterator[Grid]:
        """Give the sheets in order; the rows of one must be read before the next is asked for."""
        for name, hidden, part in self._sheets:
            rows = sheet_rows(self._archive.chunks(part), self._book, self._limits, self._archive.budget)
            yield Grid(name, hidden, rows)

    def close(self) -> None:
        """Let go of the archive."""
        self._archive.close()
