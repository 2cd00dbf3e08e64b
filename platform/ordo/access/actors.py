"""Builds the actor of a signed-in user from the grants in force today."""

from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from ordo.access.actor import Actor, Grant
from ordo.access.models import RoleGrant
from ordo.access.roles import RoleKind, ScopeKind


def actor_of(user_id: int, name: str, *, today: date, origin: str = "") -> Actor:
    """Actor with every grant valid on the day; one query."""
    held = ArrayAgg(
        "role__permissions__permission", filter=~Q(role__permissions__permission=None), default=[]
    )
    grants = list(
        RoleGrant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), user_id=user_id)
        .filter(valid_from__lte=today)
        .annotate(held=held)
        .order_by("id")
        .values_list("role__code", "role__kind", "scope", "scope_id", "held")
    )
    return Actor(
        user_id=user_id,
        name=name,
        origin=origin,
        roles=frozenset(row[0] for row in grants),
        grants=tuple(
            Grant(code, RoleKind(kind), ScopeKind(scope), scope_id, frozenset(permissions))
            for code, kind, scope, scope_id, permissions in grants
        ),
    )
