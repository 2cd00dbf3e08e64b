"""Tables and filters of disciplines and working plans."""

from typing import Any

import django_filters
import django_tables2
from django.db.models import QuerySet
from django.forms import HiddenInput
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from modules.structure import facade as structure
from modules.structure.facade import word
from modules.teaching.models import ControlForm, Discipline, WorkingPlanLine
from modules.teaching.permissions import TeachingPermission
from modules.teaching.selectors import lists
from ordo.export.tables import CountedTable
from ordo.language import fold
from ordo.ui.forms import SearchInput
from ordo.ui.tables import NumberColumn, chip

ANY = _("any")


def link(url_name: str, pk: int, text: object) -> SafeString:
    """A link to a row's page."""
    return format_html('<a href="{}">{}</a>', reverse(url_name, args=[pk]), text)


class DisciplineTable(CountedTable):
    """Disciplines."""

    plain = ("name",)
    caption = word("disciplines")
    code = django_tables2.Column(verbose_name=_("Code"))
    name = django_tables2.Column(verbose_name=_("Name"), orderable=False)
    department = django_tables2.Column(
        verbose_name=word("department"), accessor="department__name", order_by=("department__code", "code")
    )
    default_credits = NumberColumn(verbose_name=_("Usual credits"))
    is_active = django_tables2.Column(verbose_name=_("State"))

    def render_name(self, value: str, record: Discipline) -> SafeString:
        """The name leads to the form, for those who may change it."""
        if not self.request.actor.can(TeachingPermission.DISCIPLINE_CHANGE):
            return conditional_escape(value)
        return link("teaching:discipline_edit", record.pk, value)

    def render_is_active(self, value: bool) -> SafeString:
        """Whether it is taught now."""
        return chip(_("taught"), "good") if value else chip(_("not taught"))


class LineTable(CountedTable):
    """Lines of working plans."""

    plain = ("discipline",)
    caption = _("Working plans")
    discipline = django_tables2.Column(
        verbose_name=word("discipline"),
        accessor="discipline__name",
        order_by=("discipline__code", "group__sort_key"),
    )
    group = django_tables2.Column(
        verbose_name=word("group"), accessor="group__name", order_by=("group__sort_key", "discipline__code")
    )
    teachers = django_tables2.Column(verbose_name=word("teachers"), accessor="pk", orderable=False)
    control_form = django_tables2.Column(verbose_name=_("Form of control"))
    credits = NumberColumn(verbose_name=_("Credits"))
    checkpoint_count = NumberColumn(verbose_name=word("checkpoints"))
    hours_total = NumberColumn(verbose_name=_("Hours"))
    department = django_tables2.Column(
        verbose_name=word("department"),
        accessor="discipline__department__name",
        order_by=("discipline__department__code", "group__sort_key"),
    )

    def render_discipline(self, value: str, record: WorkingPlanLine) -> SafeString:
        """The discipline leads to the line."""
        return link("teaching:line", record.pk, value)

    def render_teachers(self, record: WorkingPlanLine) -> object:
        """Surnames with initials, or that nobody teaches yet."""
        names = [one.employee.short_name for one in record.assignments.all()]
        return ", ".join(dict.fromkeys(names)) or chip(_("nobody yet"), "warn")


class DisciplineFilter(django_filters.FilterSet):
    """Disciplines by name and department."""

    q = django_filters.CharFilter(label=_("Search"), method="search", widget=SearchInput)
    department = django_filters.ChoiceFilter(
        field_name="department_id",
        label=word("department"),
        choices=structure.department_choices,
        empty_label=ANY,
    )

    def search(self, rows: QuerySet[Discipline], name: str, value: str) -> QuerySet[Discipline]:
        """By every word in any language, or by the code."""
        return rows.filter(lists.named(value))


def semester_choices() -> list[tuple[int, str]]:
    """All semesters, newest first."""
    return [(one.id, one.label) for one in structure.semesters()]


class LineFilter(django_filters.FilterSet):
    """Lines by discipline, place and teacher; those of the present semester unless another one is asked for."""

    q = django_filters.CharFilter(label=word("discipline"), method="search", widget=SearchInput)
    semester = django_filters.ChoiceFilter(
        label=word("semester"), choices=semester_choices, empty_label=_("the present one")
    )
    group_name = django_filters.CharFilter(label=word("group"), method="in_group")
    group = django_filters.NumberFilter(field_name="group_id", widget=HiddenInput)
    faculty = django_filters.ChoiceFilter(
        field_name="group__programme__department__faculty_id",
        label=word("faculty"),
        choices=structure.faculty_choices,
        empty_label=ANY,
    )
    department = django_filters.ChoiceFilter(
        field_name="discipline__department_id",
        label=word("department"),
        choices=structure.department_choices,
        empty_label=ANY,
    )
    control = django_filters.ChoiceFilter(
        field_name="control_form", label=_("Form of control"), choices=ControlForm.choices, empty_label=ANY
    )
    teacher = django_filters.ChoiceFilter(
        label=word("teacher"),
        choices=[("nobody", _("nobody yet"))],
        empty_label=ANY,
        method="taught",
    )

    def search(self, rows: QuerySet[WorkingPlanLine], name: str, value: str) -> QuerySet[WorkingPlanLine]:
        """By every word of the discipline's names."""
        return rows.filter(lists.named(value, "discipline__"))

    def in_group(self, rows: QuerySet[WorkingPlanLine], name: str, value: str) -> QuerySet[WorkingPlanLine]:
        """By words of the group's name."""
        for part in fold(value).split():
            rows = rows.filter(group__search__contains=part)
        return rows

    def taught(self, rows: QuerySet[WorkingPlanLine], name: str, value: str) -> QuerySet[WorkingPlanLine]:
        """Lines without a teacher."""
        return rows.filter(assignments=None)

    def filter_queryset(self, rows: QuerySet[WorkingPlanLine]) -> QuerySet[WorkingPlanLine]:
        """The present semester, unless another one is asked for."""
        found: QuerySet[Any] = super().filter_queryset(rows)
        if self.form.cleaned_data.get("semester"):
            return found
        present = structure.semester_on(timezone.localdate())
        return found if present is None else found.filter(semester_id=present.id)
