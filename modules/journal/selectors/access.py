"""Whose a journal is: the target that permissions are asked for (JAMU-4.3a, OSH-4.3a, JAMU-3.5b)."""

from dataclasses import dataclass, replace

from django.db.models import Subquery

from modules.journal.models import Journal
from modules.journal.permissions import JournalPermission
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor, Target


def target_of(line: LineRef, subgroup_id: int | None) -> Target:
    """Where a journal stands; its owners are the teachers of exactly this subgroup or of the whole group."""
    owners = frozenset(
        teacher.user_id
        for teacher in line.teachers
        if teacher.subgroup_id == subgroup_id and teacher.user_id is not None
    )
    return replace(teaching.line_target(line), owners=owners)


def visible_target(line: LineRef) -> Target:
    """Where the line's journals stand for reading: every teacher of the line sees all of them."""
    return teaching.line_target(line)


@dataclass(frozen=True, slots=True)
class Found:
    """A journal that the actor may see: its line, and all journals of the line, itself included."""

    journal: Journal
    siblings: tuple[Journal, ...]
    line: LineRef


def find(actor: Actor, journal_id: int) -> Found:
    """Return a journal that the actor may see; raises Journal.DoesNotExist otherwise, NotAllowed for no rights."""
    actor.require(JournalPermission.JOURNAL_VIEW)
    register = Journal.objects.filter(pk=journal_id).values("register_id")
    siblings = tuple(
        Journal.objects.filter(register_id=Subquery(register))
        .select_related("register", "subgroup")
        .order_by("id")
    )
    journal = next((row for row in siblings if row.pk == journal_id), None)
    if journal is None:
        raise Journal.DoesNotExist(journal_id)
    line = teaching.line(journal.line_id)
    if not actor.can(JournalPermission.JOURNAL_VIEW, visible_target(line)):
        raise Journal.DoesNotExist(journal_id)
    return Found(journal, siblings, line)
