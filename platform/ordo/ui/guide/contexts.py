"""Contexts of the style guide's pages, put together from the samples."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import django_tables2
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ordo.ui import terms
from ordo.ui.charts import ChartData, Series
from ordo.ui.forms import DateInput, SearchInput
from ordo.ui.guide import samples
from ordo.ui.lists import BulkAction, list_page
from ordo.ui.menu import NavEntry
from ordo.ui.tables import ListTable, NumberColumn, PickColumn, chip

ERRORS = (400, 403, 404, 409, 413, 429, 500, 503)


def language_now() -> str:
    """The language in force, as a key of the samples."""
    code = (get_language() or "ky")[:2]
    return code if code in samples.PEOPLE else "ky"


class SampleForm(forms.Form):
    """A form with every kind of control; bound with a mistake, to show help and errors."""

    name = forms.CharField(label=_("Full name"), help_text=_("As in the passport"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    born = forms.DateField(label=_("Date of birth"), widget=DateInput)
    level = forms.ChoiceField(
        label=_("Level of education"),
        choices=[("bachelor", _("bachelor")), ("master", _("master")), ("college", _("college"))],
    )
    form = forms.ChoiceField(
        label=_("Form of study"),
        widget=forms.RadioSelect,
        choices=[("full", _("full-time")), ("part", _("by correspondence"))],
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label=_("The documents are complete"))


class SignInForm(forms.Form):
    """The look of the log-in page; sends nothing."""

    login = forms.CharField(label=_("Login"), widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class SheetTable(ListTable):
    """Sample list of grade sheets."""

    pick = PickColumn()
    discipline = django_tables2.Column(verbose_name=_("Discipline"))
    group = django_tables2.Column(verbose_name=_("Group"))
    teacher = django_tables2.Column(verbose_name=_("Teacher"))
    students = NumberColumn(
        verbose_name=_("Students"), footer=lambda table: sum(row.students for row in table.data)
    )
    filled = NumberColumn(
        verbose_name=_("Filled"), footer=lambda table: sum(row.filled for row in table.data)
    )
    state_text = django_tables2.Column(verbose_name=_("State"))
    caption = _("Grade sheets")

    def render_state_text(self, value: str, record: samples.SheetRow) -> Any:
        """The state as a chip in the tone of the stored value."""
        return chip(value, samples.TONES.get(record.state, ""))


class SheetFilterForm(forms.Form):
    """The fields of the sample filter bar."""

    q = forms.CharField(label=_("Search"), required=False, widget=SearchInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        states = [(code, texts[language_now()]) for code, texts in samples.STATES.items()]
        self.fields["state"] = forms.ChoiceField(
            label=_("State"), required=False, choices=[("", _("any")), *states]
        )
        groups = [(name, name) for name in samples.GROUPS]
        self.fields["group"] = forms.ChoiceField(
            label=_("Group"), required=False, choices=[("", _("any")), *groups]
        )


class SheetFilter:
    """Stands in for a FilterSet of django-filter, which takes querysets only: the same `form` and `qs`."""

    def __init__(self, data: Mapping[str, Any], *, queryset: list[samples.SheetRow], **_options: Any) -> None:
        self.form = SheetFilterForm(data)
        self.rows = queryset

    @property
    def qs(self) -> list[samples.SheetRow]:
        """Rows that match all filled fields."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        text = str(asked.get("q", "")).casefold()
        return [
            row
            for row in self.rows
            if text in f"{row.discipline} {row.teacher}".casefold()
            and asked.get("state") in ("", None, row.state)
            and asked.get("group") in ("", None, row.group)
        ]


def sample_menu(current: str) -> list[NavEntry]:
    """A menu as a dean's office would have it."""
    entries = (
        (_("Overview"), reverse("ui-guide"), "home", 0),
        (terms.capital(terms.get("grade_sheets")), reverse("ui-guide-list"), "sheet", 12),
        (terms.capital(terms.get("journals")), "#journal", "journal", 0),
        (terms.capital(terms.get("timetable")), "#timetable", "calendar", 0),
    )
    menu = [NavEntry(title, url, icon, url == current, count) for title, url, icon, count in entries]
    people = (
        NavEntry(terms.capital(terms.get("students")), "#table", "users"),
        NavEntry(terms.capital(terms.get("teachers")), "#people", "user"),
        NavEntry(_("Reports"), "#charts", "chart"),
    )
    return [*menu, NavEntry(_("Registers"), children=people)]


