"""The editor of a draft: caps, checkpoints, final control, threshold, letters, place and period."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modules.grading.services import Place
from modules.grading.wording import FIELDS, LEVELS, field_title
from ordo.ui.forms import DateInput
from tenants.policies import (
    Caps,
    ControlForm,
    ExcusedAbsence,
    GradingPolicy,
    LessonMarks,
    LetterBand,
    Level,
    LocalizedText,
    LockRule,
    PolicyRow,
    Rounding,
    RoundingMode,
    Scale,
    Source,
)

CHOICES = {
    Scale.HUNDRED: _("100-point rating"),
    Scale.FIVE: _("traditional 5-point marks"),
    LessonMarks.FIVE: _("5, 4, 3, 2 and absence"),
    LessonMarks.HUNDRED: _("0–100 points and absence"),
    ExcusedAbsence.EXCLUDED: _("is taken out of both counts"),
    ExcusedAbsence.COUNTS_AS_ATTENDED: _("counts as attended"),
    ExcusedAbsence.COUNTS_AS_ABSENT: _("counts as an absence"),
    LockRule.ON_SIGNING: _("when the grade sheet is signed"),
    LockRule.ON_WINDOW_END: _("when the window of entry closes"),
    LockRule.ON_CHECKPOINT_TOTAL: _("as soon as a checkpoint's total is set"),
    RoundingMode.HALF_UP: pgettext_lazy("rounding", "half up"),
    RoundingMode.DOWN: pgettext_lazy("rounding", "down"),
}


def _choices(words: Any) -> list[tuple[str, Any]]:
    return [(word.value, CHOICES[word]) for word in words]


def _label(field: str) -> Any:
    """The title of a policy's field, worded when it is shown."""
    return format_lazy("{}", FIELDS[field])


class PointsList(forms.Field):
    """Points separated by semicolons or spaces, such as '20; 20'; each may carry decimals."""

    widget = forms.TextInput
    empty_values = ()

    def to_python(self, value: Any) -> tuple[Decimal, ...]:
        """The points; an empty text is no checkpoint."""
        parts = str(value or "").replace(";", " ").replace(",", ".").split()
        try:
            return tuple(Decimal(part) for part in parts)
        except InvalidOperation as problem:
            raise forms.ValidationError(_("Write numbers separated by semicolons, e.g. 20; 20.")) from problem

    def prepare_value(self, value: Any) -> Any:
        """The points as text."""
        return "; ".join(str(part) for part in value) if isinstance(value, tuple) else value


def _points(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, decimal_places=4, max_digits=10)


