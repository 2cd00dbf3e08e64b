"""Reading of untidy real workbooks: XLSX and CSV in, lists of raw rows and typed problems out.

Knows no module and no database. A module passes its `ColumnSpec`s to `read_table`, walks over `sheets()` and
their `rows`, and turns cells into values with the validators of `reading.fields`. Words stand in `wording.py`.
"""

from ordo.exchange.reading.cells import Cell, CellValue, RawRow
from ordo.exchange.reading.columns import ColumnSpec, HeaderRow
from ordo.exchange.reading.layout import Footer, Sheet
from ordo.exchange.reading.limits import DEFAULT_LIMITS, Limits
from ordo.exchange.reading.problems import (
    Checked,
    Place,
    PlacedProblem,
    Problem,
    ProblemCode,
    ReadCode,
    ReadProblem,
)
from ordo.exchange.reading.table import Outline, SkippedSheet, Workbook, read_table
from ordo.exchange.reading.titles import StudyForm, TitleFacts, title_facts

__all__ = [
    "DEFAULT_LIMITS",
    "Cell",
    "CellValue",
    "Checked",
    "ColumnSpec",
    "Footer",
    "HeaderRow",
    "Limits",
    "Outline",
    "Place",
    "PlacedProblem",
    "Problem",
    "ProblemCode",
    "RawRow",
    "ReadCode",
    "ReadProblem",
    "Sheet",
    "SkippedSheet",
    "StudyForm",
    "TitleFacts",
    "Workbook",
    "read_table",
    "title_facts",
]
