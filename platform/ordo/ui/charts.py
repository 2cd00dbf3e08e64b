"""Small charts drawn on the server as SVG: no script, no inline style, text that does not shrink on a phone.

Geometry is given in per cent of the width and in pixels of the height, so that one drawing fits 390 px and 1280 px
with letters of the same size. Each chart carries the same data as a table (the template shows both).
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HEIGHT = 180
"""Height of the plotting area in pixels."""
TOP = 14
LEFT = 9.0
"""Share of the width, in per cent, kept for the numbers of the vertical axis."""
KINDS = ("columns", "bars", "line", "spark")


@dataclass(frozen=True)
class Series:
    """One row of values; None is a gap (no data), which is not the same as zero."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class ChartData:
    """What a chart shows: a title for everybody, labels along the axis, one to four series, the unit of the values."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    label_title: str = ""
    maximum: float | None = None
    note: str = field(default="")

    @property
    def top(self) -> float:
        """The upper end of the vertical axis: the given maximum, else a round number above all values."""
        if self.maximum:
            return self.maximum
        return nice_ceiling(max((v for s in self.series for v in s.values if v is not None), default=1.0))

    def rows(self) -> list[tuple[str, list[str]]]:
        """The same data as rows of a table: label and the formatted value of each series."""
        return [
            (label, [show(series.values[index]) for series in self.series])
            for index, label in enumerate(self.labels)
        ]


def nice_ceiling(value: float) -> float:
    """The smallest of 1, 2, 2.5, 5, 10 × a power of ten that is not below `value`; 1.0 for nothing."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value - 1e-9)


def show(value: float | None) -> str:
    """A value by the reader's language: at most one decimal; a dash for no data."""
    if value is None:
        return "–"
    return str(
        number_format(round(value, 1) if value % 1 else int(value), use_l10n=True, force_grouping=True)
    )


def draw(data: ChartData, kind: str) -> SafeString:
    """The SVG elements of a chart of `kind`: columns, line or spark (bars are drawn by their own template)."""
    if kind == "columns":
        return _axes(data) + _columns(data) + _axis_labels(data)
    if kind == "line":
        return _axes(data) + _lines(data, HEIGHT, TOP, LEFT) + _axis_labels(data)
    if kind == "spark":
        return _lines(_stretched(data), 24, 4, 0.0)
    raise ValueError(f"unknown kind of chart: {kind}")


def _stretched(data: ChartData) -> ChartData:
    """The first series moved to its own smallest value: a spark shows the course, not the size."""
    values = [value for value in data.series[0].values if value is not None]
    low, span = min(values, default=0), max(values, default=1) - min(values, default=0)
    moved = Series("", [None if value is None else value - low for value in data.series[0].values])
    return ChartData(data.title, data.labels, (moved,), maximum=span or 1.0)


def _y(value: float, top: float, height: int = HEIGHT, margin: int = TOP) -> float:
    return round(margin + height * (1 - min(max(value / top, 0), 1)), 1)


def _axes(data: ChartData) -> SafeString:
    """Four thin lines with their numbers."""
    ticks = [data.top * part / 4 for part in range(5)]
    heights = [(tick, _y(tick, data.top)) for tick in ticks]
    rows = ((LEFT, y, y, LEFT - 1, y + 4, show(tick)) for tick, y in heights)
    return format_html_join(
        "",
        '<line class="grid" x1="{}%" x2="100%" y1="{}" y2="{}"></line><text class="tick" x="{}%" y="{}">{}</text>',
        rows,
    )


def _columns(data: ChartData) -> SafeString:
    """Upright bars side by side, one group per label."""
    step = (100 - LEFT) / max(len(data.labels), 1)
    width = step * 0.7 / max(len(data.series), 1)
    rows = []
    for number, series in enumerate(data.series):
        for index, value in enumerate(series.values):
            if value is not None:
                y = _y(value, data.top)
                x = LEFT + index * step + step * 0.15 + number * width
                rows.append((number + 1, f"{x:.2f}", f"{width:.2f}", y, round(TOP + HEIGHT - y, 1)))
    return format_html_join(
        "", '<rect class="s{}" x="{}%" width="{}%" y="{}" height="{}" rx="2"></rect>', rows
    )


def _lines(data: ChartData, height: int, margin: int, left: float) -> SafeString:
    """Broken lines with a dot at each value; a gap where there is no data."""
    step = (100 - left) / max(len(data.labels), 1)
    strokes: list[tuple[int, str, str, float, float]] = []
    dots: list[tuple[int, str, float]] = []
    for number, series in enumerate(data.series, start=1):
        points = [
            None
            if value is None
            else (f"{left + index * step + step / 2:.2f}", _y(value, data.top, height, margin))
            for index, value in enumerate(series.values)
        ]
        for one, two in itertools.pairwise(points):
            if one and two:
                strokes.append((number, one[0], two[0], one[1], two[1]))
        dots.extend((number, point[0], point[1]) for point in points if point)
    lines = format_html_join(
        "", '<line class="stroke s{}" x1="{}%" x2="{}%" y1="{}" y2="{}"></line>', strokes
    )
    if margin < TOP:
        dots = dots[-1:]
    return lines + format_html_join("", '<circle class="dot s{}" cx="{}%" cy="{}" r="3.5"></circle>', dots)


def _axis_labels(data: ChartData) -> SafeString:
    """Labels under the axis; where there are many only every second or third, so that they never touch."""
    step = (100 - LEFT) / max(len(data.labels), 1)
    longest = max((len(label) for label in data.labels), default=1)
    every = max(1, math.ceil(len(data.labels) * (longest * 7 + 8) / 310))
    rows = (
        (f"{LEFT + index * step + step / 2:.2f}", TOP + HEIGHT + 18, label)
        for index, label in enumerate(data.labels)
        if index % every == 0
    )
    return format_html_join("", '<text class="axis" x="{}%" y="{}">{}</text>', rows)


def describe(data: ChartData) -> SafeString:
    """One sentence for those who hear the page instead of seeing it: title, first and last value."""
    if not data.labels or not data.series:
        return format_html("{}", data.title)
    values = data.series[0].values
    return format_html(
        "{}: {} {}{}, {} {}{}",
        data.title,
        data.labels[0],
        show(values[0]),
        data.unit,
        data.labels[-1],
        show(values[-1]),
        data.unit,
    )
