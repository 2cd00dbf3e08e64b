"""Lists as files: what stands in them, whoever typed it."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import django_tables2
import pytest
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.safestring import SafeString
from openpyxl import load_workbook

from ordo.export import lists
from ordo.ui.tables import ListTable, NumberColumn


class _Table(ListTable):
    name = django_tables2.Column(verbose_name="Name")
    points = NumberColumn(verbose_name="Points")
    day = django_tables2.DateColumn(verbose_name="Day")

    def render_name(self, value: str) -> SafeString:
        """A link, as lists have it."""
        return format_html('<a href="/x/">{}</a>', value)


def _answer(rows: list[dict[str, Any]], wanted: str) -> Any:
    table = _Table(rows)
    django_tables2.RequestConfig(RequestFactory().get("/"), paginate={"per_page": 1}).configure(table)
    return lists.answer(table, wanted, title="Ведомость: [1/2]", institution="НМУ")


ROW = {"name": "Өмүров", "points": Decimal("61.50"), "day": date(2026, 9, 1)}


@pytest.mark.parametrize("text", ["=1+1", "+cmd|calc", "-2+3", "@SUM(A1)", "\tx", "\rx"])
@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_no_cell_is_a_formula(text: str, wanted: str) -> None:
    answer = _answer([{**ROW, "name": text}], wanted)
    if wanted == "csv":
        found: Any = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))[1][0]
    else:
        sheet = load_workbook(BytesIO(answer.content)).active
        assert sheet is not None
        found = sheet["A2"].value
        assert sheet["A2"].data_type != "f"
    assert not str(found).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_keeps_numbers_and_dates_and_all_pages() -> None:
    sheet = load_workbook(BytesIO(_answer([ROW, ROW, {**ROW, "points": None}], "xlsx").content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Name", "Points", "Day")
    assert rows[1][:2] == ("Өмүров", 61.5)
    assert str(rows[1][2]).startswith("2026-09-01") or rows[1][2] == "09/01/2026"
    assert len(rows) == 4
    assert rows[3][1] is None


def test_a_table_opens_in_a_spreadsheet_with_cyrillic_letters() -> None:
    content = _answer([ROW], "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Өмүров" in content.decode("utf-8-sig")


def test_a_file_has_a_plain_name_and_is_not_kept_by_the_browser() -> None:
    answer = _answer([ROW], "csv")
    assert 'filename="vedomost-12-' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


def test_a_list_is_printed_as_pdf_and_a_very_long_one_becomes_a_workbook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _answer([ROW], "pdf").content.startswith(b"%PDF")
    monkeypatch.setattr(lists, "MOST_ROWS", 1)
    assert _answer([ROW, ROW], "pdf")["Content-Type"] == lists.XLSX
