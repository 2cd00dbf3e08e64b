"""Forms of the import wizard."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.exchange.kinds import Question
from ordo.exchange.reading import ColumnSpec, Outline

_ANSWER = "answer_"


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        allow_empty_file=True,
    )


class MappingForm(forms.Form):
    """For each column the system knows: which caption of the file holds it; and the kind's own questions."""

    def __init__(
        self,
        *args: Any,
        columns: Sequence[ColumnSpec],
        captions: Sequence[str],
        guesses: Mapping[str, str],
        titles: Mapping[str, str | Promise],
        questions: Sequence[Question] = (),
        answers: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._columns = [column.code for column in columns]
        self._guessed = frozenset(guesses)
        choices = [("", _("— not in the file —")), *((caption, caption) for caption in captions)]
        for question in questions:
            self.fields[self.answer_field(question.code)] = _field(
                question, (answers or {}).get(question.code)
            )
        for column in columns:
            self.fields[column.code] = forms.ChoiceField(
                label=str(titles.get(column.code, column.code)),
                choices=choices,
                required=column.required,
                initial=guesses.get(column.code, ""),
            )

    @staticmethod
    def answer_field(question: str) -> str:
        """Name of the field that holds the answer to a question."""
        return _ANSWER + question

    def question_fields(self) -> list[forms.BoundField]:
        """The questions, in order."""
        return [self[name] for name in self.fields if name.startswith(_ANSWER)]

    def column_fields(self) -> list[forms.BoundField]:
        """The columns, in order."""
        return [self[name] for name in self._columns]

    def clean(self) -> dict[str, Any]:
        """Two columns cannot be read from one column of the file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for code in self._columns:
            caption = cleaned.get(code, "")
            if caption and caption in seen:
                self.add_error(code, _("Another field is read from this column already."))
            seen.add(caption)
        return cleaned

    def mapping(self) -> dict[str, str]:
        """Column code → caption; '' for a column that was recognised and is not to be read."""
        given = {code: self.cleaned_data[code] for code in self._columns}
        return {code: caption for code, caption in given.items() if caption or code in self._guessed}

    def answers(self) -> dict[str, str]:
        """Question code → answer."""
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith(_ANSWER)}
        return {name.removeprefix(_ANSWER): str(value) for name, value in given.items()}


def _field(question: Question, answer: str | None) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.title,
        "help_text": question.help,
        "required": question.required,
        "initial": question.initial if answer is None else answer,
    }
    if question.choices:
        return forms.ChoiceField(choices=question.choices, **common)
    return forms.CharField(max_length=200, **common)


def captions_of(outlines: Sequence[Outline]) -> list[str]:
    """Captions of all sheets, once each, in order."""
    found: dict[str, None] = {}
    for outline in outlines:
        if outline.header is not None:
            found.update(dict.fromkeys(text for text in outline.header.captions if text))
    return list(found)


def guesses_of(outlines: Sequence[Outline]) -> dict[str, str]:
    """Our guess for each column: the caption recognised on most sheets comes first."""
    votes: dict[str, dict[str, int]] = {}
    for outline in outlines:
        if outline.header is None:
            continue
        for code, place in outline.header.columns.items():
            caption = outline.header.captions[place]
            votes.setdefault(code, {})[caption] = votes.get(code, {}).get(caption, 0) + 1
    return {code: max(captions, key=lambda text: captions[text]) for code, captions in votes.items()}
