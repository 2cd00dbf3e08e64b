"""The one task that runs jobs, and the watchdog at the worker's start."""

from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready

from ordo.jobs import services
from ordo.tenancy.current import inside
from ordo.tenancy.tasks import TenantTask


@shared_task(base=TenantTask, name="ordo.jobs.run", acks_late=True)
def run_job(job_id: str) -> None:
    """Run one job of the university named in the message."""
    services.run(UUID(job_id))


@shared_task(base=TenantTask, name="ordo.jobs.watch")
def watch_jobs() -> int:
    """Queue again what a crash left behind in this university; says how many."""
    return services.requeue_lost()


@worker_ready.connect
def look_for_lost_jobs(**kwargs: Any) -> None:
    """After a start, jobs that a killed worker left behind go back into the queue, university by university."""
    from django_tenants.utils import get_tenant_model

    with inside("public"):
        names = list(get_tenant_model().objects.values_list("schema_name", flat=True))
    for name in names:
        with inside(name):
            services.requeue_lost()
