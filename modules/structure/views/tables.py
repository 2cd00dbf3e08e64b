"""Tables and filters of the structure's lists."""

from typing import Any

import django_filters
import django_tables2
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from modules.structure.models import Department, Faculty, FormOfStudy, Programme, Semester, StudyGroup
from modules.structure.permissions import StructurePermission
from modules.structure.selectors import lists
from modules.structure.selectors.refs import semester_label
from modules.structure.selectors.words import word
from ordo.export.tables import CountedTable
from ordo.ui.forms import SearchInput
from ordo.ui.tables import NumberColumn, chip

ANY = _("any")


def link(url_name: str, pk: int, text: object) -> SafeString:
    """A link to a row's page."""
    return format_html('<a href="{}">{}</a>', reverse(url_name, args=[pk]), text)


class UnitTable(CountedTable):
    """Base of the lists whose rows lead to a form, for those who may change them."""

    plain: tuple[str, ...] = ("name",)
    writes: StructurePermission = StructurePermission.CHANGE

    def form_link(self, url_name: str, pk: int, text: str) -> SafeString:
        """A link to the form, or the text alone."""
        may_change = self.request.actor.can(self.writes)
        return link(url_name, pk, text) if may_change else conditional_escape(text)


class FacultyTable(UnitTable):
    """Faculties, institutes and colleges."""

    caption = _("Faculties, institutes and colleges")
    code = django_tables2.Column(verbose_name=_("Code"))
    name = django_tables2.Column(verbose_name=_("Name"), orderable=False)
    short_name = django_tables2.Column(verbose_name=_("Short name"), orderable=False)
    kind = django_tables2.Column(verbose_name=_("Kind"))

    def render_name(self, value: str, record: Faculty) -> SafeString:
        """The name leads to the form."""
        return self.form_link("structure:faculty_edit", record.pk, value)


class DepartmentTable(UnitTable):
    """Departments."""

    caption = word("departments")
    code = django_tables2.Column(verbose_name=_("Code"))
    name = django_tables2.Column(verbose_name=_("Name"), orderable=False)
    faculty = django_tables2.Column(
        verbose_name=word("faculty"), accessor="faculty__name", order_by=("faculty__code", "code")
    )
    is_subject_commission = django_tables2.BooleanColumn(
        verbose_name=_("Subject-cycle commission"), yesno=(_("yes"), "")
    )

    def render_name(self, value: str, record: Department) -> SafeString:
        """The name leads to the form."""
        return self.form_link("structure:department_edit", record.pk, value)

    def render_is_subject_commission(self, value: bool) -> str:
        """A word, or nothing for departments."""
        return str(_("yes")) if value else ""


class ProgrammeTable(UnitTable):
    """Programmes."""

    caption = word("programmes")
    code = django_tables2.Column(verbose_name=_("Code"))
    name = django_tables2.Column(verbose_name=_("Name"), orderable=False)
    level = django_tables2.Column(verbose_name=_("Level"))
    form_of_study = django_tables2.Column(verbose_name=_("Form of study"))
    duration_years = NumberColumn(verbose_name=_("Years of study"))
    department = django_tables2.Column(
        verbose_name=word("department"), accessor="department__name", order_by=("department__code", "code")
    )

    def render_name(self, value: str, record: Programme) -> SafeString:
        """The name leads to the form."""
        return self.form_link("structure:programme_edit", record.pk, value)


class SemesterTable(UnitTable):
    """Semesters."""

    writes = StructurePermission.CALENDAR_CHANGE

    caption = _("Semesters")
    label = django_tables2.Column(verbose_name=word("semester"), accessor="pk", order_by=("starts_on",))
    starts_on = django_tables2.DateColumn(verbose_name=_("Starts on"), format="SHORT_DATE_FORMAT")
    ends_on = django_tables2.DateColumn(verbose_name=_("Ends on"), format="SHORT_DATE_FORMAT")

    def render_label(self, record: Semester) -> SafeString:
        """Year and season lead to the form."""
        label = semester_label(record.year.starts, record.number)
        return self.form_link("structure:semester_edit", record.pk, label)


class GroupTable(CountedTable):
    """Study groups."""

    plain = ("name",)
    caption = word("study_groups")
    name = django_tables2.Column(verbose_name=word("group"), order_by=("sort_key",))
    course = NumberColumn(verbose_name=word("course_of_study"))
    programme = django_tables2.Column(
        verbose_name=word("programme"), accessor="programme__name", order_by=("programme__code", "sort_key")
    )
    faculty = django_tables2.Column(
        verbose_name=word("faculty"),
        accessor="programme__department__faculty__name",
        order_by=("programme__department__faculty__code", "sort_key"),
    )
    language = django_tables2.Column(verbose_name=_("Language of teaching"))
    form_of_study = django_tables2.Column(verbose_name=_("Form of study"))
    admission_year = django_tables2.Column(verbose_name=_("Year of admission"), localize=False)
    is_active = django_tables2.Column(verbose_name=_("State"))

    def render_name(self, value: str, record: StudyGroup) -> SafeString:
        """The name leads to the group's page."""
        return link("structure:group", record.pk, value)

    def render_programme(self, value: str, record: StudyGroup) -> str:
        """Code and name."""
        return f"{record.programme.code} {value}"

    def render_is_active(self, value: bool) -> SafeString:
        """Whether the group studies now."""
        return chip(_("studies"), "good") if value else chip(_("closed"))


class FacultyField(django_filters.ChoiceFilter):
    """A filter by faculty, by name in the language in force."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=word("faculty"), choices=lists.faculty_choices, empty_label=ANY, **options)


class UnitFilter(django_filters.FilterSet):
    """Departments of a faculty."""

    faculty_id = FacultyField(field_name="faculty_id")


class ProgrammeFilter(django_filters.FilterSet):
    """Programmes by faculty and form of study."""

    faculty = FacultyField(field_name="department__faculty_id")
    form = django_filters.ChoiceFilter(
        field_name="form_of_study", label=_("Form of study"), choices=FormOfStudy.choices, empty_label=ANY
    )


class GroupFilter(django_filters.FilterSet):
    """Study groups by name, place and course; groups that are closed are shown when asked for."""

    q = django_filters.CharFilter(label=_("Search"), method="search", widget=SearchInput)
    faculty = FacultyField(field_name="programme__department__faculty_id")
    course = django_filters.ChoiceFilter(
        label=word("course_of_study"), choices=[(n, str(n)) for n in range(1, 8)], empty_label=ANY
    )
    language = django_filters.ChoiceFilter(
        label=_("Language of teaching"), choices=StudyGroup.Language.choices, empty_label=ANY
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("closed", _("closed")), ("all", _("all"))],
        empty_label=_("studies"),
        method="in_state",
    )

    def search(self, rows: QuerySet[StudyGroup], name: str, value: str) -> QuerySet[StudyGroup]:
        """By every word of the name."""
        return lists.matching(rows, value)

    def in_state(self, rows: QuerySet[StudyGroup], name: str, value: str) -> QuerySet[StudyGroup]:
        """Closed ones, or all."""
        return rows.filter(is_active=False) if value == "closed" else rows

    def filter_queryset(self, rows: QuerySet[StudyGroup]) -> QuerySet[StudyGroup]:
        """Groups that study now, unless another state is asked for."""
        found: QuerySet[StudyGroup] = super().filter_queryset(rows)
        return found if self.form.cleaned_data.get("state") else found.filter(is_active=True)
