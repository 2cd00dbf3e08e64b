"""Tables and filters of students and employees."""

from typing import Any

import django_filters
import django_tables2
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from modules.people.models import Employee, Student
from modules.people.selectors import lists
from modules.structure import facade as structure
from modules.structure.facade import word
from ordo.export.tables import CountedTable
from ordo.language import fold
from ordo.ui.forms import SearchInput
from ordo.ui.tables import ChipColumn, CodeColumn, NumberColumn

ANY = _("any")
TONES = {"studying": "good", "academic_leave": "warn", "expelled": "bad", "graduated": "info"}


def link(url_name: str, pk: int, text: object) -> SafeString:
    """A link to a row's page."""
    return format_html('<a href="{}">{}</a>', reverse(url_name, args=[pk]), text)


class StudentTable(CountedTable):
    """Students."""

    plain = ("name",)
    caption = word("students")
    name = django_tables2.Column(verbose_name=_("Full name"), accessor="full_name", order_by=("sort_key",))
    group = CodeColumn(
        verbose_name=word("group"), accessor="group__name", order_by=("group__sort_key", "sort_key")
    )
    course = NumberColumn(
        verbose_name=word("course_of_study"), accessor="group__course", order_by=("group__course", "sort_key")
    )
    status = ChipColumn(TONES, verbose_name=_("State"))
    record_book_number = django_tables2.Column(verbose_name=word("record_book"))
    funding = django_tables2.Column(verbose_name=_("Funding"))
    faculty = django_tables2.Column(
        verbose_name=word("faculty"),
        accessor="group__programme__department__faculty__name",
        order_by=("group__programme__department__faculty__code", "sort_key"),
    )

    def render_name(self, value: str, record: Student) -> SafeString:
        """The name leads to the card."""
        return link("people:student", record.pk, value)


class EmployeeTable(CountedTable):
    """Employees."""

    plain = ("name",)
    caption = _("Employees")
    name = django_tables2.Column(verbose_name=_("Full name"), accessor="full_name", order_by=("sort_key",))
    personnel_number = django_tables2.Column(verbose_name=_("Personnel number"))
    position = django_tables2.Column(verbose_name=_("Position"))
    department = django_tables2.Column(
        verbose_name=word("department"),
        accessor="department__name",
        order_by=("department__code", "sort_key"),
    )
    rate = NumberColumn(verbose_name=_("Rate"))
    is_teaching_staff = django_tables2.Column(verbose_name=_("Teaching staff"))

    def render_name(self, value: str, record: Employee) -> SafeString:
        """The name leads to the card."""
        return link("people:employee", record.pk, value)

    def render_is_teaching_staff(self, value: bool) -> str:
        """A word, or nothing."""
        return str(_("yes")) if value else ""


class _Filter(django_filters.FilterSet):
    """What both lists are searched by."""

    q = django_filters.CharFilter(label=_("Search"), method="search", widget=SearchInput)

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By every word of name and number (EB-02.15)."""
        return rows.filter(lists.words(value))


class StudentFilter(_Filter):
    """Students by name, place, funding and state; those who study now unless another state is asked for."""

    faculty = django_filters.ChoiceFilter(
        field_name="group__programme__department__faculty_id",
        label=word("faculty"),
        choices=structure.faculty_choices,
        empty_label=ANY,
    )
    course = django_filters.ChoiceFilter(
        field_name="group__course",
        label=word("course_of_study"),
        choices=[(n, str(n)) for n in range(1, 8)],
        empty_label=ANY,
    )
    group = django_filters.CharFilter(label=word("group"), method="in_group")
    funding = django_filters.ChoiceFilter(
        label=_("Funding"), choices=Student.Funding.choices, empty_label=ANY
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[*Student.Status.choices[1:], ("all", _("all"))],
        empty_label=Student.Status.STUDYING.label,
        method="in_state",
    )

    def in_group(self, rows: QuerySet[Student], name: str, value: str) -> QuerySet[Student]:
        """By words of the group's name."""
        for part in fold(value).split():
            rows = rows.filter(group__search__contains=part)
        return rows

    def in_state(self, rows: QuerySet[Student], name: str, value: str) -> QuerySet[Student]:
        """One state, or all."""
        return rows if value == "all" else rows.filter(status=value)

    def filter_queryset(self, rows: QuerySet[Student]) -> QuerySet[Student]:
        """Those who study now, unless another state is asked for."""
        found: QuerySet[Student] = super().filter_queryset(rows)
        if self.form.cleaned_data.get("state"):
            return found
        return found.filter(status=Student.Status.STUDYING)


class EmployeeFilter(_Filter):
    """Employees by name, place and staff; those who left are shown when asked for."""

    faculty = django_filters.ChoiceFilter(
        field_name="department__faculty_id",
        label=word("faculty"),
        choices=structure.faculty_choices,
        empty_label=ANY,
    )
    department = django_filters.ChoiceFilter(
        field_name="department_id",
        label=word("department"),
        choices=structure.department_choices,
        empty_label=ANY,
    )
    staff = django_filters.ChoiceFilter(
        field_name="is_teaching_staff",
        label=_("Teaching staff"),
        choices=[("True", _("yes")), ("False", _("no"))],
        empty_label=ANY,
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("left", _("left")), ("all", _("all"))],
        empty_label=_("works"),
        method="in_state",
    )

    def in_state(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """Those who left, or all."""
        return rows.exclude(left_on=None) if value == "left" else rows

    def filter_queryset(self, rows: QuerySet[Employee]) -> QuerySet[Employee]:
        """Those who work now, unless another state is asked for."""
        found: QuerySet[Employee] = super().filter_queryset(rows)
        return found if self.form.cleaned_data.get("state") else found.filter(left_on=None)
