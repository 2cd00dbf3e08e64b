"""The card of the cabinet."""

from typing import Any

from ordo.access.actor import Actor
from tests.sample_module import selectors


def newest(actor: Actor) -> dict[str, Any] | None:
    """The newest note, or nothing to show."""
    note = selectors.notes(actor=actor).last()
    return None if note is None else {"note": note.text}
