"""Pages of the dean's office: sheets of a semester, making them, the session's summary, debts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from modules.sheets import tasks
from modules.sheets.forms import SheetFilterForm
from modules.sheets.permissions import SheetsPermission
from modules.sheets.selectors import lists
from modules.sheets.selectors.lists import GroupSummary, SheetFilter
from modules.sheets.views import tables
from modules.sheets.views.entrance import entrance
from modules.sheets.wording import STATUS_TONES, STATUSES
from modules.structure import facade as structure
from modules.structure.facade import SemesterRef
from ordo.access.request import UniversityRequest
from ordo.export import lists as export
from ordo.jobs import selectors as jobs
from ordo.ui import terms
from ordo.ui.charts import ChartData, Series
from ordo.ui.lists import Listing, list_page


def semester_asked(request: UniversityRequest, known: list[SemesterRef]) -> SemesterRef | None:
    """The semester of the address, else the one of today."""
    asked = request.GET.get("semester", "")
    return next((one for one in known if str(one.id) == asked), None) or structure.semester_on(
        timezone.localdate()
    )


def _filter_form(
    request: UniversityRequest, known: list[SemesterRef], semester: SemesterRef | None
) -> SheetFilterForm:
    groups = lists.groups_of(request.actor, semester.id) if semester else []
    values = request.GET.copy()
    if semester and "semester" not in values:
        values["semester"] = str(semester.id)
    return SheetFilterForm(
        values,
        semesters=[(one.id, one.label) for one in known],
        groups=[(group.id, group.name) for group in groups],
    )


def _asked(form: SheetFilterForm, semester: SemesterRef | None) -> SheetFilter:
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    return SheetFilter(
        semester_id=semester.id if semester else None,
        group_id=chosen.get("group"),
        status=chosen.get("status", ""),
        control_form=chosen.get("control_form", ""),
        number=chosen.get("q", ""),
        with_debts=chosen.get("debts", False),
    )


def _filtered(form: SheetFilterForm) -> bool:
    return any(form.data.get(name) for name in ("q", "group", "status", "control_form", "debts"))


@require_GET
@entrance
def sheets(request: UniversityRequest) -> HttpResponse:
    """Grade sheets of a semester within reach, with filters and export (EB-08.3, EB-08.6)."""
    actor = request.actor
    actor.require(SheetsPermission.SHEET_VIEW)
    known = structure.semesters()
    semester = semester_asked(request, known)
    form = _filter_form(request, known, semester)
    rows = lists.sheets(actor, _asked(form, semester))
    listing = _listing(request, tables.SheetTable, rows, form, _nothing(request, semester))
    title = str(_("Grade sheets"))
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant.name))
    counts = lists.status_counts(actor, semester.id) if semester else {}
    context = {
        "title": title,
        "lead": semester.label if semester else "",
        "listing": listing,
        "semester": semester,
        "counts": [(STATUSES[status], count, STATUS_TONES[status.value]) for status, count in counts.items()],
        "may_make": semester is not None and actor.can(SheetsPermission.SHEET_ENSURE),
        "may_sum_up": actor.can(SheetsPermission.CLOSE),
    }
    return render(request, "sheets/list.html", context)


def _listing(
    request: UniversityRequest, table: type[Any], rows: Any, form: SheetFilterForm, empty: dict[str, Any]
) -> Listing:
    def filterset(_data: Any, *, queryset: Any, **_options: Any) -> tables.Filters:
        return tables.Filters(form, queryset)

    filterset_class: Any = filterset
    listing = list_page(
        request,
        table_class=table,
        rows=rows,
        filterset_class=filterset_class,
        exports=export.FORMATS,
        empty=empty,
    )
    return Listing(**{**_fields(listing), "filtered": _filtered(form)})


def _fields(listing: Listing) -> dict[str, Any]:
    return {name: getattr(listing, name) for name in listing.__dataclass_fields__}


def _nothing(request: UniversityRequest, semester: SemesterRef | None) -> dict[str, Any]:
    empty = {
        "title": _("There are no grade sheets in this semester yet"),
        "text": _("They are made from the working plan, all at once, by the dean's office."),
    }
    if semester and request.actor.can(SheetsPermission.SHEET_ENSURE):
        empty["url"], empty["action"] = reverse("sheets:made", args=[semester.id]), _("Make the grade sheets")
    return empty


@require_http_methods(["GET", "POST"])
@entrance
def made(request: UniversityRequest, semester_id: int) -> HttpResponse:
    """Making the sheets of a semester: how many lines lack theirs, the button, and what the last work did."""
    request.actor.require(SheetsPermission.SHEET_ENSURE)
    semester = structure.semesters_by_id([semester_id]).get(semester_id)
    if semester is None:
        return redirect("sheets:sheets")
    if request.method == "POST":
        return redirect("job", job_id=tasks.start(actor=request.actor, semester_id=semester_id).id)
    own = jobs.own_jobs(actor=request.actor).filter(kind=tasks.ENSURE, params={"id": semester_id})
    last = own.first()
    context = {
        "title": _("Grade sheets of the semester"),
        "lead": semester.label,
        "semester": semester,
        "missing": lists.lines_without_sheet(request.actor, semester_id),
        "existing": sum(lists.status_counts(request.actor, semester_id).values()),
        "last": last,
        "crumbs": [{"title": _("Grade sheets"), "url": reverse("sheets:sheets")}, {"title": semester.label}],
    }
    return render(request, "sheets/made.html", context)


@require_GET
@entrance
def summary(request: UniversityRequest) -> HttpResponse:
    """The session's results by group: a table and the same as a chart (EB-08.7)."""
    request.actor.require(SheetsPermission.SHEET_VIEW)
    known = structure.semesters()
    semester = semester_asked(request, known)
    rows = lists.session_summary(request.actor, semester.id) if semester else []
    context = {
        "title": _("Session results"),
        "lead": semester.label if semester else "",
        "semesters": [(one.id, one.label) for one in known],
        "semester": semester,
        "rows": rows,
        "chart": _chart([row for row in rows if row.tally.students]),
    }
    return render(request, "sheets/summary.html", context)


def _chart(rows: list[GroupSummary]) -> ChartData | None:
    if not rows:
        return None
    return ChartData(
        _("Success and quality by groups"),
        [row.group.name for row in rows],
        (
            Series(_("Success"), [float(row.tally.success_percent or 0) for row in rows]),
            Series(_("Quality"), [float(row.tally.quality_percent or 0) for row in rows]),
        ),
        unit=" %",
        label_title=terms.capital(terms.get("group")),
        maximum=100,
    )


@require_GET
@entrance
def debts(request: UniversityRequest) -> HttpResponse:
    """Students with academic debts, with export (EB-08.4)."""
    request.actor.require(SheetsPermission.RESULT_VIEW)
    known = structure.semesters()
    semester = semester_asked(request, known)
    form = _filter_form(request, known, semester)
    for name in ("q", "status", "control_form", "debts"):
        del form.fields[name]
    asked = _asked(form, semester)
    rows = lists.debts(request.actor, asked.semester_id, asked.group_id)
    empty = {
        "title": _("Nobody owes anything"),
        "text": _("Debts appear here as soon as a grade sheet with failed results is closed."),
    }
    listing = _listing(request, tables.DebtTable, rows, form, empty)
    title = str(_("Academic debts"))
    if listing.export:
        return export.answer(listing.table, listing.export, title=title, institution=str(request.tenant.name))
    context = {"title": title, "lead": semester.label if semester else "", "listing": listing}
    return render(request, "ui/list.html", context)
