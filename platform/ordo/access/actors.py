"""Builds the actor of a signed-in user from the grants in force today."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from ordo.access.actor import Actor, Grant
from ordo.access.models import RoleGrant, RolePermission
from ordo.access.roles import RoleKind, ScopeKind


def actor_of(user_id: int, name: str, *, today: date, origin: str = "") -> Actor:
    """Actor with every grant valid on the day; two queries."""
    grants = list(
        RoleGrant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), user_id=user_id)
        .filter(valid_from__lte=today)
        .values_list("role_id", "role__code", "role__kind", "scope", "scope_id")
    )
    held: dict[int, set[str]] = defaultdict(set)
    roles = {row[0] for row in grants}
    for role_id, permission in RolePermission.objects.filter(role_id__in=roles).values_list(
        "role_id", "permission"
    ):
        held[role_id].add(permission)
    return Actor(
        user_id=user_id,
        name=name,
        origin=origin,
        roles=frozenset(row[1] for row in grants),
        grants=tuple(
            Grant(code, RoleKind(kind), ScopeKind(scope), scope_id, frozenset(held[role_id]))
            for role_id, code, kind, scope, scope_id in grants
        ),
    )
