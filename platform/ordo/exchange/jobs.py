"""The three long steps of an import as jobs.

Each step is one transaction. Whatever breaks it off, the run returns to where it stood; a message that is delivered
twice (a worker was killed between its work and its last word) finds the work done and only says so.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.exchange import services, undoing
from ordo.exchange.models import ImportRun
from ordo.jobs.kinds import job
from ordo.jobs.progress import Cancelled, Progress


def _actor(run_id: UUID) -> Actor:
    """The person who started the import, with the rights of today: a withdrawn role stops the job too."""
    run = ImportRun.objects.get(pk=run_id)
    if run.started_by_id is None:
        return Actor.system(run.started_by_name)
    return actor_of(run.started_by_id, run.started_by_name, today=timezone.localdate(), origin="job")


def _step(deed: Callable[..., ImportRun], progress: Progress, run_id: UUID) -> dict[str, Any]:
    """Do one step; after a failure put the run back, over a new connection when the old one is gone."""
    try:
        run = deed(actor=_actor(run_id), run_id=run_id, progress=progress)
    except services.WrongState:
        return dict(ImportRun.objects.values_list("counts", flat=True).get(pk=run_id))
    except Cancelled:
        services.note_failure(run_id, {"code": "cancelled"})
        raise
    except undoing.ChangedSince as problem:
        rows = undoing.named(problem.rows)
        services.note_failure(run_id, {"code": "changed_since", "count": len(problem.rows), "rows": rows})
        return {"changed_since": len(problem.rows)}
    except Exception:
        connection.close_if_unusable_or_obsolete()
        services.note_failure(run_id, {"code": "broken"})
        raise
    return dict(run.counts)


@job("exchange.check", _("Check of an import"), page="import-run")
def check(progress: Progress, id: str) -> dict[str, Any]:
    """Read the file and compare it."""
    return _step(services.check, progress, UUID(id))


@job("exchange.apply", _("Applying an import"), page="import-run")
def apply(progress: Progress, id: str) -> dict[str, Any]:
    """Write the good rows, all or nothing."""
    return _step(services.apply, progress, UUID(id))


@job("exchange.undo", _("Undoing an import"), page="import-run")
def undo(progress: Progress, id: str) -> dict[str, Any]:
    """Restore everything the import changed, or nothing."""
    return _step(services.undo, progress, UUID(id))
