"""A list as HTML, plain text, XML or DOCX, written by ourselves: no library is needed for a table.

Headings and rows come as they are shown; nothing here knows where they come from. HTML, text and DOCX say numbers and
dates in the language in force, XML says them for programs (a point in numbers, ISO dates).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.formats import localize
from django.utils.html import escape
from django.utils.translation import get_language

Rows = Iterable[Sequence[Any]]

_STYLE: Final = (
    "body{font:14px/1.4 system-ui,sans-serif;margin:24px}table{border-collapse:collapse}"
    "th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}th{background:#eee}"
)
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def shown(value: Any) -> str:
    """A value for people, in the language in force; '' for nothing."""
    return "" if value is None else str(localize(value))


def _told(value: Any) -> str:
    """A value for programs."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def as_html(title: str, institution: str, headings: Sequence[str], rows: Rows) -> bytes:
    """One page that opens anywhere and can be printed; no script, no address of anybody."""
    language = (get_language() or "ky")[:2]
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(shown(cell))}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><p>{escape(institution)}</p><h1>{escape(title)}</h1>\n"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></body></html>\n"
    ).encode()


def as_text(title: str, institution: str, headings: Sequence[str], rows: Rows) -> bytes:
    """Columns parted by tabs, one row a line, for programs that know nothing else."""
    lines = ["\t".join(_one_line(cell) for cell in row) for row in ([*headings], *rows)]
    return "\r\n".join([*filter(None, (institution, title)), "", *lines, ""]).encode("utf-8-sig")


def _one_line(value: Any) -> str:
    return " ".join(shown(value).split())


def as_xml(title: str, institution: str, headings: Sequence[str], rows: Rows) -> bytes:
    """`<list><columns><column>…</column></columns><row><cell column="1">…</cell></row></list>`."""
    columns = "".join(
        f'<column number="{number}">{escape(text)}</column>' for number, text in enumerate(headings, 1)
    )
    body = "".join(f"  <row>{_cells(row)}</row>\n" for row in rows)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<list title="{escape(title)}" institution="{escape(institution)}">\n'
        f"  <columns>{columns}</columns>\n{body}</list>\n"
    ).encode()


def _cells(row: Sequence[Any]) -> str:
    return "".join(
        f'<cell column="{number}">{escape(_told(cell))}</cell>' for number, cell in enumerate(row, 1)
    )


def as_docx(title: str, institution: str, headings: Sequence[str], rows: Rows) -> bytes:
    """A document across with one table whose head is repeated on every page."""
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = [
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{border}</w:tblBorders></w:tblPr>'
    ]
    table.append(
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(_cell(text, bold=True) for text in headings)}</w:tr>"
    )
    table.extend(f"<w:tr>{''.join(_cell(shown(cell)) for cell in row)}</w:tr>" for row in rows)
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}"><w:body>{_paragraph(institution)}'
        f"{_paragraph(title, bold=True)}{''.join(table)}</w:tbl>{_paragraph('')}{page}</w:body></w:document>"
    )
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            archive.writestr(_entry(name), text)
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MOMENT)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _paragraph(text: str, *, bold: bool = False) -> str:
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _cell(text: str, *, bold: bool = False) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_paragraph(text, bold=bold)}</w:tc>'
