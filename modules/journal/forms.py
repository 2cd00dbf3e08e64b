"""Forms of lessons and of checkpoints' works."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.journal.models import KindOfWork
from modules.journal.selectors.book import LessonRow
from modules.journal.services import LessonInput
from ordo.ui.forms import DateInput


class LessonForm(forms.Form):
    """A lesson: day, pair, topic, kind of work, homework, held or not (JAMU-3.5a)."""

    date = forms.DateField(label=_("Date"), widget=DateInput())
    pair = forms.IntegerField(label=_("Pair"), min_value=1, max_value=12, initial=1)
    kind_of_work = forms.ChoiceField(
        label=_("Kind of work"), choices=KindOfWork.choices, initial=KindOfWork.PRACTICE
    )
    topic = forms.CharField(label=_("Topic"), max_length=300, required=False)
    homework = forms.CharField(
        label=_("Homework"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )
    held = forms.BooleanField(label=_("The lesson was held"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sections: range, **kwargs: Any) -> None:
        """`sections`: numbers of the checkpoints still open, the last of them standing for 'after the last one'."""
        super().__init__(*args, **kwargs)
        named = [(str(number), str(number)) for number in sections[:-1]]
        after = [(str(number), _("after the last checkpoint")) for number in sections[-1:]]
        choices = [("", _("as the lessons before it")), *named, *after]
        self.fields["section"] = forms.TypedChoiceField(
            label=_("Closed by checkpoint"), coerce=int, empty_value=None, required=False, choices=choices
        )

    def lesson(self) -> LessonInput:
        """The cleaned values as the services take them."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return LessonInput(**values)


def lesson_values(lesson: LessonRow) -> dict[str, date | int | str | bool]:
    """First values of the form for a lesson that is changed."""
    names = ("date", "pair", "kind_of_work", "topic", "homework", "held", "section", "version")
    return {name: getattr(lesson, name) for name in names}


class WorkForm(forms.Form):
    """A kind of work of a checkpoint (EB-08.0b)."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind_of_work = forms.ChoiceField(
        label=_("Kind of work"), choices=KindOfWork.choices, initial=KindOfWork.COLLOQUIUM
    )
    max_points = forms.DecimalField(
        label=_("Highest points"), min_value=Decimal("0.01"), max_value=Decimal(100), decimal_places=2
    )
    withdrawn = forms.BooleanField(
        label=_("Take this work out of the checkpoint"),
        required=False,
        help_text=_("Only while nobody has points."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
