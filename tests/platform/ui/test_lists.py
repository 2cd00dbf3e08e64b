"""The list pattern: filters in the address, sort, columns, pages, export of what is shown."""

from dataclasses import dataclass
from typing import Any

import django_tables2
import pytest
from django.test import RequestFactory
from django.utils.translation import override

from ordo.ui.lists import BulkAction, Listing, list_page
from ordo.ui.tables import ListTable, NumberColumn, PickColumn


@dataclass(frozen=True)
class Row:
    """A row of no database."""

    pk: int
    name: str
    points: float | None


class Table(ListTable):
    """Two columns and a box."""

    pick = PickColumn()
    name = django_tables2.Column(verbose_name="Name")
    points = NumberColumn(verbose_name="Points")
    caption = "Results"


ROWS = [Row(number, f"Student {number:03}", 100 - number / 2) for number in range(1, 121)]


def listing(**query: str) -> Listing:
    request = RequestFactory().get("/", query)
    return list_page(request, table_class=Table, rows=ROWS, bulk=(BulkAction("x", "X"),))


def html(of: Listing, **query: str) -> str:
    with override("en"):
        return str(of.table.as_html(RequestFactory().get("/", query)))


def test_a_list_is_cut_into_pages_and_knows_its_total() -> None:
    shown = listing(page="2")
    assert shown.total == 120
    assert len(list(shown.table.paginated_rows)) == 50
    assert "51–100 of 120" in html(shown)


def test_the_address_sorts_and_the_heading_says_how() -> None:
    shown = listing(sort="-points")
    assert 'aria-sort="descending"' in html(shown)
    assert html(shown).index("Student 001") < html(shown).index("Student 002")


def test_columns_are_chosen_by_the_address() -> None:
    shown = listing(columns="points")
    text = html(shown)
    assert "Student 001" not in text
    assert [(name, visible) for name, _heading, visible in shown.columns] == [
        ("name", False),
        ("points", True),
    ]
    assert 'name="pick"' in text


@pytest.mark.parametrize(("asked", "given"), [("xlsx", "xlsx"), ("exe", ""), ("", "")])
def test_only_offered_formats_are_exported(asked: str, given: str) -> None:
    assert listing(export=asked).export == given


@pytest.mark.parametrize(("asked", "rows"), [("10", 10), ("9999", 120), ("-5", 50), ("abc", 50), ("²", 50)])
def test_the_length_of_a_page_stays_within_reason(asked: str, rows: int) -> None:
    assert len(list(listing(per_page=asked).table.paginated_rows)) == rows


@pytest.mark.parametrize(("asked", "given"), [("0", 1), ("99", 3), ("x", 1), ("-1", 1), ("2", 2)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked: str, given: int) -> None:
    assert listing(page=asked).table.page.number == given


def test_sort_and_page_are_no_filters() -> None:
    assert not listing(sort="name", page="2", columns="name").filtered
    assert listing(q="x").filtered


def test_numbers_stand_to_the_right_and_no_number_is_a_dash() -> None:
    table = Table([Row(1, "A", None), Row(2, "B", 2.5)])
    with override("ru"):
        text = str(table.as_html(RequestFactory().get("/")))
    assert '<td role="cell" data-label="Points" class="num">2,5</td>' in text
    assert '<td role="cell" data-label="Points" class="num">—</td>' in text


def test_values_are_escaped() -> None:
    table: Any = Table([Row(1, "<script>", 1)])
    assert "<script>" not in str(table.as_html(RequestFactory().get("/")))
