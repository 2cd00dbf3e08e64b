"""A job that takes its time inside one open transaction."""

import time
from typing import Any

from django.db import transaction

from ordo.exchange.models import ColumnMapping
from ordo.jobs.kinds import job
from ordo.jobs.progress import Progress
from ordo.tenancy.current import schema


@job("tests.slow", "Slow work")
def slow(progress: Progress, steps: int, pause: float) -> dict[str, Any]:
    """Write one row first, then make steps; the row is seen by nobody before the end."""
    with transaction.atomic():
        ColumnMapping.objects.create(kind="tests.slow", column=str(progress.job_id), caption="canary")
        for done in range(1, steps + 1):
            time.sleep(pause)
            progress.step(done, total=steps)
    return {"schema": schema()}
