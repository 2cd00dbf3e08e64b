"""Roles for log-ins of a university that is still empty."""

from django.utils import timezone

from ordo.access.models import Role, RoleGrant
from ordo.access.roles import BY_CODE, RoleCode


def give(user_id: int, role: RoleCode) -> None:
    """Give a role of the whole university."""
    RoleGrant.objects.create(
        user_id=user_id,
        role=Role.objects.get(code=role.value),
        scope=BY_CODE[role].scope.value,
        valid_from=timezone.localdate(),
        granted_by_name="test",
    )
