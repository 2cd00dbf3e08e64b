"""CSV and its relatives: which encoding, which separator, which rows.

UTF-8 with and without a byte order mark, UTF-16 with and without one, Windows-1251; comma, semicolon or tab.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from ordo.exchange.reading.cells import Cell
from ordo.exchange.reading.limits import Limits
from ordo.exchange.reading.problems import ReadCode, ReadProblem
from ordo.exchange.reading.sheetxml import GridRow, text_cell

SEPARATORS: Final = (";", ",", "\t")
_SAMPLE: Final = 64 * 1024
_BLOCK: Final = 256 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x98]")
_CAPITAL_INSIDE: Final = re.compile(r"[а-яё][А-ЯЁ]")
_WORD_PART: Final = re.compile(r"[А-Яа-яЁё]{2}")
_FEW: Final = 0.02
_SOME: Final = 0.2
_MOST: Final = 0.9


def _is_valid(file: IO[bytes], encoding: str) -> bool:
    """Tell whether the whole file is valid in the encoding, reading it in blocks."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> str:
    """Return the UTF-16 kind of bytes whose every second one is 0 (Latin, digits) or 4 (Cyrillic), or ''."""
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[offset::2]
        if high and sum(byte in {0, 4} for byte in high) / len(high) > _MOST and 0 in high:
            return encoding
    return ""


def _reads_like_1251(sample: bytes) -> bool:
    """Tell whether bytes make sense as Windows-1251: no control signs, letters, no capitals inside words.

    KOI8-R and DOS-866 texts fail here: read as 1251 their words are full of capitals or of odd signs.
    """
    text = sample.decode("cp1251", errors="replace")
    if _CONTROL.search(text) or "\ufffd" in text:
        return False
    letters = [char for char in text if ord(char) > 127]
    usual = sum(bool(re.match(r"[А-Яа-яЁё№«»—–…“”„\xa0]", char)) for char in letters)
    if not letters or usual / len(letters) < _MOST:
        return False
    pairs = _WORD_PART.findall(text)
    odd = sum(bool(_CAPITAL_INSIDE.match(pair)) for pair in pairs)
    return not pairs or odd / len(pairs) < _SOME


def find_encoding(file: IO[bytes]) -> str:
    """Return the encoding of a text file; raises ReadProblem when the bytes are no text we know."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            if not _is_valid(file, encoding):
                raise ReadProblem(ReadCode.UNKNOWN_ENCODING)
            return encoding
    wide = _utf16_without_mark(sample)
    if wide and _is_valid(file, wide):
        return wide
    if b"\x00" not in sample and _is_valid(file, "utf-8"):
        if _CONTROL.search(sample.decode("utf-8", errors="ignore")):
            raise ReadProblem(ReadCode.NOT_A_TABLE)
        return "utf-8"
    if _reads_like_1251(sample) and _is_valid(file, "cp1251"):
        return "cp1251"
    raise ReadProblem(ReadCode.UNKNOWN_ENCODING)


def find_separator(file: IO[bytes], encoding: str) -> str:
    """Return the separator that cuts the first lines into the most columns, most evenly."""
    file.seek(0)
    sample = codecs.getincrementaldecoder(encoding)().decode(file.read(_SAMPLE))
    lines = sample.splitlines()[:50]

    def score(separator: str) -> tuple[int, int]:
        """Count the lines that have the most frequent number of columns, and that number."""
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if any(row)]
        wide = [width for width in widths if width > 1]
        if not wide:
            return (0, 0)
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        return (wide.count(usual) * usual, usual)

    try:
        return max(SEPARATORS, key=score)
    except csv.Error as error:
        raise ReadProblem(ReadCode.NOT_A_TABLE) from error


@contextmanager
def _as_text(file: IO[bytes], encoding: str) -> Iterator[io.TextIOWrapper]:
    """Lend the bytes as text and give the file back open."""
    file.seek(0)
    wrapper = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield wrapper
    finally:
        wrapper.detach()


def _cells(row: list[str], limits: Limits) -> tuple[Cell, ...]:
    """Turn the texts of a row into cells, without the empty ones at its end."""
    cells = [text_cell(text, limits) for text in row]
    while cells and not cells[-1].filled:
        cells.pop()
    if len(cells) > limits.max_columns:
        raise ReadProblem(ReadCode.TOO_MANY_COLUMNS, limit=limits.max_columns)
    return tuple(cells)


def delimited_rows(file: IO[bytes], limits: Limits) -> Iterator[GridRow]:
    """Give the rows of a CSV file that hold anything, numbered as a spreadsheet program would show them."""
    encoding = find_encoding(file)
    separator = find_separator(file, encoding)
    count = 0
    with _as_text(file, encoding) as text:
        try:
            for number, row in enumerate(csv.reader(text, delimiter=separator), start=1):
                cells = _cells(row, limits)
                if not cells:
                    continue
                count += 1
                if count > limits.max_rows:
                    raise ReadProblem(ReadCode.TOO_MANY_ROWS, limit=limits.max_rows)
                yield number, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise ReadProblem(ReadCode.DAMAGED) from error
