"""The built-in roles of a university with the permissions they start with, and those that come with an upgrade."""

from collections.abc import Mapping

from django.apps import apps
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.translation import override

from ordo.access.models import Role, RolePermission
from ordo.access.permissions_registry import PermissionKind, all_permissions
from ordo.access.roles import ROLES, RoleCode, RoleInfo, RoleKind
from ordo.tenancy import preferences

LANGUAGES = ("ky", "ru", "en")
KNOWN_PERMISSIONS = "access.known_permissions"
"""Setting with the codes that the university has been told of."""


def _in_languages(info: RoleInfo) -> dict[str, str]:
    values = {}
    for code in LANGUAGES:
        with override(code):
            values[f"title_{code}"] = force_str(info.title)
            values[f"description_{code}"] = force_str(info.description)
    return values


def known_permissions() -> frozenset[str]:
    """Codes this university has been told of; what a role lacks of them was taken away by somebody here.

    Universities from before they were remembered: the audit knows each permission that a role ever held.
    """
    kept = preferences.get(KNOWN_PERMISSIONS)
    if kept is not None:
        return frozenset(kept)
    events = apps.get_model("access", "RolePermissionEvent")
    ever = events._default_manager.values_list("permission", flat=True).distinct()
    return frozenset(ever) | frozenset(RolePermission.objects.values_list("permission", flat=True))


@transaction.atomic
def install_roles(owners: Mapping[int, frozenset[RoleCode]]) -> frozenset[str]:
    """Add the built-in roles that are missing, and to the others the permissions that are new here.

    `owners`: category of data → roles that enter it at this university. Gives the codes that were new. What an
    administrator took away or gave stays so: a permission is given once, when the university first meets it.
    """
    known = known_permissions()
    new = frozenset(permission.code for permission in all_permissions()) - known
    there = {role.code: role for role in Role.objects.all()}
    for info in ROLES:
        role = there.get(info.code.value)
        if role is None:
            role = Role.objects.create(
                code=info.code.value, kind=info.kind.value, is_builtin=True, **_in_languages(info)
            )
            _give(role, info, owners, frozenset())
        elif role.is_builtin:
            _give(role, info, owners, known)
    if new:
        preferences.put(KNOWN_PERMISSIONS, sorted(known | new), by="ordo", is_preset=False)
    return new


def _give(
    role: Role, info: RoleInfo, owners: Mapping[int, frozenset[RoleCode]], known: frozenset[str]
) -> None:
    """What the role starts with, but for the known; a simple role only reads (AVN-3.2a)."""
    RolePermission.objects.bulk_create(
        (
            RolePermission(role=role, permission=permission.code)
            for permission in all_permissions()
            if permission.code not in known
            and info.code in permission.starts_with(owners)
            and not (info.kind is RoleKind.SIMPLE and permission.kind is PermissionKind.WRITE)
        ),
        ignore_conflicts=True,
    )
