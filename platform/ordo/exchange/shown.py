"""What the wizard's pages show, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ordo.exchange import kinds, problem_data
from ordo.exchange.kinds import Action, ImportKind
from ordo.exchange.models import ImportRow, ImportRun, RunStatus
from ordo.exchange.notes import sentence as note_sentence
from ordo.exchange.reading import Outline, ReadCode, ReadProblem
from ordo.exchange.reading.cells import as_text
from ordo.exchange.reading.wording import label, read_sentence, sentence


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """Short kind and full sentence of one problem."""

    kind: str
    sentence: str
    column: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field From → To."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the preview."""

    number: int
    place: str
    label: str
    action: str
    action_title: str
    changes: list[ShownChange]
    problems: list[ShownProblem]
    applied: bool


def action_titles() -> dict[str, str]:
    """Words of the actions."""
    return {
        Action.NEW.value: _("new"),
        Action.CHANGE.value: _("changes"),
        Action.SAME.value: _("no change"),
        Action.BAD.value: _("with errors"),
    }


def kind_title(code: str) -> str | Promise:
    """Title of a kind; its code when the module is gone."""
    try:
        return kinds.kind(code).title
    except kinds.UnknownKind:
        return code


def line(row: ImportRow, kind: ImportKind) -> ShownLine:
    """A line with its differences and the sentences of its problems."""
    titles = kind.field_titles()
    problems = [problem_data.from_data(row.sheet, row.number, data) for data in row.problems]
    # The database keeps no order of keys: fields stand in the order of the kind's titles.
    places = {name: place for place, name in enumerate(titles)}
    keys = sorted({*row.before, *row.after}, key=lambda name: places.get(name, len(places)))
    return ShownLine(
        number=row.number,
        place=f"{row.sheet}:{row.number}" if row.sheet else str(row.number),
        label=row.label,
        action=row.action,
        action_title=action_titles().get(row.action, row.action),
        changes=[
            ShownChange(
                str(titles.get(key, key)),
                kind.shown(key, row.before.get(key, "")),
                kind.shown(key, row.after.get(key, "")),
            )
            for key in keys
        ],
        problems=[
            ShownProblem(label(p.problem), sentence(p.problem), str(titles.get(p.column, p.column)))
            for p in problems
        ],
        applied=row.applied,
    )


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet at the step of the columns."""

    name: str
    group: str
    sample: list[list[str]]
    captions: tuple[str, ...]
    problem: str


def outline(found: Outline) -> ShownSheet:
    """Name, captions and a few rows of a sheet, or why it is left out."""
    return ShownSheet(
        name=found.name,
        group=found.facts.group or "",
        sample=[[as_text(value) for value in row] for row in found.sample[:3]],
        captions=found.header.captions if found.header else (),
        problem=read_sentence(found.problem) if found.problem else "",
    )


def totals(run: ImportRun) -> list[tuple[str, str, int]]:
    """Action, its word and how many lines, for the filter of the preview."""
    return [(code, title, int(run.counts.get(code, 0))) for code, title in action_titles().items()]


def notes(run: ImportRun) -> list[str]:
    """Remarks on the sheets, and the sheets that held no list."""
    said = [note_sentence(data) for data in run.notes]
    if left_out := run.counts.get("skipped"):
        said.append(_("Sheets without a list were left out: %(names)s") % {"names": ", ".join(left_out)})
    return said


def done(run: ImportRun) -> str:
    """What the last step did, as one sentence."""
    if run.status == RunStatus.APPLIED:
        text = _("Rows applied: %(applied)s; left out with errors: %(bad)s.")
        return text % {"applied": run.counts.get("applied", 0), "bad": run.counts.get("bad", 0)}
    if run.status == RunStatus.UNDONE:
        return _("The import was undone: the registers are as they were before it.")
    return ""


def failure(run: ImportRun) -> dict[str, Any] | None:
    """The reason of the last failure as one sentence, with the rows it names."""
    data = run.failure
    if not data:
        return None
    if data.get("code") == "changed_since":
        text = _(
            "The undo was refused: %(count)s rows were changed after the import, and those changes would be lost."
        )
        return {"sentence": text % {"count": data["count"]}, "rows": data["rows"]}
    if data.get("code") in set(ReadCode):
        return {
            "sentence": read_sentence(ReadProblem(ReadCode(data["code"]), **data.get("params", {}))),
            "rows": [],
        }
    if data.get("code") == "cancelled":
        return {"sentence": _("The last step was cancelled; nothing of it was written."), "rows": []}
    text = _(
        "The last step broke off; nothing of it was written. Try again, or ask the system administrator."
    )
    return {"sentence": text, "rows": []}