def _charts(language: str) -> dict[str, ChartData]:
    weeks = [str(week) for week in range(1, 16)]
    attendance: list[float | None] = [91, 93, 90, 88, 89, 84, 86, 87, 82, 85, 88, 90, None, None, None]
    progress: list[float | None] = [None, 71, 72, 74, 70, 73, 75, 74, 76, 78, 77, 79, None, None, None]
    faculties = [item[language] for item in samples.FACULTIES]
    return {
        "weeks": ChartData(
            gettext("Attendance and progress by weeks"),
            weeks,
            (Series(gettext("Attendance"), attendance), Series(gettext("Progress"), progress)),
            unit=" %",
            label_title=gettext("Week"),
            maximum=100,
        ),
        "faculties": ChartData(
            gettext("Filling of journals"),
            faculties,
            (Series(gettext("Filled"), (96, 91, 84, 78, 63)),),
            unit=" %",
            maximum=100,
        ),
        "contingent": ChartData(
            gettext("Students by year of study"),
            ["1", "2", "3", "4", "5"],
            (
                Series(gettext("state-funded"), (412, 380, 351, 340, 58)),
                Series(gettext("by contract"), (1630, 1418, 1277, 1195, 96)),
            ),
            label_title=gettext("Year of study"),
        ),
        "spark": ChartData(
            gettext("Attendance"),
            weeks[:12],
            (Series(gettext("Attendance"), attendance[:12]),),
            unit=" %",
            maximum=100,
        ),
    }


def context() -> dict[str, Any]:
    """Everything the page of components shows."""
    language = language_now()
    form = SampleForm(
        {"name": "", "email": "aigul", "born": "2007-03-14", "level": "bachelor", "form": "full"}
    )
    people = samples.PEOPLE[language]
    return {
        "title": gettext("Style guide"),
        "lead": gettext("All parts of the interface with samples. The people and the numbers are invented."),
        "menu": sample_menu(reverse("ui-guide")),
        "crumbs": [{"title": gettext("Overview"), "url": "/"}, {"title": gettext("Style guide"), "url": ""}],
        "form": form,
        "people": people,
        "person_names": [f"{one.last} {one.first}" for one in people],
        "sheets": samples.sheet_rows(language, 5),
        "tones": samples.TONES,
        "journal": samples.journal_rows(language),
        "days": [dt.date(2026, 9, day) for day in (7, 9, 14, 16, 21, 23, 28, 30)],
        "week": _week(language),
        "charts": _charts(language),
        "page": Paginator(range(1240), 50).page(6),
        "tabs": [
            {"title": gettext("Overview"), "url": "#tabs", "current": True},
            {"title": terms.capital(terms.get("journals")), "url": "#journal", "count": 3},
            {"title": terms.capital(terms.get("timetable")), "url": "#timetable"},
        ],
        "steps": [gettext("Upload"), gettext("Columns"), gettext("Preview"), gettext("Apply")],
        "options": [(index, item[language]) for index, item in enumerate(samples.FACULTIES)],
        "moment": dt.datetime(2026, 11, 21, 9, 30, tzinfo=timezone.get_current_timezone()),
        "keys": [
            ("5 4 3 2", gettext("mark")),
            ("0", gettext("absent")),
            ("Enter", gettext("next student")),
            ("?", gettext("this list")),
        ],
        "facts": [
            (terms.capital(terms.get("faculty")), samples.FACULTIES[0][language]),
            (terms.capital(terms.get("study_group")), "МА-1-25"),
            (terms.capital(terms.get("record_book")), "250114"),
        ],
        "term_codes": [
            (code, terms.get(code)) for code in ("group", "timetable", "grade_sheet", "checkpoint", "mark")
        ],
    }


def _week(language: str) -> list[tuple[str, list[dict[str, str] | None]]]:
    """Two rows of a timetable: time, and a lesson or nothing for each of three days."""
    people = [f"{p.last} {p.first[0]}. {p.patronymic[0]}." for p in samples.PEOPLE[language]]
    lesson = {"lecture": gettext("lecture"), "practice": gettext("practice"), "lab": gettext("laboratory")}

    def slot(number: int, kind: str, room: str, state: str = "") -> dict[str, str]:
        return {
            "discipline": samples.DISCIPLINES[number][language],
            "kind": kind,
            "kind_title": lesson[kind],
            "room": room,
            "who": people[number % 5],
            "state": state,
        }

    return [
        (
            "08:00–09:20",
            [slot(0, "lecture", "204"), slot(2, "lab", "311", "moved"), slot(1, "practice", "118")],
        ),
        ("09:30–10:50", [slot(3, "practice", "207"), None, slot(4, "lecture", "101", "cancelled")]),
    ]


def list_context(request: HttpRequest) -> dict[str, Any]:
    """The sample list: 124 grade sheets."""
    listing = list_page(
        request,
        table_class=SheetTable,
        rows=samples.sheet_rows(language_now()),
        filterset_class=SheetFilter,
        per_page=20,
        bulk=(BulkAction("remind", _("Remind the teachers")), BulkAction("print", _("Print"))),
    )
    return {
        "title": terms.capital(terms.get("grade_sheets")),
        "lead": gettext("A sample list: the rows are invented."),
        "menu": sample_menu(reverse("ui-guide-list")),
        "listing": listing,
    }


def error_context(status: int) -> dict[str, Any]:
    """A sample error page."""
    return {
        "status": status,
        "what": gettext("Something broke on our side"),
        "kept": gettext("What was saved before stays; this last step was not saved."),
        "todo": gettext("Try again; if it happens again, tell support the number below."),
        "incident": "5F2A-91C0",
    }


def sign_in_context() -> dict[str, Any]:
    """The sample log-in page."""
    return {
        "title": gettext("Sign in"),
        "lead": gettext("With the login that your university gave you."),
        "form": SignInForm(),
    }
