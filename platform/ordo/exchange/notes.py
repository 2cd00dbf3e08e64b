"""Remarks on the sheets of an import: what the file says of itself and what was found differ.

A remark stops nothing; it stands above the preview, so that a person looks twice. Kept as JSON, worded when read.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.exchange.reading import RawRow, Sheet, Workbook
from ordo.language import squeeze

_MOST_STRAYS: Final = 20
_SHOWN: Final = 120


class NoteCode(StrEnum):
    """Kinds of remarks; stored in rows, never changed."""

    TOTAL = "total"
    GROUP = "group"
    STRAY = "stray"
    HIDDEN = "hidden"


_SENTENCES: Final[dict[NoteCode, Promise]] = {
    NoteCode.TOTAL: _(
        "%(sheet)s: the line under the list says %(declared)s, but the list has %(found)s rows."
    ),
    NoteCode.GROUP: _("%(sheet)s: the title above the list names the group %(group)s; the title counts."),
    NoteCode.STRAY: _("%(sheet)s, row %(row)s was left out, it is no row of the list: %(text)s"),
    NoteCode.HIDDEN: _("%(sheet)s is a hidden sheet; it was read like the others."),
}


def sentence(data: dict[str, Any]) -> str:
    """One remark in the language in force."""
    text = str(_SENTENCES[NoteCode(data["code"])])
    return text % dict(data["params"])


def _note(code: NoteCode, **params: str | int) -> dict[str, Any]:
    return {"code": code.value, "params": params}


def _names_a_group(text: str) -> bool:
    """Tell whether a sheet's name looks like a group's ('ИСТ-1-23') and not like 'Sheet 1'."""
    return "-" in text and any(char.isdigit() for char in text)


class Watch:
    """Stands between the reader and a kind of import: counts rows, keeps headings and remarks of every list."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._count = 0
        self.notes: list[dict[str, Any]] = []
        self.headings: list[dict[str, Any]] = []

    def sheets(self) -> Iterator[Sheet]:
        """The lists of the workbook, once, in order."""
        for sheet in self._workbook.sheets():
            self._count = 0
            sheet.rows = self._counted(sheet.rows)
            self.headings.append(
                {
                    "sheet": sheet.name,
                    "titles": list(sheet.title_lines),
                    "captions": list(sheet.header.captions),
                    "from": sheet.header.number,
                }
            )
            yield sheet
            self._remark(sheet)

    def _counted(self, rows: Iterator[RawRow]) -> Iterator[RawRow]:
        for row in rows:
            self._count += 1
            yield row

    def _remark(self, sheet: Sheet) -> None:
        name, group = sheet.name, sheet.facts.group
        if sheet.declared_total not in {None, self._count}:
            declared = sheet.declared_total or 0
            self.notes.append(_note(NoteCode.TOTAL, sheet=name, declared=declared, found=self._count))
        if group and sheet.block == 0 and _names_a_group(name) and squeeze(group) != squeeze(name):
            self.notes.append(_note(NoteCode.GROUP, sheet=name, group=group))
        if sheet.hidden and sheet.block == 0:
            self.notes.append(_note(NoteCode.HIDDEN, sheet=name))
        for stray in sheet.strays[:_MOST_STRAYS]:
            text = stray.text[:_SHOWN]
            self.notes.append(_note(NoteCode.STRAY, sheet=name, row=stray.number, text=text))
