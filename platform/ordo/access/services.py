"""Deeds about roles and who holds them (AVN-3.3a, AVN-3.4, EB-17.2, EB-17.3)."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pghistory
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ordo.access import scopes
from ordo.access.actor import Actor
from ordo.access.models import Role, RoleGrant, RolePermission
from ordo.access.permissions import AccessPermission
from ordo.access.permissions_registry import PermissionKind, info_of
from ordo.access.roles import RoleKind, ScopeKind

CODE = re.compile(r"^[a-z][a-z0-9_]{1,38}\Z")
KEYS = (AccessPermission.ROLE_CHANGE, AccessPermission.GRANT_GIVE)
"""Without these two somewhere, nobody could ever mend the rights again."""


class Refusal(StrEnum):
    """Why a deed about rights was not done; the console has a sentence for each."""

    WRITING = "writing"
    LAST_KEEPER = "last_keeper"
    LAST_HOLDER = "last_holder"
    ONESELF = "oneself"
    NO_ORDER = "no_order"
    SIMPLE_SCOPE = "simple_scope"
    UNKNOWN_SCOPE = "unknown_scope"
    PERIOD = "period"
    TWICE = "twice"
    CODE_TAKEN = "code_taken"
    CODE_FORM = "code_form"
    NO_TITLE = "no_title"
    BUILT_IN = "built_in"
    HELD = "held"
    CHANGED = "changed"


class Refused(Exception):
    """A deed about rights was refused; nothing was changed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class UnknownRole(LookupError):
    """No such role in this university."""


class UnknownUser(LookupError):
    """No such log-in in this university."""


class UnknownGrant(LookupError):
    """No such grant in this university, or it has ended."""


@dataclass(frozen=True, slots=True)
class Order:
    """Number and day of the rector's or vice-rector's order (AVN-3.4)."""

    number: str = ""
    day: date | None = None

    @property
    def is_complete(self) -> bool:
        """Both parts are given."""
        return bool(self.number.strip()) and self.day is not None


def fingerprint(role: Role) -> str:
    """What a form remembers of a role when it is opened; another one at saving means somebody was faster."""
    parts = sorted(RolePermission.objects.filter(role=role).values_list("permission", flat=True))
    for language in ("ky", "ru", "en"):
        parts += [str(getattr(role, f"{field}_{language}") or "") for field in ("title", "description")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _locked(role_id: int, seen: str) -> Role:
    role = Role.objects.select_for_update().filter(pk=role_id).first()
    if role is None:
        raise UnknownRole(role_id)
    if fingerprint(role) != seen:
        raise Refused(Refusal.CHANGED)
    return role


@transaction.atomic
def set_permissions(*, actor: Actor, role_id: int, permissions: frozenset[str], seen: str) -> frozenset[str]:
    """Give a role exactly these permissions; gives those that were added or taken away.

    Raises UnknownRole, UnknownPermission, Refused: WRITING (a simple role only reads, AVN-3.2a), LAST_KEEPER, CHANGED.
    """
    actor.require(AccessPermission.ROLE_CHANGE)
    role = _locked(role_id, seen)
    kinds = {info_of(code).kind for code in permissions}
    if role.kind == RoleKind.SIMPLE and PermissionKind.WRITE in kinds:
        raise Refused(Refusal.WRITING)
    held = set(RolePermission.objects.filter(role=role).values_list("permission", flat=True))
    added, removed = permissions - held, held - permissions
    RolePermission.objects.filter(role=role, permission__in=removed).delete()
    for code in sorted(added):
        RolePermission.objects.create(role=role, permission=code)
    for key in KEYS:
        if key in removed and not _holders(key).exists():
            raise Refused(Refusal.LAST_KEEPER)
    return frozenset(added | removed)


def _holders(permission: AccessPermission, day: date | None = None) -> QuerySet[RoleGrant]:
    """Grants in force on the day, of the whole university, to open log-ins, through which the permission is held."""
    today = day or timezone.localdate()
    return RoleGrant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today),
        valid_from__lte=today,
        scope=ScopeKind.UNIVERSITY,
        user__is_active=True,
        role__kind=RoleKind.FULL,
        role__permissions__permission=permission,
    )


@transaction.atomic
def add_role(
    *, actor: Actor, code: str, kind: RoleKind, titles: Mapping[str, str], descriptions: Mapping[str, str]
) -> Role:
    """A role of the university's own, without permissions yet. Raises Refused: CODE_FORM, CODE_TAKEN, NO_TITLE."""
    actor.require(AccessPermission.ROLE_CHANGE)
    if not CODE.match(code):
        raise Refused(Refusal.CODE_FORM)
    if Role.objects.filter(code=code).exists():
        raise Refused(Refusal.CODE_TAKEN)
    role = Role(code=code, kind=kind.value, is_builtin=False)
    _name(role, titles, descriptions)
    role.save()
    return role


