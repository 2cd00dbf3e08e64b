"""Tables of the dean's office: sheets of a semester, debts."""

from collections.abc import Mapping
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from modules.sheets.forms import SheetFilterForm
from modules.sheets.models import GradeSheet, SheetLine
from modules.sheets.rules import SheetOutcome
from modules.sheets.selectors.lists import Debt, debt_rows
from modules.sheets.services.printing import control_form_word
from modules.sheets.views.entrance import discipline_name
from modules.sheets.wording import OUTCOME_TONES, OUTCOMES, STATUS_TONES, word
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.ui.tables import ChipColumn, CodeColumn, ListTable, NumberColumn, chip


class SheetTable(ListTable):
    """Grade sheets; the lines of the rows shown are read at once."""

    caption = _("Grade sheets")
    number = CodeColumn(verbose_name=_("Number"))
    discipline = django_tables2.Column(verbose_name=word("discipline"), empty_values=(), orderable=False)
    group = CodeColumn(verbose_name=word("group"), empty_values=(), order_by=("group__sort_key", "number"))
    teacher = django_tables2.Column(verbose_name=word("teacher"), empty_values=(), orderable=False)
    control_form = django_tables2.Column(verbose_name=_("Form of control"))
    control_date = django_tables2.DateColumn(verbose_name=_("Date"), format="d.m.Y")
    filled = NumberColumn(verbose_name=_("Finals entered"))
    debts = NumberColumn(verbose_name=_("Debts"))
    status = ChipColumn(STATUS_TONES, verbose_name=_("State"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines: Mapping[int, LineRef] = {}

    def line_of(self, record: GradeSheet) -> LineRef:
        """The working plan line of a row; those of the whole page are read at the first one."""
        if record.line_id not in self._lines:
            page = getattr(self, "page", None)
            rows = page.object_list if page is not None else self.rows
            wanted = {row.record.line_id for row in rows} | {record.line_id}
            self._lines = {**self._lines, **teaching.lines(wanted)}
        return self._lines[record.line_id]

    def render_number(self, value: str, record: GradeSheet) -> SafeString:
        """The number leads to the sheet."""
        return format_html('<a href="{}">{}</a>', reverse("sheets:sheet", args=[record.pk]), value)

    def render_discipline(self, record: GradeSheet) -> str:
        """In the reader's language."""
        return discipline_name(self.line_of(record))

    def render_group(self, record: GradeSheet) -> str:
        """Its name."""
        return self.line_of(record).group.name

    def render_teacher(self, record: GradeSheet) -> str:
        """All teachers of the line."""
        teachers = self.line_of(record).teachers
        return ", ".join(dict.fromkeys(teacher.short_name for teacher in teachers))

    def render_control_form(self, record: GradeSheet) -> str:
        """In words."""
        return control_form_word(record.control_form)


class DebtTable(ListTable):
    """Results that students owe (EB-08.4)."""

    caption = _("Academic debts")
    student_name = django_tables2.Column(verbose_name=word("student"))
    record_book_number = django_tables2.Column(verbose_name=word("record_book"))
    group = CodeColumn(verbose_name=word("group"), empty_values=(), orderable=False)
    discipline = django_tables2.Column(verbose_name=word("discipline"), empty_values=(), orderable=False)
    semester = django_tables2.Column(verbose_name=word("semester"), empty_values=(), orderable=False)
    total = NumberColumn(verbose_name=_("Total"))
    outcome = django_tables2.Column(verbose_name=_("Result"))
    sheet = CodeColumn(verbose_name=word("grade_sheet"), accessor="sheet__number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._debts: dict[int, Debt] = {}

    def debt_of(self, record: SheetLine) -> Debt:
        """The debt of a row; those of the whole page are read at the first one."""
        if record.pk not in self._debts:
            page = getattr(self, "page", None)
            rows = [row.record for row in (page.object_list if page is not None else self.rows)]
            shown = rows if any(row.pk == record.pk for row in rows) else [*rows, record]
            found = debt_rows(shown)
            self._debts.update({row.pk: debt for row, debt in zip(shown, found, strict=True)})
        return self._debts[record.pk]

    def render_student_name(self, value: str, record: SheetLine) -> SafeString:
        """The name leads to all results of the student."""
        return format_html('<a href="{}">{}</a>', reverse("sheets:student", args=[record.student_id]), value)

    def render_group(self, record: SheetLine) -> str:
        """The group of today."""
        return self.debt_of(record).group_name

    def render_discipline(self, record: SheetLine) -> str:
        """In the reader's language."""
        return discipline_name(self.debt_of(record).line)

    def render_semester(self, record: SheetLine) -> str:
        """When it was taught."""
        return self.debt_of(record).line.semester.label

    def render_outcome(self, record: SheetLine) -> SafeString:
        """Failed or did not appear."""
        outcome = SheetOutcome(record.outcome)
        return chip(OUTCOMES[outcome], OUTCOME_TONES.get(outcome.value, ""))

    def render_sheet(self, record: SheetLine) -> SafeString:
        """The number leads to the sheet."""
        return format_html(
            '<a href="{}">{}</a>', reverse("sheets:sheet", args=[record.sheet_id]), record.sheet.number
        )


class Filters:
    """Stands in for a FilterSet of django-filter: the rows were narrowed by the selector already."""

    def __init__(self, form: SheetFilterForm, rows: Any) -> None:
        self.form = form
        self.qs = rows
