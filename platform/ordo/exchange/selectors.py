"""Reading imports: of the kinds that are open to the actor; whose reach is a part sees the own ones only."""

from typing import Any
from uuid import UUID

from django.db.models import F, Func, JSONField, Q, QuerySet

from ordo.access.actor import Actor
from ordo.exchange import kinds
from ordo.exchange.models import ImportRow, ImportRun
from ordo.exchange.permissions import ExchangePermission


def runs(*, actor: Actor) -> QuerySet[ImportRun]:
    """Imports of the kinds the actor may use, newest first.

    A list holds PINs of whoever stands in it: those who keep one faculty do not open another faculty's lists.
    """
    actor.require(ExchangePermission.VIEW)
    shown = Q(pk=None)
    for known in kinds.kinds_for(actor):
        everything = actor.reach(known.permission).everything
        own = Q(started_by_id=actor.user_id, started_by__isnull=False)
        shown |= Q(kind=known.code) if everything else Q(kind=known.code) & own
    return ImportRun.objects.filter(shown)


def run(*, actor: Actor, run_id: UUID) -> ImportRun | None:
    """One import, or None."""
    return runs(actor=actor).filter(pk=run_id).first()


def rows(*, actor: Actor, run_id: UUID, action: str = "") -> QuerySet[ImportRow]:
    """Lines of an import in the order of the file, of one action when given."""
    actor.require(ExchangePermission.VIEW)
    lines = ImportRow.objects.filter(run__in=runs(actor=actor).filter(pk=run_id))
    return lines.filter(action=action) if action else lines


class _Each(Func):
    """One row for each thing in a JSON list, in the order of the list."""

    function = "jsonb_array_elements"
    output_field = JSONField()
    set_returning = True


def problems(*, actor: Actor, run_id: UUID) -> QuerySet[ImportRow, Any]:
    """Everything wrong with the lines of an import, in the order of the file: one row a problem.

    Each has `sheet`, `number`, `label` and `action` of its line, and the stored `problem`.
    """
    found = rows(actor=actor, run_id=run_id).exclude(problems=[]).annotate(problem=_Each(F("problems")))
    return found.values("sheet", "number", "label", "action", "problem").order_by("position")
