"""Forms of grade sheets: filters, the date of the control, a return, a correction, the language of the paper."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modules.sheets.rules import EMPTY, FinalValue, NotUnderstood, typed_final
from modules.sheets.services import Correction
from modules.sheets.services.printing import LANGUAGES
from modules.sheets.wording import CELL_REFUSALS, STATUSES, word
from ordo.ui.forms import DateInput, SearchInput
from tenants.policies import ControlForm

LANGUAGE_NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
"""Names of the languages, each in itself."""


def _choose(field: forms.Field, choices: Sequence[tuple[int | str, str | Promise]]) -> None:
    """Give a field of choices what to choose from."""
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class SheetFilterForm(forms.Form):
    """What a list of sheets is narrowed to; semesters and groups are given by the view."""

    q = forms.CharField(label=_("Number"), required=False, widget=SearchInput)
    semester = forms.TypedChoiceField(label=_("Semester"), coerce=int, required=False, empty_value=None)
    group = forms.TypedChoiceField(label=word("group"), coerce=int, required=False, empty_value=None)
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("any")), *((key.value, text) for key, text in STATUSES.items())],
    )
    control_form = forms.ChoiceField(
        label=_("Form of control"),
        required=False,
        choices=[
            ("", _("any")),
            (ControlForm.EXAM.value, pgettext_lazy("form of control", "Exam")),
            (ControlForm.PASS_FAIL.value, pgettext_lazy("form of control", "Pass/fail test")),
        ],
    )
    debts = forms.BooleanField(label=_("Only with debts"), required=False)

    def __init__(
        self, *args: Any, semesters: list[tuple[int, str]], groups: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        """`semesters` and `groups`: (id, text) pairs to choose from."""
        super().__init__(*args, **kwargs)
        _choose(self.fields["semester"], semesters)
        _choose(self.fields["group"], [("", _("any")), *groups])


class DateForm(forms.Form):
    """The day of the control."""

    control_date = forms.DateField(label=_("Date of the control"), widget=DateInput())


class ReasonForm(forms.Form):
    """A reason, for a return or a refusal."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))


class IssueForm(forms.Form):
    """The language of the printed sheet; the reason is needed when an edition is in force already."""

    language = forms.ChoiceField(
        label=_("Language of the document"), choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
    )
    reason = forms.CharField(label=_("Reason of the new edition"), max_length=500, required=False)


class CorrectionForm(forms.Form):
    """A request for the correction of one student's final result (AVN-3.7)."""

    student = forms.TypedChoiceField(label=_("Student"), coerce=int)
    final = forms.CharField(
        label=_("Right result of the final control"),
        max_length=8,
        help_text=_("Points, or кж for a student who did not appear."),
    )
    document = forms.CharField(
        label=_("Document"),
        max_length=200,
        help_text=_("The paper the correction rests on: a memo, a protocol, its number."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, students: list[tuple[int, str]], **kwargs: Any) -> None:
        """`students`: (id, name) pairs of the sheet."""
        super().__init__(*args, **kwargs)
        _choose(self.fields["student"], students)

    def clean_final(self) -> FinalValue:
        """What was typed, read as the grid reads it."""
        try:
            content = typed_final(self.cleaned_data["final"])
        except NotUnderstood:
            raise ValidationError(str(CELL_REFUSALS["not_understood"])) from None
        if content == EMPTY:
            raise ValidationError(str(CELL_REFUSALS["not_understood"]))
        return content

    def correction(self) -> Correction:
        """The cleaned values as the service takes them."""
        final: FinalValue = self.cleaned_data["final"]
        points: Decimal | None = final.points
        return Correction(
            student_id=self.cleaned_data["student"],
            points=points,
            absent=final.absent,
            document=self.cleaned_data["document"],
            reason=self.cleaned_data["reason"],
        )
