"""Semesters as any signed-in person or program may see them: lists of the other modules are chosen by semester."""

from django.utils import timezone

from modules.structure.selectors import refs
from modules.structure.selectors.refs import SemesterRef
from ordo.access.actor import Actor, NotAllowed


def semesters(*, actor: Actor) -> list[SemesterRef]:
    """All semesters, newest first, in one query (EB-06.9); raises NotAllowed for who is not signed in."""
    _require_somebody(actor)
    return refs.semesters()


def current_semester(*, actor: Actor) -> SemesterRef | None:
    """The semester of today, between two of them the one before; raises NotAllowed for who is not signed in."""
    _require_somebody(actor)
    return refs.semester_on(timezone.localdate())


def _require_somebody(actor: Actor) -> None:
    if actor.user_id is None and not actor.is_system:
        raise NotAllowed("structure.semester")
