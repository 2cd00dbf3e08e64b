"""Forms of people: cards, movements, appointments."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from modules.people.models import Employee, Movement, Student
from modules.people.services.movements import BEGINS, ENDS
from modules.structure import facade as structure
from modules.structure.facade import word
from ordo.editing.forms import EditForm
from ordo.exchange.reading import fields as reading
from ordo.exchange.reading.wording import sentence
from ordo.language import is_mixed, mend, proper_case
from ordo.ui.forms import DateInput

PRIVATE = ("pin", "birth_date", "sex", "nationality", "citizenship", "address", "phone", "email")
_PERSON = ("last_name", "first_name", "patronymic", *PRIVATE)


class PersonForm(EditForm):
    """What students and employees have in common; doubts about the PIN are shown and may be waved through."""

    pin_confirmed = forms.BooleanField(
        label=_("The PIN is copied from the document; save it as it is"),
        required=False,
        widget=forms.HiddenInput,
    )

    def _name(self, field: str) -> str:
        text = " ".join(str(self.cleaned_data[field]).split())
        if is_mixed(text):
            text = mend(text) or text
        return proper_case(text)

    def clean_last_name(self) -> str:
        """Usual case, single blanks, Latin look-alikes put right."""
        return self._name("last_name")

    def clean_first_name(self) -> str:
        """Like the last name."""
        return self._name("first_name")

    def clean_patronymic(self) -> str:
        """Like the last name."""
        return self._name("patronymic")

    def clean_phone(self) -> str:
        """International form; several numbers stand beside each other."""
        found = reading.phones(str(self.cleaned_data["phone"]))
        if found.problems:
            raise ValidationError([sentence(problem) for problem in found.problems])
        return ", ".join(found.value or ())

    def clean(self) -> dict[str, Any]:
        """Compare the PIN with the date of birth and the sex."""
        data = super().clean() or self.cleaned_data
        pin, sex = data.get("pin"), data.get("sex")
        if not pin:
            return data
        found = reading.pin(pin, data.get("birth_date"), reading.Sex(sex) if sex else None)
        if found.value is None or (found.problems and not data.get("pin_confirmed")):
            self.add_error("pin", [sentence(problem) for problem in found.problems])
            if found.value is not None:
                self.fields["pin_confirmed"].widget = forms.CheckboxInput()
        else:
            data["pin"] = found.value
        return data


class StudentForm(PersonForm):
    """A student's card; group and status change by movements (EB-02.3)."""

    class Meta:
        model = Student
        fields = (*_PERSON, "record_book_number", "funding", "admission_year", "note")
        widgets = {"birth_date": DateInput}


