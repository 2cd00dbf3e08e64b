"""A list as a file of any of seven kinds: all rows that match, the columns that are shown, safe cells (trap 35)."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ordo.documents.listing import MOST_ROWS, ListColumn, ListForm, render_list
from ordo.exchange.safety import safe_cell
from ordo.export import writers
from ordo.language import transliterate

FORMATS: Final = ("xlsx", "csv", "pdf", "html", "docx", "xml", "txt")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRITERS: Final[dict[str, tuple[Callable[[str, str, Sequence[str], writers.Rows], bytes], str]]] = {
    "html": (writers.as_html, "text/html; charset=utf-8"),
    "docx": (
        writers.as_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xml": (writers.as_xml, "application/xml"),
    "txt": (writers.as_text, "text/plain; charset=utf-8"),
}
_SHEET_TITLE: Final = 31
#: Signs that neither XML nor a workbook may hold; they come from files that people pasted from.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def answer(table: Any, wanted: str, *, title: str, institution: str = "") -> HttpResponse:
    """All rows of a configured table (django-tables2) in one of FORMATS, as a file to keep.

    Numbers and dates stay numbers and dates in XLSX. A PDF of more rows than paper bears becomes XLSX.
    """
    columns = [column for column in table.columns.iterall() if _is_data(column) and _is_shown(table, column)]
    headings = [str(column.header) for column in columns]
    rows = _rows(table, columns)
    if wanted == "csv":
        return _file(_csv(headings, rows), "text/csv; charset=utf-8", title, "csv")
    if wanted in _WRITERS:
        writer, kind = _WRITERS[wanted]
        return _file(writer(title, institution, headings, rows), kind, title, wanted)
    if wanted == "pdf" and len(table.rows) <= MOST_ROWS:
        return _file(_pdf(title, institution, headings, rows), "application/pdf", title, "pdf")
    return _file(_xlsx(title, headings, rows), XLSX, title, "xlsx")


def _is_data(column: Any) -> bool:
    classes = str(column.attrs["th"].get("class", "")).split()
    return "pick" not in classes and bool(str(column.header).strip())


def _is_shown(table: Any, column: Any) -> bool:
    return column in table.columns.itervisible()


def _rows(table: Any, columns: Sequence[Any]) -> Iterator[list[Any]]:
    readers = [_reader(table, column) for column in columns]
    if any(reader is None for reader in readers):
        for row in table.rows:
            cells = zip(columns, readers, strict=True)
            yield [
                _plain(read(row.record) if read else row.get_cell_value(column.name))
                for column, read in cells
            ]
        return
    for record in table.data:
        yield [_plain(read(record)) for read in readers if read is not None]


def _reader(table: Any, column: Any) -> Callable[[Any], Any] | None:
    """How to read a column straight from a record; None where only the table's own rendering knows.

    Rendering costs a hundred times as much, so a table names in `plain` the columns whose `render_…` only decorates.
    A choice is shown by its word; numbers and dates stay what they are.
    """
    accessor = column.accessor
    if hasattr(table, f"render_{column.name}") and column.name not in getattr(table, "plain", ()):
        return None
    model = getattr(table.data.data, "model", None)
    field = accessor.get_field(model) if model is not None else None
    words = {value: str(title) for value, title in getattr(field, "flatchoices", None) or ()}

    def read(record: Any) -> Any:
        value = accessor.resolve(record, quiet=True)
        return words.get(value, value) if words else value

    return read


def _plain(value: Any) -> Any:
    """A cell's value without markup; None for nothing."""
    if value is None or isinstance(value, bool | int | float | Decimal | date | datetime):
        return value
    text = strip_tags(value) if isinstance(value, SafeString) else str(value)
    text = _CONTROL.sub("", text).strip()
    return None if text in {"", "—", "–"} else text


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    # A byte order mark, or a spreadsheet program reads Cyrillic letters in the wrong encoding.
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([safe_cell(heading) for heading in headings])
    for row in rows:
        writer.writerow(["" if value is None else safe_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title.translate(_FORBIDDEN)[:_SHEET_TITLE].strip() or "1")
    sheet.freeze_panes = "A2"
    head = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=str(safe_cell(heading)))
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    for row in rows:
        sheet.append([safe_cell(value) for value in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _pdf(title: str, institution: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    texts = [["" if value is None else str(localize(value)) for value in row] for row in rows]
    form = ListForm(
        language=(get_language() or "ky")[:2],
        institution=institution,
        title=title,
        columns=[ListColumn(heading) for heading in headings],
        rows=texts,
        page=_("Page {page} of {pages}"),
        made=str(localize(timezone.localtime())),
    )
    return render_list(form)


def _file(content: bytes, kind: str, title: str, ending: str) -> HttpResponse:
    name = slugify(transliterate(title)) or "list"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{ending}"'
    )
    response["Cache-Control"] = "no-store"
    return response
