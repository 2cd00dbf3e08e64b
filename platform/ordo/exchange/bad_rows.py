"""The bad rows of an import as a workbook that can be corrected and uploaded again.

Each list keeps its sheet name, its title lines and its captions; two columns at the end say what is wrong and where
the row stood.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from ordo.exchange import problem_data
from ordo.exchange.models import ImportRow, ImportRun
from ordo.exchange.reading.wording import sentence
from ordo.exchange.safety import safe_cell

_LONGEST_NAME = 31


def bad_rows_workbook(run: ImportRun, rows: Iterable[ImportRow]) -> bytes:
    """XLSX with the rows as the person typed them, under the headings of their lists."""
    book = Workbook(write_only=True)
    for name, lines in groupby(rows, key=lambda row: row.sheet):
        sheet = book.create_sheet((name or _("Bad rows"))[:_LONGEST_NAME])
        listed = list(lines)
        heading = _heading(run.sheets, name, listed[0].number)
        captions = list(heading.get("captions", ()))
        for title in heading.get("titles", ()):
            sheet.append([safe_cell(title)])
        sheet.append([*map(safe_cell, captions), _("What is wrong"), _("Place")])
        for row in listed:
            raw = [*row.raw, *[""] * (len(captions) - len(row.raw))][: max(len(captions), 1)]
            sheet.append([*map(safe_cell, raw), _reasons(row), safe_cell(f"{row.sheet}:{row.number}")])
    if not book.worksheets:
        book.create_sheet(_("Bad rows")).append([_("There are no rows with errors.")])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _heading(headings: Sequence[dict[str, Any]], sheet: str, number: int) -> dict[str, Any]:
    """The heading of the list that a row stood in: the last one above the row."""
    above = [data for data in headings if data["sheet"] == sheet and data["from"] < number]
    return above[-1] if above else {}


def _reasons(row: ImportRow) -> str:
    problems = [problem_data.from_data(row.sheet, row.number, data) for data in row.problems]
    return " ".join(sentence(problem.problem) for problem in problems)
