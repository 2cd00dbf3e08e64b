"""Reading jobs: one's own."""

from uuid import UUID

from django.db.models import QuerySet

from ordo.access.actor import Actor
from ordo.jobs.models import Job


def own_jobs(*, actor: Actor) -> QuerySet[Job]:
    """Jobs this person asked for, newest first; nobody else's."""
    return Job.objects.filter(asked_by_id=actor.user_id, asked_by__isnull=False)


def own_job(*, actor: Actor, job_id: UUID) -> Job | None:
    """One of one's own jobs, or None."""
    return own_jobs(actor=actor).filter(pk=job_id).first()
