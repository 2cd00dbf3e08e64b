"""Pages of jobs: the list, one job with its bar, and cancelling."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ordo.access.request import UniversityRequest
from ordo.jobs import kinds, selectors, services
from ordo.jobs.models import Job, JobStatus


def _title(job: Job) -> str:
    try:
        return str(kinds.kind(job.kind).title)
    except KeyError:
        return job.kind


def _seconds_left(job: Job, now: datetime) -> int | None:
    if not job.is_open or not job.done or not job.total or job.started_at is None:
        return None
    spent = (now - job.started_at).total_seconds()
    return max(1, round(spent * (job.total - job.done) / job.done))


def _page_of(job: Job) -> str:
    try:
        page = kinds.kind(job.kind).page
        return reverse(page, args=[job.params["id"]]) if page and "id" in job.params else ""
    except (KeyError, NoReverseMatch):
        return ""


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """`/app/jobs/`: one's own jobs."""
    page = Paginator(selectors.own_jobs(actor=request.actor), 25).get_page(request.GET.get("page"))
    rows = [(job, _title(job)) for job in page]
    return render(request, "jobs/index.html", {"rows": rows, "page_obj": page, "title": _("My jobs")})


@login_required
def detail(request: UniversityRequest, job_id: UUID) -> HttpResponse:
    """`/app/jobs/<id>/`: the bar, the time left, cancel; htmx asks for the part that moves once a second."""
    job = selectors.own_job(actor=request.actor, job_id=job_id)
    if job is None:
        raise Http404
    if job.is_open:
        services.requeue_lost()
    context = {
        "job": job, "title": _title(job), "left": _seconds_left(job, timezone.now()), "page": _page_of(job),
    }  # fmt: skip
    part = request.headers.get("HX-Request") == "true"
    answer = render(request, "jobs/part.html" if part else "jobs/detail.html", context)
    if part and context["page"] and job.status == JobStatus.DONE:
        # Whoever watched the bar to its end wants to see what came of it.
        answer["HX-Redirect"] = str(context["page"])
    return answer


@login_required
@require_POST
def cancel(request: UniversityRequest, job_id: UUID) -> HttpResponse:
    """Ask a job to stop."""
    try:
        services.cancel(actor=request.actor, job_id=job_id)
    except services.UnknownJob as problem:
        raise Http404 from problem
    return redirect("job", job_id=job_id)
