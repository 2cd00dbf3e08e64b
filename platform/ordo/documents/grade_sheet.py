"""The official grade sheet (ведомость) on A4: everything that stands on the paper, and nothing else.

Requirements: EB-05.3, EB-08.7, EB-08.10f, EB-08.10g, KNU-3.2, JAMU-2.4, OSH-2.6. Every string comes translated and
formatted from the caller: this form knows no policy, no language and no university.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from ordo.documents.typesetting import render


@dataclass(frozen=True)
class Labelled:
    """A printed label with its value, such as 'Group' and 'МАТ-21'."""

    label: str
    value: str


@dataclass(frozen=True)
class ScoreColumn:
    """A column of points: attendance, progress, each checkpoint, final control, in the order of the policy."""

    label: str
    cap: str = ""
    """The most points the column can give, printed in a row of its own; empty: not printed."""


@dataclass(frozen=True)
class SheetLabels:
    """Words of the form itself, in the language of the document."""

    number: str
    name: str
    record_book: str
    total: str
    letter: str
    in_words: str
    signature: str
    cap: str
    """Name of the row of caps, such as 'at most'."""
    totals: str
    page: str
    """With the places {page} and {pages}."""
    digest: str
    check: str


@dataclass(frozen=True)
class SheetRow:
    """One student's line; `scores` has one entry a score column ('' where nothing is to be printed)."""

    number: str
    name: str
    record_book: str
    scores: Sequence[str]
    total: str
    letter: str
    in_words: str
    signature: str = ""


@dataclass(frozen=True)
class SignatureBlock:
    """One signatory. Signed electronically: `note`, `signed_at`, `key` are printed in a frame; else a line to sign."""

    role: str
    name: str
    note: str = ""
    signed_at: str = ""
    key: str = ""


@dataclass(frozen=True)
class GradeSheetForm:
    """The whole sheet. `headline`: a full line each (programme, discipline, teachers); `details`: three columns."""

    language: str
    university: str
    faculty: str
    heading: str
    subheading: str
    number: str
    headline: Sequence[Labelled]
    details: Sequence[Labelled]
    labels: SheetLabels
    score_columns: Sequence[ScoreColumn]
    rows: Sequence[SheetRow]
    totals: Sequence[Labelled]
    """Counts by grade, then whatever else is summed up."""
    signatures: Sequence[SignatureBlock]
    authority: str = ""
    """The ministry above the university; empty: not printed."""
    qr_svg: str = ""
    qr_caption: str = ""
    check_address: str = ""
    digest: str = ""
    """Head of the sheet's register chain, hexadecimal, in small print."""
    watermark: str = ""
    """Across every page, such as 'Draft'; empty for an issued sheet."""

    def __post_init__(self) -> None:
        """Refuse a row whose points do not fit the columns: a shifted mark must never be printed."""
        for row in self.rows:
            if len(row.scores) != len(self.score_columns):
                raise ValueError(
                    f"row {row.number}: {len(row.scores)} scores for {len(self.score_columns)} columns"
                )


def render_grade_sheet(form: GradeSheetForm, *, created: datetime | None = None) -> bytes:
    """The sheet as PDF/A and PDF/UA; `created` is the moment of issue (same input, same bytes)."""
    return render("grade_sheet", asdict(form), created=created)
