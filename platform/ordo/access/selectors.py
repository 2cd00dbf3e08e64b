"""Reading roles and grants for the console."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ordo.access.actor import Actor
from ordo.access.models import Role, RoleGrant, RolePermission
from ordo.access.permissions import AccessPermission
from ordo.access.roles import RoleKind


class GrantState(StrEnum):
    """When a grant is valid, seen from today."""

    VALID = "valid"
    COMING = "coming"
    ENDED = "ended"


def state_of(grant: RoleGrant, today: date | None = None) -> GrantState:
    """Whether a grant is valid, coming or ended."""
    day = today or timezone.localdate()
    if grant.valid_until is not None and grant.valid_until < day:
        return GrantState.ENDED
    return GrantState.COMING if grant.valid_from > day else GrantState.VALID


def in_state(state: str, today: date) -> Q:
    """Condition for grants of a GrantState; no condition for anything else."""
    ended = Q(valid_until__lt=today)
    match state:
        case GrantState.VALID:
            return ~ended & Q(valid_from__lte=today)
        case GrantState.COMING:
            return ~ended & Q(valid_from__gt=today)
        case GrantState.ENDED:
            return ended
    return Q()


def roles(*, actor: Actor) -> QuerySet[Role]:
    """All roles with the number of people who hold each today (`holders`) and of permissions (`permission_count`)."""
    actor.require(AccessPermission.ROLE_VIEW)
    today = timezone.localdate()
    valid = Q(grants__valid_from__lte=today) & (
        Q(grants__valid_until=None) | Q(grants__valid_until__gte=today)
    )
    return Role.objects.annotate(
        holders=Count("grants__user", filter=valid, distinct=True),
        permission_count=Count("permissions", distinct=True),
    ).order_by("id")


def permissions_of(roles_shown: Iterable[Role]) -> dict[int, frozenset[str]]:
    """Codes of the permissions of several roles; one query."""
    held: dict[int, set[str]] = {role.pk: set() for role in roles_shown}
    for role_id, code in RolePermission.objects.filter(role__in=held).values_list("role_id", "permission"):
        held[role_id].add(code)
    return {role_id: frozenset(codes) for role_id, codes in held.items()}


def grants(*, actor: Actor) -> QuerySet[RoleGrant]:
    """Grants with person and role, by name."""
    actor.require(AccessPermission.GRANT_VIEW)
    found = RoleGrant.objects.select_related("user", "role")
    return found.order_by("user__last_name", "user__first_name", "user_id", "role_id", "valid_from")


def keeps_rights(user_id: int) -> bool:
    """Whether the person may change roles or give them out today; one query."""
    valid = in_state(GrantState.VALID, timezone.localdate())
    keys = (AccessPermission.ROLE_CHANGE, AccessPermission.GRANT_GIVE)
    return RoleGrant.objects.filter(valid, user_id=user_id, role__permissions__permission__in=keys).exists()


def holders_without_order(*, actor: Actor) -> int:
    """How many valid full-rights grants carry no order yet (AVN-3.4)."""
    actor.require(AccessPermission.GRANT_VIEW)
    today = timezone.localdate()
    return RoleGrant.objects.filter(
        in_state(GrantState.VALID, today), role__kind=RoleKind.FULL, order_number=""
    ).count()
