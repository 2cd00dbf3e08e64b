"""The step of the columns: what the file offers, and what a person or a program chose of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ordo.access.actor import Actor
from ordo.exchange import kinds
from ordo.exchange.forms import MappingForm, captions_of, guesses_of
from ordo.exchange.kinds import ImportKind, Question
from ordo.exchange.models import ImportRun
from ordo.exchange.reading import Outline, read_table


class BadColumns(ValueError):
    """A column is missing, chosen twice or not in the file, or a question has no such answer; nothing was begun."""

    code: ClassVar[str] = "BAD_INPUT"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file holds (`captions`), our guess for each column (code → caption), and the kind's questions."""

    run: ImportRun
    kind: ImportKind
    outlines: tuple[Outline, ...]
    captions: tuple[str, ...]
    guesses: Mapping[str, str]
    questions: tuple[Question, ...]

    def form(self, data: Mapping[str, Any] | None = None) -> MappingForm:
        """The form of the page; programs go through the same checks."""
        return MappingForm(
            data,
            columns=self.kind.columns,
            captions=self.captions,
            guesses=self.guesses,
            titles=self.kind.field_titles(),
            questions=self.questions,
            answers=self.run.answers,
        )


def offer(run: ImportRun, actor: Actor) -> Offer:
    """Look at the file of a run that the actor may see. Raises ReadProblem, and UnknownKind when its module is off."""
    kind = kinds.kind(run.kind)
    with (
        run.file.open("rb") as file,
        read_table(file, kind.columns, mapping=run.mapping, name=run.file_name) as workbook,
    ):
        outlines = workbook.outlines()
    return Offer(
        run=run,
        kind=kind,
        outlines=outlines,
        captions=tuple(captions_of(outlines)),
        guesses=guesses_of(outlines),
        questions=tuple(kind.questions(actor, outlines)),
    )


def chosen(
    offered: Offer, mapping: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Complete a program's choice with our guesses and proposals, and check it as the page does.

    Gives mapping and answers as `services.ask_check` takes them. A caption of '' leaves a recognised column out.
    Raises BadColumns with one sentence for each thing that is wrong.
    """
    known = (
        {column.code for column in offered.kind.columns},
        {question.code for question in offered.questions},
    )
    unknown = [code for code in mapping if code not in known[0]] + [
        code for code in answers if code not in known[1]
    ]
    if unknown:
        text = _("This kind of import knows no column and no question “%(name)s”.")
        raise BadColumns(text % {"name": unknown[0][:40]})
    proposed = {name: field.initial or "" for name, field in offered.form().fields.items()}
    given = {**mapping, **{MappingForm.answer_field(code): text for code, text in answers.items()}}
    form = offered.form({**proposed, **given})
    if not form.is_valid():
        raise BadColumns(" ".join(_told(form)))
    return form.mapping(), form.answers()


def _told(form: MappingForm) -> list[str]:
    return [f"{form[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
