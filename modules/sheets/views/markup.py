"""Texts of a sheet's cells, for the page and for the endpoint that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from modules.sheets.selectors.sheet import SheetPage, SheetRow
from modules.sheets.services.printing import words_of
from modules.sheets.wording import OUTCOME_TONES, STANDINGS, final_shown, shown


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its texts; `final` is what stands in the final column."""

    row: SheetRow
    attendance: str
    progress: str
    checkpoints: tuple[str, ...]
    final: str
    total: str
    words: str
    standing: str
    tone: str


def shown_rows(page: SheetPage) -> list[ShownRow]:
    """All rows of a page in the reader's language."""
    return [
        ShownRow(
            row=row,
            attendance=shown(row.attendance),
            progress=shown(row.progress),
            checkpoints=tuple(shown(part) for part in row.checkpoints),
            final=final_shown(row.final.points, absent=row.final.absent),
            total=shown(row.total),
            words=words_of(page, row),
            standing=str(STANDINGS[row.standing]),
            tone=OUTCOME_TONES.get(row.outcome.value, ""),
        )
        for row in page.rows
    ]


def points_data(row: SheetRow) -> dict[str, Any]:
    """What changes in a row when its final control does: total and letter, as the grid's script takes them."""
    return {"t": shown(row.total), "a": row.letter or "–", "g": shown(row.traditional), "c": []}


def plain_final(content: Mapping[str, Any]) -> str:
    """One of the two contents of a conflict."""
    points = content["points"]
    return final_shown(None if points is None else Decimal(points), absent=bool(content["absent"]))
