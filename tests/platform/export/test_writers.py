"""Lists as files: what is shown comes out whole, and no cell runs anything (trap 35)."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2
import pytest
from defusedxml import ElementTree
from django.utils import translation
from openpyxl import load_workbook

from ordo.exchange.safety import safe_cell
from ordo.export import lists, writers

ROWS = [
    {"name": "Үсөнова Айгүл", "points": Decimal("61.5"), "born": date(2005, 10, 21), "note": "=HYPERLINK(1)"},
    {"name": "<b>Ким</b> & Co", "points": None, "born": None, "note": "+996777241468"},
    {"name": "Бакыт\x0b", "points": Decimal(7), "born": None, "note": "@SUM(A1)"},
]


class _Table(django_tables2.Table):
    name = django_tables2.Column(verbose_name="Аты-жөнү")
    points = django_tables2.Column(verbose_name="Балл", attrs={"td": {"class": "num"}})
    born = django_tables2.Column(verbose_name="Туулган күнү")
    note = django_tables2.Column(verbose_name="Эскертүү")


def made(wanted: str) -> bytes:
    """The table in a format."""
    response = lists.answer(_Table(ROWS), wanted, title="Студенттер", institution="ЖАМУ")
    assert f".{wanted}" in response["Content-Disposition"]
    return bytes(response.content)


def test_every_format_holds_every_row() -> None:
    for wanted in lists.FORMATS:
        assert made(wanted)


def test_a_workbook_keeps_numbers_and_dates_and_runs_nothing() -> None:
    sheet = load_workbook(io.BytesIO(made("xlsx"))).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[1][:2] == ["Үсөнова Айгүл", 61.5]
    assert values[1][3] == "'=HYPERLINK(1)"
    assert values[3][3] == "'@SUM(A1)"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_csv_begins_with_the_mark_of_its_encoding() -> None:
    content = made("csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["Аты-жөнү", "Балл", "Туулган күнү", "Эскертүү"]
    assert [row[3] for row in rows[1:]] == ["'=HYPERLINK(1)", "+996777241468", "'@SUM(A1)"]


def test_xml_is_well_formed_and_speaks_to_programs() -> None:
    root = ElementTree.fromstring(made("xml"))
    cells = [[cell.text for cell in row] for row in root.findall("row")]
    assert cells[0][:2] == ["Үсөнова Айгүл", "61.5"]
    assert cells[1][0] == "<b>Ким</b> & Co"
    assert root.get("institution") == "ЖАМУ"
    assert len(cells) == len(ROWS)


def test_html_shows_text_as_text_in_the_readers_language() -> None:
    with translation.override("ru"):
        page = made("html").decode()
    assert '<html lang="ru">' in page
    assert "Үсөнова Айгүл" in page
    assert "<script" not in page
    assert "61,5" in page


def test_docx_opens_as_a_document_with_one_table() -> None:
    with zipfile.ZipFile(io.BytesIO(made("docx"))) as archive:
        assert archive.testzip() is None
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    assert len(root.findall(".//w:tbl/w:tr", space)) == len(ROWS) + 1
    assert "Үсөнова Айгүл" in [text.text for text in root.iter(f"{{{space['w']}}}t")]


def test_plain_text_has_one_line_a_row() -> None:
    lines = made("txt").decode("utf-8-sig").split("\r\n")
    assert lines[:3] == ["ЖАМУ", "Студенттер", ""]
    assert [line.count("\t") for line in lines[3:-1]] == [3] * (len(ROWS) + 1)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "\t=1", "\r=1", " =1", "-"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["+996 555 12-34-56", "-5", "-5,5", "Асанов", "", 7, None, Decimal(1)])
def test_what_runs_nothing_stays(value: Any) -> None:
    assert safe_cell(value) == value


def test_values_for_people_follow_the_language() -> None:
    with translation.override("ru"):
        assert writers.shown(Decimal("61.5")) == "61,5"
    assert writers.shown(None) == ""
