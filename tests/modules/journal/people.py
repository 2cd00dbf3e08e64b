"""Log-ins with real grants, for tests that go through pages and the API."""

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from ordo.access.models import Role, RoleGrant
from ordo.access.roles import BY_CODE, RoleCode, ScopeKind


def grant(
    user_id: int, role: RoleCode, *, scope: ScopeKind | None = None, scope_id: int | None = None
) -> None:
    """Give somebody a built-in role from today on."""
    RoleGrant.objects.create(
        user_id=user_id,
        role=Role.objects.get(code=role.value),
        scope=(scope or BY_CODE[role].scope).value,
        scope_id=scope_id,
        valid_from=timezone.localdate(),
        granted_by_name="test",
    )


def signed_in(schema: str, user_id: int, role: RoleCode, **scope: object) -> Client:
    """A browser of somebody with a role, signed in."""
    grant(user_id, role, **scope)
    client = Client(HTTP_HOST=f"{schema}.localhost")
    client.force_login(get_user_model().objects.get(pk=user_id))
    return client