class GroupNameField(forms.CharField):
    """A group by its name, among those the person may choose; cleans to the group's id or None."""

    def __init__(self, choices: Callable[[], list[tuple[int, str]]], **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.choices = choices
        self.widget.attrs["list"] = "group-names"

    def clean(self, value: Any) -> int | None:
        """The id of the group that the name means."""
        typed = super().clean(value)
        if not typed:
            return None
        name = reading.group_name(typed).value or typed
        found = {title: pk for pk, title in self.choices()}
        if name not in found:
            raise ValidationError(now("There is no such group, or it is not yours."))
        return found[name]


class NewStudentForm(StudentForm):
    """A new student with the first group (EB-02.2)."""

    since = forms.DateField(label=_("In the group since"), widget=DateInput)
    order_number = forms.CharField(label=_("Order number"), max_length=40, required=False)
    order_date = forms.DateField(label=_("Order date"), widget=DateInput, required=False)
    field_order = ("last_name", "first_name", "patronymic", "group", "since", "record_book_number", "funding")

    def __init__(self, *arguments: Any, choices: Callable[[], list[tuple[int, str]]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["group"] = GroupNameField(choices, label=word("group"))
        self.fields["record_book_number"].required = False
        self.fields["record_book_number"].help_text = _("Leave it empty to get the next free number.")
        self.fields["since"].initial = timezone.localdate()
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """The columns, and what the first membership and the admission need."""
        data = self.cleaned_data
        extra = {name: data[name] for name in ("since", "order_number", "order_date")}
        return {**super().values(), **extra}


class MovementForm(forms.Form):
    """A movement of a student; which kinds there are depends on the status (EB-02.5)."""

    kind = forms.ChoiceField(label=_("Movement"), choices=())
    on = forms.DateField(label=_("Since"), widget=DateInput)
    subgroup = forms.CharField(label=word("subgroup"), max_length=40, required=False)
    order_number = forms.CharField(label=_("Order number"), max_length=40, required=False)
    order_date = forms.DateField(label=_("Order date"), widget=DateInput, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    field_order = ("kind", "group", "subgroup", "on")

    def __init__(
        self, *arguments: Any, student: Student, choices: Callable[[], list[tuple[int, str]]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["kind"] = forms.ChoiceField(label=_("Movement"), choices=kinds_for(student))
        self.fields["group"] = GroupNameField(
            choices,
            label=word("group"),
            required=False,
            help_text=_("For a transfer, a return and a reinstatement: the group to join"),
        )
        self.fields["on"].initial = timezone.localdate()
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Demand a group where one is joined, and find its part by name."""
        data = super().clean() or self.cleaned_data
        kind, group_id, part = data.get("kind"), data.get("group"), data.get("subgroup")
        if kind and kind not in ENDS and group_id is None and "group" not in self.errors:
            self.add_error("group", ValidationError(now("Say which group the student joins.")))
        data["subgroup_id"] = None
        if part and group_id is not None:
            parts = {row.name: row.id for row in structure.subgroups([group_id])}
            if part not in parts:
                self.add_error("subgroup", ValidationError(now("The group has no such part.")))
            data["subgroup_id"] = parts.get(part)
        return data


def kinds_for(row: Student) -> list[tuple[str, Any]]:
    """Movements that the student's status allows."""
    kinds = Movement.Kind
    allowed = [kind for kind, statuses in BEGINS.items() if row.status in statuses]
    if row.status == Student.Status.STUDYING:
        allowed = [kinds.TRANSFER, *ENDS]
    elif row.status == Student.Status.ACADEMIC_LEAVE:
        allowed.append(kinds.EXPULSION)
    return [(kind.value, kind.label) for kind in allowed]


class EmployeeForm(PersonForm):
    """An employee's card (EB-03.1)."""

    department = forms.TypedChoiceField(
        label=word("department"), coerce=int, empty_value=None, required=False
    )
    field_order = (
        "last_name", "first_name", "patronymic", "personnel_number", "department", "position"
    )  # fmt: skip

    class Meta:
        model = Employee
        fields = (
            *_PERSON,
            "personnel_number",
            "position",
            "academic_degree",
            "rate",
            "is_teaching_staff",
            "hired_on",
            "hired_order",
            "left_on",
            "note",
        )
        widgets: Mapping[str, Any] = {"birth_date": DateInput, "hired_on": DateInput, "left_on": DateInput}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [("", _("none")), *structure.department_choices()]
        self.fields["department"] = forms.TypedChoiceField(
            label=word("department"), choices=choices, coerce=int, empty_value=None, required=False
        )
        self.fields["department"].initial = self.instance.department_id
        self.order_fields(self.field_order)


class AppointmentForm(forms.Form):
    """Who becomes curator or leader, and since when (EB-02.16)."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    on = forms.DateField(label=_("Since"), widget=DateInput)
    order_number = forms.CharField(label=_("Order number"), max_length=40, required=False)

    def __init__(self, *arguments: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["person"] = forms.TypedChoiceField(label=_("Who"), choices=people, coerce=int)
        self.fields["on"].initial = timezone.localdate()
        self.order_fields(("person", "on", "order_number"))
