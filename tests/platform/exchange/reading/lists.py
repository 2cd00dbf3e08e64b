"""Workbooks made for the tests of the reader, and the columns of a list of students."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from ordo.exchange.reading import ColumnSpec, RawRow, Sheet, captions, read_table

STUDENT = (
    ColumnSpec("number", captions.ROW_NUMBER, formula_allowed=True),
    ColumnSpec("name", captions.PERSON_NAME, required=True),
    ColumnSpec("pin", captions.PIN, required=True),
    ColumnSpec("birth_date", captions.BIRTH_DATE),
    ColumnSpec("sex", captions.SEX),
    ColumnSpec("ethnicity", captions.ETHNICITY),
    ColumnSpec("address", captions.ADDRESS),
    ColumnSpec("funding", captions.FUNDING),
    ColumnSpec("phone", captions.PHONE),
    ColumnSpec("note", captions.NOTE),
)

HEADER = ("№", "Аты-жөнү", "ПИН (ИНН)", "Туулган күнү", "Жынысы", "Эскертүү")
AIGUL = (1, "Асанова Айгүл Нурлан кызы", "12110200531072", "21.10.2005", "а", None)
BAKYT = (2, "Токтогулов Бакыт Бекжанович", "20301200548408", "3-январь 2005-ж.", "э", None)


def workbook(*sheets: tuple[str, Iterable[Sequence[Any]]], merged: str = "") -> io.BytesIO:
    """Return an XLSX file with the given sheets, each a name and its rows; `merged` is a range in the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def people(file: Any, **options: Any) -> list[tuple[Sheet, list[RawRow]]]:
    """Read every list of a file with its rows."""
    with read_table(file, STUDENT, **options) as book:
        return [(sheet, list(sheet.rows)) for sheet in book.sheets()]


def rows_of(file: Any, **options: Any) -> list[RawRow]:
    """Read the rows of the only list of a file."""
    [(_, rows)] = people(file, **options)
    return rows


def repacked(
    file: io.BytesIO, changes: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED
) -> io.BytesIO:
    """Return the archive with some of its parts replaced or added."""
    result = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", compression) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    result.seek(0)
    return result


def sheet_xml(inside: str) -> bytes:
    """Return a worksheet part with the given sheet data."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}"><sheetData>{inside}</sheetData></worksheet>'.encode()


def text_row(number: int, *texts: str) -> str:
    """Return one row of a worksheet part, its texts inline."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'
