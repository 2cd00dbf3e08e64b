"""Reading notes."""

from django.db.models import QuerySet

from ordo.access.actor import Actor
from tests.sample_module.models import SampleNote
from tests.sample_module.permissions import SamplePermission


def notes(*, actor: Actor) -> QuerySet[SampleNote]:
    """All notes."""
    actor.require(SamplePermission.NOTE_VIEW)
    return SampleNote.objects.all()