@transaction.atomic
def rename_role(
    *, actor: Actor, role_id: int, titles: Mapping[str, str], descriptions: Mapping[str, str], seen: str
) -> Role:
    """New words for a role in three languages. Raises UnknownRole, Refused: NO_TITLE, CHANGED."""
    actor.require(AccessPermission.ROLE_CHANGE)
    role = _locked(role_id, seen)
    _name(role, titles, descriptions)
    role.save()
    return role


def _name(role: Role, titles: Mapping[str, str], descriptions: Mapping[str, str]) -> None:
    if not all(titles.get(language, "").strip() for language in ("ky", "ru")):
        raise Refused(Refusal.NO_TITLE)
    for language in ("ky", "ru", "en"):
        setattr(role, f"title_{language}", titles.get(language, "").strip())
        setattr(role, f"description_{language}", descriptions.get(language, "").strip())


@transaction.atomic
def remove_role(*, actor: Actor, role_id: int, seen: str) -> None:
    """Take away a role of the university's own that nobody ever held. Raises Refused: BUILT_IN, HELD, CHANGED."""
    actor.require(AccessPermission.ROLE_CHANGE)
    role = _locked(role_id, seen)
    if role.is_builtin:
        raise Refused(Refusal.BUILT_IN)
    if role.grants.exists():
        raise Refused(Refusal.HELD)
    role.delete()


@transaction.atomic
def give(
    *,
    actor: Actor,
    user_id: int,
    role_id: int,
    scope: ScopeKind,
    scope_id: int | None = None,
    order: Order,
    valid_from: date,
    valid_until: date | None = None,
) -> RoleGrant:
    """Give a person a role for a part of the university and a period, by an order (AVN-3.4).

    A full-rights role needs the order; the system itself gives without one at the start. Raises UnknownRole,
    UnknownUser, Refused: ONESELF, NO_ORDER, SIMPLE_SCOPE, UNKNOWN_SCOPE, PERIOD, TWICE.
    """
    actor.require(AccessPermission.GRANT_GIVE)
    if actor.user_id == user_id and not actor.is_system:
        raise Refused(Refusal.ONESELF)
    role = Role.objects.filter(pk=role_id).first()
    if role is None:
        raise UnknownRole(role_id)
    _user(user_id)
    _judge(actor, role, scope, scope_id, order)
    if valid_until is not None and valid_until < max(valid_from, timezone.localdate()):
        raise Refused(Refusal.PERIOD)
    same = RoleGrant.objects.filter(user_id=user_id, role=role, scope=scope, scope_id=scope_id)
    later = Q(valid_until=None) | Q(valid_until__gte=valid_from)
    if same.filter(later, valid_from__lte=valid_until or date.max).exists():
        raise Refused(Refusal.TWICE)
    return RoleGrant.objects.create(
        user_id=user_id, role=role, scope=scope.value, scope_id=scope_id, order_number=order.number.strip(),
        order_date=order.day, valid_from=valid_from, valid_until=valid_until, granted_by_name=actor.name,
    )  # fmt: skip


def _user(user_id: int) -> None:
    if not get_user_model().objects.select_for_update().filter(pk=user_id).exists():
        raise UnknownUser(user_id)


def _judge(actor: Actor, role: Role, scope: ScopeKind, scope_id: int | None, order: Order) -> None:
    if role.kind == RoleKind.FULL and not order.is_complete and not actor.is_system:
        raise Refused(Refusal.NO_ORDER)
    if role.kind == RoleKind.SIMPLE and scope is not ScopeKind.OWN:
        raise Refused(Refusal.SIMPLE_SCOPE)
    if not scopes.exists(scope, scope_id):
        raise Refused(Refusal.UNKNOWN_SCOPE)


@transaction.atomic
def withdraw(*, actor: Actor, grant_id: int, order: Order) -> None:
    """End a grant now: it was valid until yesterday; one that begins today or later vanishes, the audit keeps it.

    The order goes into the audit. Raises UnknownGrant, Refused: ONESELF, NO_ORDER, LAST_HOLDER.
    """
    actor.require(AccessPermission.GRANT_GIVE)
    today = timezone.localdate()
    grant = (
        RoleGrant.objects.select_for_update(of=("self",)).select_related("role").filter(pk=grant_id).first()
    )
    if grant is None or (grant.valid_until is not None and grant.valid_until < today):
        raise UnknownGrant(grant_id)
    if grant.user_id == actor.user_id and not actor.is_system:
        raise Refused(Refusal.ONESELF)
    if grant.role.kind == RoleKind.FULL and not order.is_complete and not actor.is_system:
        raise Refused(Refusal.NO_ORDER)
    day = order.day.isoformat() if order.day else ""
    with pghistory.context(order=f"{order.number.strip()} {day}".strip()):
        if grant.valid_from >= today:
            grant.delete()
        else:
            grant.valid_until = today - timedelta(days=1)
            grant.save(update_fields=["valid_until"])
    keys = RolePermission.objects.filter(role=grant.role, permission__in=KEYS).values_list(
        "permission", flat=True
    )
    if not all(_holders(AccessPermission(key)).exists() for key in keys):
        raise Refused(Refusal.LAST_HOLDER)
