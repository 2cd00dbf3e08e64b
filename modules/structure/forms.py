"""Forms of units, semesters and groups."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.structure.models import Department, Faculty, Programme, Semester, StudyGroup
from modules.structure.selectors import lists
from modules.structure.selectors.words import word
from modules.structure.services.groups import group_name
from modules.structure.services.units import programme_code
from ordo.access.actor import Actor
from ordo.editing.forms import EditForm
from ordo.ui.forms import DateInput

if TYPE_CHECKING:
    _RowField = forms.ModelChoiceField[Any]
else:
    _RowField = forms.ModelChoiceField


class NameField(_RowField):
    """A choice of rows shown by their name in the language in force."""

    def label_from_instance(self, row: Any) -> str:
        """Code and name."""
        return f"{row.code} {row.name}"


class FacultyForm(EditForm):
    """A faculty, an institute or a college."""

    class Meta:
        model = Faculty
        fields = (
            "kind",
            "code",
            "name_ky",
            "name_ru",
            "name_en",
            "short_name_ky",
            "short_name_ru",
            "short_name_en",
        )


class DepartmentForm(EditForm):
    """A department or a subject-cycle commission."""

    faculty = NameField(Faculty.objects.order_by("code"), label=word("faculty"))

    class Meta:
        model = Department
        fields = ("faculty", "code", "name_ky", "name_ru", "name_en", "is_subject_commission")


class ProgrammeForm(EditForm):
    """A programme."""

    department = NameField(Department.objects.order_by("code"), label=word("department"))

    class Meta:
        model = Programme
        fields = (
            "department",
            "code",
            "name_ky",
            "name_ru",
            "name_en",
            "level",
            "form_of_study",
            "duration_years",
            "degree_ky",
            "degree_ru",
            "degree_en",
        )

    def clean_code(self) -> str:
        """Six digits; '710.200' and '71 02 00' are understood."""
        return programme_code(str(self.cleaned_data["code"]))


class SemesterForm(EditForm):
    """A semester; its academic year is made when it is new."""

    year_start = forms.IntegerField(
        label=_("Academic year starts in"), min_value=1990, max_value=2100, localize=False
    )

    field_order = ("year_start",)

    class Meta:
        model = Semester
        fields = ("number", "starts_on", "ends_on")
        widgets = {"starts_on": DateInput, "ends_on": DateInput}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk is not None:
            self.fields["year_start"].initial = self.instance.year.starts


class GroupForm(EditForm):
    """A study group."""

    programme = NameField(Programme.objects.order_by("code", "level"), label=word("programme"))

    class Meta:
        model = StudyGroup
        fields = (
            "name",
            "programme",
            "admission_year",
            "course",
            "language",
            "form_of_study",
            "funding",
            "is_active",
        )

    def __init__(self, *arguments: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["programme"]
        if isinstance(field, NameField):
            field.queryset = lists.programmes_for_groups(actor=actor)

    def clean_name(self) -> str:
        """The name as lists write it: without the word 'group', Latin look-alikes put right."""
        return group_name(str(self.cleaned_data["name"]))


class SubgroupsForm(forms.Form):
    """Names of new parts of a group, parted by commas."""

    names = forms.CharField(
        label=_("New subgroups"), max_length=200, help_text=_("Names parted by commas, such as 1, 2")
    )

    def parts(self) -> list[str]:
        """The names, each once."""
        typed = (part.strip() for part in str(self.cleaned_data["names"]).split(","))
        return list(dict.fromkeys(part for part in typed if part))
