"""The printed sheet: a draft while it is open, an issued document with a code once it is closed (EB-05.3)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from modules.sheets.forms import LANGUAGE_NAMES, IssueForm
from modules.sheets.selectors.sheet import SheetPage, sheet_page
from modules.sheets.services import NoSheet, SheetRefused
from modules.sheets.services.printing import KIND, LANGUAGES, House, draft_pdf
from modules.sheets.services.printing import issue as issue_sheet
from modules.sheets.views.entrance import entrance, language
from modules.teaching import facade as teaching
from ordo.access.actor import Actor, Target
from ordo.access.request import UniversityRequest
from ordo.documents import selectors as documents
from ordo.documents.models import IssuedDocument
from ordo.documents.permissions import DocumentPermission


def house_of(request: UniversityRequest) -> House:
    """The university of the request as its paper needs it."""
    return House.of(request.tenant, request.build_absolute_uri("/"))


def target_of(page: SheetPage) -> Target:
    """Where a sheet's documents stand."""
    return teaching.line_target(page.line)


def of_sheet(actor: Actor, sheet_id: int) -> list[tuple[IssuedDocument, str]]:
    """Editions of a sheet that the actor may open, newest first, with the names of their languages."""
    if not actor.can(DocumentPermission.VIEW):
        return []
    rows = documents.of_subject(actor, kind=KIND, subject_id=sheet_id)
    return [(row, LANGUAGE_NAMES.get(row.language, row.language)) for row in rows]


@require_GET
@entrance
def draft(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """The sheet as it stands, with 'Draft' across it; `?language=` chooses the language."""
    asked = request.GET.get("language", "")
    chosen = asked if asked in LANGUAGES else language()
    pdf = draft_pdf(actor=request.actor, sheet_id=sheet_id, language=chosen, house=house_of(request))
    return _inline(HttpResponse(pdf, content_type="application/pdf"), f"sheet-{sheet_id}-draft.pdf")


@require_POST
@entrance
def issue(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Issue the closed sheet, or a new edition in place of the one in force."""
    form = IssueForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        document = issue_sheet(
            actor=request.actor,
            sheet_id=sheet_id,
            language=form.cleaned_data["language"],
            house=house_of(request),
            reason=form.cleaned_data["reason"],
        )
    except NoSheet:
        raise
    except SheetRefused as refusal:
        messages.error(request, refusal.message)
    else:
        text = _("The document is issued: edition %(edition)s.")
        messages.success(request, text % {"edition": document.edition})
    return redirect("sheets:sheet", sheet_id)


@require_GET
@entrance
def paper(request: UniversityRequest, sheet_id: int, document_id: int) -> HttpResponse:
    """The file of one edition."""
    sheet_page(request.actor, sheet_id)
    rows = documents.of_subject(request.actor, kind=KIND, subject_id=sheet_id)
    row = rows.filter(pk=document_id).first()
    if row is None:
        raise Http404
    with documents.open_file(request.actor, row.pk) as file:
        content = file.read()
    return _inline(HttpResponse(content, content_type="application/pdf"), f"{row.number}-{row.edition}.pdf")


def _inline(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
