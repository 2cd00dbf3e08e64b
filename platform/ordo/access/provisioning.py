"""The built-in roles of a new university, with the permissions they start with."""

from django.utils.encoding import force_str
from django.utils.translation import override

from ordo.access.models import Role, RolePermission
from ordo.access.permissions_registry import PermissionKind, all_permissions
from ordo.access.roles import ROLES, RoleInfo, RoleKind

LANGUAGES = ("ky", "ru", "en")


def _in_languages(info: RoleInfo) -> dict[str, str]:
    values = {}
    for code in LANGUAGES:
        with override(code):
            values[f"title_{code}"] = force_str(info.title)
            values[f"description_{code}"] = force_str(info.description)
    return values


def install_roles() -> None:
    """Add the built-in roles that are missing, and the permissions a new one starts with."""
    known = set(Role.objects.values_list("code", flat=True))
    for info in ROLES:
        if info.code.value in known:
            continue
        role = Role.objects.create(
            code=info.code.value, kind=info.kind.value, is_builtin=True, **_in_languages(info)
        )
        RolePermission.objects.bulk_create(
            RolePermission(role=role, permission=permission.code)
            for permission in all_permissions()
            if info.code in permission.defaults
            and not (info.kind is RoleKind.SIMPLE and permission.kind is PermissionKind.WRITE)
        )
