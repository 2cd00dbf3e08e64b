"""Forms of disciplines, working plan lines and assignments."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from modules.structure import facade as structure
from modules.structure.facade import word
from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from modules.teaching.selectors import lists
from ordo.editing.forms import EditForm

Choices = list[tuple[int, str]]


def _choice(label: Any, choices: Choices, initial: int | None) -> forms.TypedChoiceField:
    field = forms.TypedChoiceField(label=label, choices=[("", "—"), *choices], coerce=int, empty_value=None)
    field.initial = initial
    return field


class DisciplineForm(EditForm):
    """A discipline."""

    field_order = ("code", "name_ky", "name_ru", "name_en", "department")

    class Meta:
        model = Discipline
        fields = (
            "code",
            "name_ky",
            "name_ru",
            "name_en",
            "short_name_ky",
            "short_name_ru",
            "short_name_en",
            "default_credits",
            "is_active",
        )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["department"] = _choice(
            word("department"), structure.department_choices(), self.instance.department_id
        )
        self.order_fields(self.field_order)


class LineForm(EditForm):
    """A line of a working plan (EB-06.2c–h)."""

    field_order = ("semester", "group", "discipline", "control_form", "credits", "checkpoint_count")

    class Meta:
        model = WorkingPlanLine
        fields = (
            "control_form",
            "credits",
            "checkpoint_count",
            "weeks",
            "hours_total",
            "hours_lecture",
            "hours_practice",
            "hours_lab",
            "component",
            "cycle",
        )

    def __init__(self, *arguments: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        semesters = [(one.id, one.label) for one in structure.semesters()]
        self.fields["semester"] = _choice(word("semester"), semesters, self.instance.semester_id)
        self.fields["group"] = _choice(word("group"), groups, self.instance.group_id)
        self.fields["discipline"] = _choice(
            word("discipline"), lists.discipline_choices(), self.instance.discipline_id
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The parts of the hours are not more than the whole."""
        data = super().clean() or self.cleaned_data
        parts = sum(data.get(name) or 0 for name in ("hours_lecture", "hours_practice", "hours_lab"))
        if parts > (data.get("hours_total") or 0):
            self.add_error(
                "hours_total", ValidationError(now("Less than the hours of all kinds of lessons."))
            )
        return data


class CopyForm(forms.Form):
    """From where, and to where, a plan is copied (EB-06.6)."""

    def __init__(self, *arguments: Any, groups: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        semesters = [(one.id, one.label) for one in structure.semesters()]
        self.fields["from_group"] = _choice(_("Copy the plan of the group"), groups, None)
        self.fields["from_semester"] = _choice(_("in the semester"), semesters, None)
        self.fields["to_group"] = _choice(_("to the group"), groups, None)
        self.fields["to_semester"] = _choice(_("into the semester"), semesters, None)


class AssignmentForm(forms.Form):
    """Who teaches which lessons of a line (JAMU-3.2, JAMU-3.5b)."""

    kind = forms.ChoiceField(label=_("Lessons"), choices=TeachingAssignment.Kind.choices)
    is_lead = forms.BooleanField(label=_("Answers for the sheet"), required=False)

    def __init__(self, *arguments: Any, subgroups: Choices, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["employee"] = _choice(word("teacher"), lists.teacher_choices(), None)
        self.fields["subgroup"] = forms.TypedChoiceField(
            label=word("subgroup"),
            choices=[("", _("the whole group")), *subgroups],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.order_fields(("employee", "subgroup", "kind", "is_lead"))
