"""Keys for programs: tenant-bound, limited to some of their owner's permissions, expiring (architecture §8)."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ordo.access.actor import Actor, Grant
from ordo.access.actors import actor_of
from ordo.accounts.models import ApiToken
from ordo.accounts.permissions import AccountPermission
from ordo.accounts.services import person
from ordo.tenancy.current import university_schema

LONGEST = timedelta(days=365)


def _digest(text: str) -> str:
    return hashlib.sha256(f"{university_schema()}:{text}".encode()).hexdigest()


@transaction.atomic
def make(*, actor: Actor, title: str, permissions: frozenset[str], days: int) -> str:
    """A new key as text, shown once; only permissions the actor holds go in, for at most a year."""
    actor.require(AccountPermission.TOKEN_OWN)
    held = frozenset().union(*(grant.permissions for grant in actor.grants)) if actor.grants else frozenset()
    text = f"ordo_{university_schema()}_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        user_id=person(actor),
        title=title[:120],
        token_hash=_digest(text),
        permissions=sorted(permissions & held),
        expires_at=timezone.now() + min(timedelta(days=max(days, 1)), LONGEST),
    )
    return text


@transaction.atomic
def revoke(*, actor: Actor, token_id: int) -> bool:
    """Stop one of the actor's own keys; False when there is no such key."""
    actor.require(AccountPermission.TOKEN_OWN)
    rows = ApiToken.objects.filter(pk=token_id, user_id=person(actor), revoked_at=None)
    return bool(rows.update(revoked_at=timezone.now()))


def actor_by_token(text: str, *, origin: str) -> Actor | None:
    """Actor of a valid key of this university: its owner's grants, narrowed to the key's permissions."""
    row = (
        ApiToken.objects.select_related("user")
        .filter(
            token_hash=_digest(text), revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True
        )
        .first()
    )
    if row is None:
        return None
    ApiToken.objects.filter(pk=row.pk).update(last_used_at=timezone.now())
    full = actor_of(row.user_id, row.user.get_full_name(), today=timezone.localdate(), origin=origin)
    allowed = frozenset(row.permissions)
    grants = tuple(Grant(g.role, g.kind, g.scope, g.scope_id, g.permissions & allowed) for g in full.grants)
    return Actor(full.user_id, full.name, grants, origin, roles=full.roles)
