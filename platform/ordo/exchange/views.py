"""Pages of the import wizard: choose a kind, upload, columns, preview, apply, bad rows, undo."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from ordo.access.request import UniversityRequest
from ordo.exchange import choosing, kinds, selectors, services, shown
from ordo.exchange.bad_rows import bad_rows_workbook
from ordo.exchange.forms import UploadForm
from ordo.exchange.models import ImportRun, RunStatus
from ordo.exchange.permissions import ExchangePermission
from ordo.exchange.reading import ReadCode, ReadProblem
from ordo.exchange.reading.wording import read_sentence
from ordo.exchange.uploads import SizeGuard

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MB = 1024 * 1024


def _run_or_404(request: UniversityRequest, run_id: UUID) -> ImportRun:
    run = selectors.run(actor=request.actor, run_id=run_id)
    if run is None:
        raise Http404
    return run


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/import/`: the kinds one may import, and the imports so far."""
    page = Paginator(selectors.runs(actor=request.actor), 25).get_page(request.GET.get("page"))
    rows = [(run, shown.kind_title(run.kind)) for run in page]
    context = {"kinds": kinds.kinds_for(request.actor), "rows": rows, "page_obj": page, "title": _("Imports")}
    return render(request, "exchange/index.html", context)


@csrf_exempt
def upload(request: UniversityRequest, code: str) -> HttpResponse:
    """`/app/import/new/<kind>/`: the guard of the size stands before anybody reads the form."""
    guard = SizeGuard(settings.ORDO_MAX_UPLOAD_BYTES, request)
    request.upload_handlers.insert(0, guard)
    return _upload(request, code, guard)


@csrf_protect
@login_required
def _upload(request: UniversityRequest, code: str, guard: SizeGuard) -> HttpResponse:
    """One file; what cannot be a table is refused here with one sentence, what is too large with 413."""
    request.actor.require(ExchangePermission.RUN)
    try:
        kind = kinds.kind(code)
    except kinds.UnknownKind as problem:
        raise Http404 from problem
    request.actor.require(kind.permission)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if guard.refused:
        limit = settings.ORDO_MAX_UPLOAD_BYTES // _MB
        form.errors["file"] = form.error_class(
            [read_sentence(ReadProblem(ReadCode.FILE_TOO_LARGE, limit=limit))], renderer=form.renderer
        )
    elif request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = services.upload(actor=request.actor, kind=code, file=file, name=file.name or "")
        except ReadProblem as problem:
            form.add_error("file", read_sentence(problem))
        else:
            return redirect("import-run", run_id=run.id)
    status = 413 if guard.refused else 422 if form.is_bound else 200
    context = {"kind": kind, "form": form, "title": kind.title, "limit": settings.ORDO_MAX_UPLOAD_BYTES}
    return render(request, "exchange/upload.html", context, status=status)


@login_required
def run(request: UniversityRequest, run_id: UUID) -> HttpResponse:
    """`/app/import/<id>/`: the step the import stands at."""
    row = _run_or_404(request, run_id)
    services.settle(row)
    if row.is_busy and row.job_id is not None:
        return redirect("job", job_id=row.job_id)
    may_choose = row.status in {RunStatus.UPLOADED, RunStatus.FAILED, RunStatus.READY}
    if row.status in {RunStatus.UPLOADED, RunStatus.FAILED} or (may_choose and "columns" in request.GET):
        return _columns(request, row)
    return _preview(request, row)


def _columns(request: UniversityRequest, row: ImportRun) -> HttpResponse:
    offered = choosing.offer(row, request.actor)
    form = offered.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with _moved_on(request):
            services.ask_check(
                actor=request.actor, run_id=row.id, mapping=form.mapping(), answers=form.answers()
            )
        return redirect("import-run", run_id=row.id)
    context = {
        "run": row, "kind": offered.kind, "form": form, "failure": shown.failure(row),
        "sheets": [shown.outline(line) for line in offered.outlines], "title": offered.kind.title,
    }  # fmt: skip
    return render(request, "exchange/columns.html", context, status=422 if form.errors else 200)


@contextmanager
def _moved_on(request: UniversityRequest) -> Iterator[None]:
    """Somebody was quicker, or the button was pressed twice: say so, and show where the import stands."""
    try:
        yield
    except services.WrongState as problem:
        messages.info(request, str(problem.sentence))


def _preview(request: UniversityRequest, row: ImportRun) -> HttpResponse:
    kind = kinds.kind(row.kind)
    action = request.GET.get("action", "")
    lines = selectors.rows(actor=request.actor, run_id=row.id, action=action)
    page = Paginator(lines, 50).get_page(request.GET.get("page"))
    context = {
        "run": row, "kind": kind, "title": kind.title, "page_obj": page, "action": action,
        "lines": [shown.line(line, kind) for line in page], "totals": shown.totals(row),
        "failure": shown.failure(row), "notes": shown.notes(row), "done": shown.done(row),
        "good": row.counts.get("new", 0) + row.counts.get("change", 0),
    }  # fmt: skip
    return render(request, "exchange/preview.html", context)


@login_required
@require_POST
def apply(request: UniversityRequest, run_id: UUID) -> HttpResponse:
    """Queue the good rows; pressed twice it does nothing the second time."""
    _run_or_404(request, run_id)
    with _moved_on(request):
        services.ask_apply(actor=request.actor, run_id=run_id)
    return redirect("import-run", run_id=run_id)


@login_required
@require_POST
def undo(request: UniversityRequest, run_id: UUID) -> HttpResponse:
    """Queue the undo."""
    _run_or_404(request, run_id)
    with _moved_on(request):
        services.ask_undo(actor=request.actor, run_id=run_id)
    return redirect("import-run", run_id=run_id)


@login_required
def bad_rows(request: UniversityRequest, run_id: UUID) -> HttpResponse:
    """The bad rows as a workbook with the reasons beside them."""
    row = _run_or_404(request, run_id)
    lines = selectors.rows(actor=request.actor, run_id=row.id, action="bad")
    response = HttpResponse(bad_rows_workbook(row, lines), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="bad-rows-{row.created_at:%Y-%m-%d}.xlsx"'
    return response
