"""Any list as a PDF: title, the filters in force, columns, rows, totals (EB-09.15; exports of the interface)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from ordo.documents.grade_sheet import Labelled
from ordo.documents.typesetting import render

MOST_ROWS = 3_000
"""Some 50 pages, a second and 350 MB for the moment; a longer list is for a table format."""
_PORTRAIT = 105
"""Characters that fit beside each other on upright A4 in the size of the list."""
_WIDEST, _NARROWEST = 42, 4


class TooManyRows(ValueError):
    """The list is longer than `MOST_ROWS`."""


@dataclass(frozen=True)
class ListColumn:
    """One column; numbers are set to the end of the cell."""

    label: str
    align: Literal["start", "center", "end"] = "start"


@dataclass(frozen=True)
class ListForm:
    """A list as it is shown: everything translated and formatted by the caller."""

    language: str
    institution: str
    title: str
    columns: Sequence[ListColumn]
    rows: Sequence[Sequence[str]]
    page: str
    """With the places {page} and {pages}."""
    filters: Sequence[Labelled] = ()
    totals: Sequence[str] = ()
    """A last row in bold; empty: none."""
    summary: str = ""
    """Such as '1,240 rows'."""
    made: str = ""
    """When and by whom, in small print."""
    empty: str = ""
    """Said in place of the table when there is no row."""

    def __post_init__(self) -> None:
        """Refuse ragged rows and lists that nobody could read."""
        if len(self.rows) > MOST_ROWS:
            raise TooManyRows(f"{len(self.rows)} rows, at most {MOST_ROWS}")
        for row in (*self.rows, *([self.totals] if self.totals else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells for {len(self.columns)} columns")


def render_list(form: ListForm, *, created: datetime | None = None) -> bytes:
    """The list as PDF/A and PDF/UA, upright or across, as its columns need."""
    weights = _weights(form)
    data = asdict(form) | {"weights": weights, "flipped": sum(weights) > _PORTRAIT}
    return render("list", data, created=created)


def _weights(form: ListForm) -> list[int]:
    """Width of each column in characters: its longest word must fit, its usual cell should."""
    return [
        _weight([column.label, *(row[place] for row in form.rows), *form.totals[place : place + 1]])
        for place, column in enumerate(form.columns)
    ]


def _weight(cells: Sequence[str]) -> int:
    lengths = sorted(len(cell) for cell in cells)
    usual = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    word = max((len(word) for cell in cells for word in cell.split()), default=0)
    return max(_NARROWEST, min(_WIDEST, max(word, usual)) + 1)