class DraftForm(forms.Form):
    """One draft without its letters table."""

    name_ky = forms.CharField(label=_("Name in Kyrgyz"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput())
    valid_to = forms.DateField(label=_("Valid to"), widget=DateInput(), required=False)
    level = forms.ChoiceField(
        label=_("Level of education"),
        choices=[("", pgettext_lazy("policy", "all"))] + [(level.value, LEVELS[level]) for level in Level],
        required=False,
    )
    programme_code = forms.CharField(label=_("Programme code"), max_length=20, required=False)
    control_form = forms.ChoiceField(
        label=_("Form of control"),
        choices=[("", pgettext_lazy("policy", "all"))]
        + [(form.value, FIELDS[form.value]) for form in ControlForm],
        required=False,
    )
    scale = forms.ChoiceField(label=_label("scale"), choices=_choices(Scale))
    lesson_marks = forms.ChoiceField(label=_label("lesson_marks"), choices=_choices(LessonMarks))
    pass_threshold = _points(_label("pass_threshold"))
    inside = _points(_("Rounding step of each part"))
    sheet = _points(_("Rounding step of the grade sheet"))
    mode = forms.ChoiceField(label=_label("rounding"), choices=_choices(RoundingMode))
    excused_absence = forms.ChoiceField(label=_label("excused_absence"), choices=_choices(ExcusedAbsence))
    lock_rule = forms.ChoiceField(label=_label("lock_rule"), choices=_choices(LockRule))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in ControlForm:
            for part in ("attendance", "progress", "checkpoints", "final"):
                label = field_title(f"{form.value}.{part}")
                field: forms.Field = _points(label)
                if part == "checkpoints":
                    field = PointsList(
                        label=label,
                        required=False,
                        help_text=_("One number for each checkpoint, e.g. 20; 20."),
                    )
                self.fields[f"{form.value}_{part}"] = field

    def place(self) -> Place:
        """Which courses and days the draft speaks of."""
        data = self.cleaned_data
        return Place(
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
            level=Level(data["level"]) if data["level"] else None,
            programme_code=data["programme_code"] or None,
            control_form=ControlForm(data["control_form"]) if data["control_form"] else None,
        )

    def policy(self, letters: tuple[LetterBand, ...], former: GradingPolicy) -> GradingPolicy:
        """The rules as a value. A source of the former draft stays with every field that did not change."""
        data = self.cleaned_data
        policy = GradingPolicy(
            name=LocalizedText(data["name_ky"], data["name_ru"], data["name_en"]),
            scale=Scale(data["scale"]),
            lesson_marks=LessonMarks(data["lesson_marks"]),
            exam=self._caps(ControlForm.EXAM),
            pass_fail=self._caps(ControlForm.PASS_FAIL),
            pass_threshold=data["pass_threshold"],
            letters=letters,
            rounding=Rounding(data["inside"], data["sheet"], RoundingMode(data["mode"])),
            excused_absence=ExcusedAbsence(data["excused_absence"]),
            lock_rule=LockRule(data["lock_rule"]),
        )
        return with_kept_sources(policy, former)

    def _caps(self, form: ControlForm) -> Caps:
        data = self.cleaned_data
        return Caps(
            attendance=data[f"{form.value}_attendance"],
            progress=data[f"{form.value}_progress"],
            checkpoints=data[f"{form.value}_checkpoints"],
            final=data[f"{form.value}_final"],
        )


class LetterForm(forms.Form):
    """One row of the letters table."""

    letter = forms.CharField(label=_("Letter"), max_length=4)
    lowest = _points(pgettext_lazy("letters table", "From"))
    highest = _points(pgettext_lazy("letters table", "To"))
    grade_point = _points(_("Grade point"))
    traditional = forms.IntegerField(label=_("Traditional mark"), min_value=2, max_value=5)

    def band(self) -> LetterBand:
        """The row as a value."""
        return LetterBand(**{name: self.cleaned_data[name] for name in LetterBand.__dataclass_fields__})


LetterFormSet = forms.formset_factory(LetterForm, extra=2, can_delete=True, max_num=20)


class EnforceForm(forms.Form):
    """The order by which a draft enters into force."""

    number = forms.CharField(label=_("Order number"), max_length=40)
    order_date = forms.DateField(label=_("Order date"), widget=DateInput())


class ConfirmForm(forms.Form):
    """The order by which the university stands for preset values."""

    order = forms.CharField(label=_("Order number"), max_length=40)


def initial_of(row: PolicyRow, version: int) -> dict[str, object]:
    """First values of the editor for a version."""
    policy = row.policy
    values: dict[str, object] = {
        "name_ky": policy.name.ky,
        "name_ru": policy.name.ru,
        "name_en": policy.name.en,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "level": row.level or "",
        "programme_code": row.programme_code or "",
        "control_form": row.control_form or "",
        "inside": policy.rounding.inside,
        "sheet": policy.rounding.sheet,
        "mode": policy.rounding.mode.value,
        "version": version,
    }
    values |= {
        name: getattr(policy, name)
        for name in ("scale", "lesson_marks", "pass_threshold", "excused_absence", "lock_rule")
    }
    for form in ControlForm:
        for part in ("attendance", "progress", "checkpoints", "final"):
            values[f"{form.value}_{part}"] = getattr(policy.caps(form), part)
    return values


def letters_of(policy: GradingPolicy) -> list[dict[str, object]]:
    """First values of the letters table."""
    return [
        {name: getattr(band, name) for name in LetterBand.__dataclass_fields__} for band in policy.letters
    ]


def with_kept_sources(policy: GradingPolicy, former: GradingPolicy) -> GradingPolicy:
    """The policy with the sources of those fields whose values are still the former ones."""
    kept: list[tuple[str, Source]] = [
        (path, source) for path, source in former.sources if _value(policy, path) == _value(former, path)
    ]
    values: dict[str, Any] = {name: getattr(policy, name) for name in policy.__dataclass_fields__}
    return GradingPolicy(**{**values, "sources": tuple(kept)})


def _value(policy: GradingPolicy, path: str) -> object:
    value: object = policy
    for name in path.split("."):
        value = getattr(value, name)
    return value


def next_semester_day(today: date) -> date:
    """A likely first day of a new version: the next first of September."""
    return date(today.year + (today.month >= 9), 9, 1)
