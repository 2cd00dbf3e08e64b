"""The page of one sheet and its deeds: sign, return, close, the date of the control."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from modules.sheets import services
from modules.sheets.forms import DateForm, IssueForm, ReasonForm
from modules.sheets.models import GradeSheet
from modules.sheets.rules import SheetStatus
from modules.sheets.selectors import sheet as sheets
from modules.sheets.selectors.reckoning import Unreckonable
from modules.sheets.services.printing import control_form_word, heading
from modules.sheets.views import papers
from modules.sheets.views.entrance import entrance, language, title_of, told
from modules.sheets.views.markup import shown_rows
from modules.sheets.wording import ROLES, STATUS_TONES, STATUSES, absence_sign, shown
from ordo.access.request import UniversityRequest
from ordo.documents.permissions import DocumentPermission


@require_GET
@entrance
def sheet(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """One sheet: the list with its points, the final column to fill, signatures, papers and corrections."""
    page = sheets.sheet_page(request.actor, sheet_id)
    context = {
        "title": title_of(page.line),
        "page": page,
        "rows": shown_rows(page),
        "heading": f"{heading(page.control_form)} № {page.number}",
        "status": STATUSES[page.status],
        "tone": STATUS_TONES[page.status.value],
        "facts": _facts(page),
        "caps": _caps(page),
        "signatures": [(ROLES[item.role], item) for item in page.signatures],
        "policy_name": page.policy.policy.name.in_language(language()),
        "absent": absence_sign(),
        "keys": _keys(page),
        "date_form": DateForm(initial={"control_date": page.control_date}),
        "return_form": ReasonForm(),
        "issue_form": IssueForm(initial={"language": language()}),
        "papers": papers.of_sheet(request.actor, page.id),
        "may_issue": page.status is SheetStatus.CLOSED
        and request.actor.can(DocumentPermission.ISSUE, papers.target_of(page)),
        "crumbs": [{"title": _("Grade sheets"), "url": reverse("sheets:sheets")}, {"title": page.number}],
    }
    return render(request, "sheets/sheet.html", context)


def _facts(page: sheets.SheetPage) -> list[tuple[str, object]]:
    teachers = ", ".join(dict.fromkeys(teacher.short_name for teacher in page.line.teachers))
    return [
        (_("Form of control"), control_form_word(page.control_form)),
        (_("Semester"), page.line.semester.label),
        (_("Credits"), shown(page.credits)),
        (_("Date of the control"), page.control_date),
        (_("Teacher"), teachers or "–"),
    ]


def _caps(page: sheets.SheetPage) -> dict[str, object]:
    """Highest points of each part, as the head of the table shows them; empty for a part without points."""
    caps = page.policy.policy.exam if page.control_form == "exam" else page.policy.policy.pass_fail
    return {
        "attendance": shown(caps.attendance) if caps.attendance else "",
        "progress": shown(caps.progress) if caps.progress else "",
        "checkpoints": [shown(cap) for cap in page.checkpoint_caps],
        "final": shown(page.final_maximum) if page.final_maximum else "",
    }


def _keys(page: sheets.SheetPage) -> list[tuple[str, str]]:
    """The legend of keys."""
    highest = shown(page.final_maximum)
    return [
        ("5 4 3 2" if page.five_point else f"0 … {highest}", _("result of the final control")),
        (f"{absence_sign()} -", _("did not appear")),
        ("Delete", _("empty the cell")),
        ("↑ ↓", _("to the next cell")),
        ("Enter", _("one down")),
        ("Ctrl+V", _("paste a column from a spreadsheet")),
        ("?", _("this list")),
    ]


@require_GET
@entrance
def points(request: UniversityRequest, sheet_id: int, student_id: int) -> HttpResponse:
    """How a student's total came about, as a fragment for the dialog."""
    try:
        explained = sheets.explanation(request.actor, sheet_id, student_id)
    except Unreckonable as problem:
        return render(request, "sheets/parts/why.html", {"sentences": [problem.sentence]})
    return render(
        request, "sheets/parts/why.html", {"explained": explained, "sentences": explained.sentences}
    )


@require_POST
@entrance
def sign(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Sign as the teacher; gaps in the journal are shown first and need a second, explicit yes."""
    confirmed = request.POST.get("confirm_gaps") == "1"
    try:
        services.sign(actor=request.actor, sheet_id=sheet_id, confirm_gaps=confirmed)
    except (services.JournalIncomplete, services.ResultsMissing) as missing:
        page = sheets.sheet_page(request.actor, sheet_id)
        context = {
            "title": title_of(page.line),
            "page": page,
            "problem": missing,
            "may_confirm": isinstance(missing, services.JournalIncomplete),
        }
        return render(request, "sheets/missing.html", context, status=409)
    except services.NoSheet:
        raise
    except services.SheetRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Signed. The grade sheet is now at the dean's office."))
    return redirect("sheets:sheet", sheet_id)


@require_POST
@entrance
def close(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Sign as the dean's office and close."""

    def deed() -> str:
        return services.close(actor=request.actor, sheet_id=sheet_id)

    return told(request, deed, _("Signed and closed. The results stand for good."), "sheets:sheet", sheet_id)


@require_POST
@entrance
def return_sheet(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Return a signed sheet to the teacher."""

    def deed() -> None:
        services.return_to_teacher(
            actor=request.actor, sheet_id=sheet_id, reason=request.POST.get("reason", "")
        )

    return told(request, deed, _("Returned to the teacher."), "sheets:sheet", sheet_id)


@require_POST
@entrance
def set_date(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Set the day of the control."""
    form = DateForm(request.POST)
    if not form.is_valid():
        if not GradeSheet.objects.filter(pk=sheet_id).exists():
            raise services.NoSheet
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("sheets:sheet", sheet_id)

    def deed() -> None:
        services.set_control_date(
            actor=request.actor, sheet_id=sheet_id, control_date=form.cleaned_data["control_date"]
        )

    return told(request, deed, _("Saved."), "sheets:sheet", sheet_id)
