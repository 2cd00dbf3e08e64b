"""Charts drawn on the server."""

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from ordo.ui.charts import HEIGHT, TOP, ChartData, Series, draw, nice_ceiling

WEEKS = ChartData("Attendance", ["1", "2", "3"], (Series("A", (50, None, 100)),), unit=" %", maximum=100)


def render(data: ChartData, kind: str) -> str:
    with override("en"):
        return Template("{% load ui %}{% chart data kind %}").render(Context({"data": data, "kind": kind}))


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 1), (1, 1), (3, 5), (99, 100), (101, 200), (0.3, 0.5), (21, 25), (1630, 2000)]
)
def test_the_axis_ends_at_a_round_number(value: float, expected: float) -> None:
    assert nice_ceiling(value) == pytest.approx(expected)


def test_a_column_is_as_high_as_its_share_of_the_axis() -> None:
    heights = [float(h) for h in re.findall(r'<rect[^>]* height="([\d.]+)"', draw(WEEKS, "columns"))]
    assert heights == [HEIGHT / 2, HEIGHT]


def test_no_data_is_a_gap_and_not_a_zero() -> None:
    drawing = draw(WEEKS, "line")
    assert drawing.count("<circle") == 2
    assert "stroke" not in drawing
    assert f'cy="{TOP + HEIGHT}' not in drawing


def test_a_chart_carries_the_same_data_as_a_table() -> None:
    html = render(WEEKS, "line")
    assert re.findall(r'<td class="num">(.*?)</td>', html) == ["50", "–", "100"]
    assert 'role="img"' in html


def test_bars_are_a_table_themselves() -> None:
    html = render(
        ChartData("Filling", ["Law", "Arts"], (Series("F", (80, 40)),), unit=" %", maximum=100), "bars"
    )
    assert html.count("<tr>") == 3
    assert 'width="40.0%"' in html
    assert "80 %" in html


def test_labels_of_the_data_are_escaped() -> None:
    html = render(ChartData("T", ["<b>x</b>"], (Series("<i>", (1,)),)), "columns")
    assert "<b>x" not in html
    assert "<i>" not in html


def test_nothing_is_styled_inline() -> None:
    for kind in ("columns", "line", "bars", "spark"):
        assert "style=" not in render(WEEKS, kind)


def test_an_unknown_kind_is_told_at_once() -> None:
    with pytest.raises(TemplateSyntaxError):
        render(WEEKS, "pie")


def test_an_empty_chart_does_not_break_the_page() -> None:
    assert "<svg" in render(ChartData("Nothing yet", [], (Series("A", ()),)), "columns")
