"""The long work of this module: making all sheets of a semester (EB-08.2, EB-08.5)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modules.sheets.permissions import SheetsPermission
from modules.sheets.services import ensure_sheets
from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.jobs import services as jobs
from ordo.jobs.kinds import job
from ordo.jobs.models import Job
from ordo.jobs.progress import Progress
from ordo.modular import switches

ENSURE = "sheets.ensure"


@job(ENSURE, _("Making the grade sheets of a semester"), page="sheets:made")
def make_sheets(progress: Progress, id: int) -> dict[str, Any]:
    """Make what is missing in the semester `id`; with the rights that whoever asked has at the time of the work."""
    switches.require_on("sheets")
    row = Job.objects.select_related("asked_by").get(pk=progress.job_id)
    outcome = ensure_sheets(actor=_asker(row), semester_id=id, progress=progress)
    return {
        "made": outcome.made,
        "existing": outcome.existing,
        "refused": [list(one) for one in outcome.refused],
    }


def _asker(row: Job) -> Actor:
    user = row.asked_by
    if user is None:
        return Actor.system(ENSURE)
    name = user.get_full_name() or user.get_username()
    return actor_of(user.pk, name, today=timezone.localdate(), origin="job")


def start(*, actor: Actor, semester_id: int) -> Job:
    """Ask for the sheets of a semester; raises NotAllowed."""
    actor.require(SheetsPermission.SHEET_ENSURE)
    return jobs.start(actor=actor, kind=ENSURE, params={"id": semester_id})
