"""Pages of corrections: asking for one, and deciding about those that wait (AVN-3.7)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from modules.sheets import services
from modules.sheets.forms import CorrectionForm, ReasonForm
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import FinalValue
from modules.sheets.selectors import corrections
from modules.sheets.selectors.corrections import CorrectionView
from modules.sheets.selectors.sheet import sheet_page
from modules.sheets.views.entrance import entrance, title_of, told
from modules.sheets.wording import final_shown, shown
from ordo.access.request import UniversityRequest
from ordo.ledger.errors import LedgerError


@require_http_methods(["GET", "POST"])
@entrance
def request_one(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Ask for the correction of one student's final result."""
    page = sheet_page(request.actor, sheet_id)
    request.actor.require(SheetsPermission.CORRECTION_REQUEST)
    students = [(row.student_id, f"{row.name} ({final(row.final)})") for row in page.listed]
    form = CorrectionForm(request.POST or None, students=students)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.request_correction(
                    actor=request.actor, sheet_id=sheet_id, correction=form.correction()
                )
            except services.NoSheet:
                raise
            except (services.SheetRefused, LedgerError) as refusal:
                form.add_error(None, refusal.message)
            else:
                return redirect("sheets:sheet", sheet_id)
    context = {
        "title": _("Correction of a closed grade sheet"),
        "lead": f"{title_of(page.line)} · {page.number}",
        "form": form,
        "back": reverse("sheets:sheet", args=[sheet_id]),
        "submit": _("Ask for the correction"),
    }
    return render(request, "sheets/form.html", context, status=status)


def final(content: FinalValue) -> str:
    """A final result as text; a dash for none."""
    return final_shown(content.points, absent=content.absent) or "–"


@require_GET
@entrance
def waiting(request: UniversityRequest) -> HttpResponse:
    """Corrections that wait for this person's office."""
    found = corrections.waiting(request.actor)
    context = {
        "title": _("Corrections of closed grade sheets"),
        "rows": [(view, *change_of(view)) for view in found],
        "reason_form": ReasonForm(),
    }
    return render(request, "sheets/corrections.html", context)


def change_of(view: CorrectionView) -> tuple[str, str]:
    """Final result and total before and after, as text."""
    before = f"{final(view.before)} → {shown(view.total_before)}"
    after = f"{final(view.after)} → {shown(view.total_after)}"
    return before, after


@require_POST
@entrance
def approve(request: UniversityRequest, order_id: int) -> HttpResponse:
    """Approve, or consent, which applies the correction."""

    def deed() -> bool:
        return services.approve_correction(actor=request.actor, order_id=order_id)

    return told(request, deed, _("Your decision is recorded."), "sheets:corrections")


@require_POST
@entrance
def refuse(request: UniversityRequest, order_id: int) -> HttpResponse:
    """Refuse a correction for good."""

    def deed() -> None:
        services.refuse_correction(
            actor=request.actor, order_id=order_id, reason=request.POST.get("reason", "")
        )

    return told(request, deed, _("The correction is refused."), "sheets:corrections")
