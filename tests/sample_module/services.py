"""Adding notes."""

from django.db import transaction

from ordo.access.actor import Actor
from tests.sample_module.models import SampleNote
from tests.sample_module.permissions import SamplePermission


@transaction.atomic
def add_note(*, actor: Actor, text: str) -> SampleNote:
    """Write a note down."""
    actor.require(SamplePermission.NOTE_ADD)
    return SampleNote.objects.create(text=text)
