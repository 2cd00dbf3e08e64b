"""Asking for a job, cancelling it, running it, and finding those a crash left behind."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from ordo.access.actor import Actor
from ordo.jobs import kinds
from ordo.jobs.models import Job, JobStatus
from ordo.jobs.progress import Cancelled, Progress

log = logging.getLogger("ordo.jobs")

LOST_AFTER = timedelta(seconds=90)
MOST_ATTEMPTS = 3


class UnknownJob(LookupError):
    """No such job here, or it is somebody else's."""


@transaction.atomic
def start(*, actor: Actor, kind: str, params: dict[str, Any]) -> Job:
    """Write the job's row and hand it to the worker after the commit; the caller has checked the permission."""
    kinds.kind(kind)
    language = (translation.get_language() or "ru")[:2]
    job = Job.objects.create(kind=kind, params=params, asked_by_id=actor.user_id, language=language)
    _send(job.id)
    return job


def _send(job_id: UUID) -> None:
    from ordo.jobs.tasks import run_job

    run_job.delay_on_commit(str(job_id))


@transaction.atomic
def cancel(*, actor: Actor, job_id: UUID) -> Job:
    """Ask a job of one's own to stop; a waiting one stops at once. Raises UnknownJob."""
    # Nobody (no user id) would otherwise own the jobs that no person asked for.
    own = Job.objects.filter(asked_by_id=actor.user_id, asked_by__isnull=False)
    job = own.select_for_update(of=("self",)).filter(pk=job_id).first()
    if job is None:
        raise UnknownJob(job_id)
    if job.status == JobStatus.QUEUED:
        job.status, job.finished_at = JobStatus.CANCELLED, timezone.now()
    job.cancel_asked = True
    job.save(update_fields=["status", "finished_at", "cancel_asked"])
    return job


def run(job_id: UUID) -> None:
    """Do the work of one job, once: a second delivery of the same message finds the row taken."""
    if not _claim(job_id):
        return
    job = Job.objects.get(pk=job_id)
    progress = Progress(job.id)
    try:
        with translation.override(job.language):
            result = kinds.kind(job.kind).work(progress, **job.params)
    except Cancelled:
        _finish(job_id, JobStatus.CANCELLED)
    except Exception as problem:
        log.exception("job %s %s failed", job.kind, job_id)
        # When the database cut the connection off, the last word needs a new one.
        connection.close_if_unusable_or_obsolete()
        _finish(job_id, JobStatus.FAILED, failure=f"{type(problem).__name__}: {problem}"[:500])
    else:
        _finish(job_id, JobStatus.DONE, result=result)
    finally:
        progress.close()


def _claim(job_id: UUID) -> bool:
    now = timezone.now()
    free = Q(status=JobStatus.QUEUED) | Q(status=JobStatus.RUNNING, heartbeat_at__lt=now - LOST_AFTER)
    taken = Job.objects.filter(free, pk=job_id).update(
        status=JobStatus.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1
    )
    return bool(taken)


def _finish(job_id: UUID, status: JobStatus, **fields: Any) -> None:
    Job.objects.filter(pk=job_id).update(status=status, finished_at=timezone.now(), **fields)


@transaction.atomic
def requeue_lost() -> int:
    """Watchdog: jobs without a sign of life are queued again, after three attempts they fail; says how many."""
    limit = timezone.now() - LOST_AFTER
    lost = Job.objects.select_for_update(skip_locked=True).filter(
        Q(status=JobStatus.RUNNING, heartbeat_at__lt=limit) | Q(status=JobStatus.QUEUED, created_at__lt=limit)
    )
    count = 0
    for job in lost:
        if job.attempts >= MOST_ATTEMPTS:
            _finish(job.id, JobStatus.FAILED, failure="lost")
            continue
        Job.objects.filter(pk=job.pk).update(status=JobStatus.QUEUED, heartbeat_at=None)
        _send(job.id)
        count += 1
    return count
