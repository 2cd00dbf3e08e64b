"""Who acts: a frozen value with grants, asked by every deed and every selector (architecture §6)."""

from dataclasses import dataclass, field
from enum import StrEnum

from ordo.access.permissions_registry import PermissionKind, info_of
from ordo.access.roles import RoleKind, ScopeKind


class NotAllowed(Exception):
    """The actor may not do this; carries the permission's code for the message."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Grant:
    """One role's permissions within one scope; `scope_id` is the faculty, department or group."""

    role: str
    kind: RoleKind
    scope: ScopeKind
    scope_id: int | None
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Target:
    """Where the thing stands: whoever holds the permission there may act. `owners` are user ids."""

    faculty_id: int | None = None
    department_id: int | None = None
    group_id: int | None = None
    owners: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """What a selector may show: everything, or the union of the named parts."""

    everything: bool = False
    faculties: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    own: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing at all may be shown."""
        return not (self.everything or self.faculties or self.departments or self.groups or self.own)


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, nobody (user_id None, no grants), or the system itself with a stated reason."""

    user_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    origin: str = ""
    is_system: bool = False
    roles: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def system(cls, reason: str) -> "Actor":
        """Commands, migrations and tasks nobody asked for; the reason goes into audit and ledger."""
        return cls(user_id=None, name=reason, is_system=True, origin="system")

    @classmethod
    def nobody(cls, origin: str = "") -> "Actor":
        """Somebody who is not signed in."""
        return cls(user_id=None, name="", origin=origin)

    @property
    def is_simple(self) -> bool:
        """All grants are of simple roles: reads only (AVN-3.2a)."""
        return not self.is_system and all(grant.kind is RoleKind.SIMPLE for grant in self.grants)

    def _grants_with(self, permission: StrEnum) -> tuple[Grant, ...]:
        info = info_of(permission)
        return tuple(
            grant
            for grant in self.grants
            if info.code in grant.permissions
            and (grant.kind is RoleKind.FULL or info.kind is not PermissionKind.WRITE)
        )

    def can(self, permission: StrEnum, target: Target | None = None) -> bool:
        """Whether the permission is held anywhere (no target) or for this target; unknown permissions raise."""
        info_of(permission)
        if self.is_system:
            return True
        grants = self._grants_with(permission)
        if target is None:
            return bool(grants)
        return any(self._covers(grant, target) for grant in grants)

    def require(self, permission: StrEnum, target: Target | None = None) -> None:
        """Raise NotAllowed unless `can(...)`."""
        if not self.can(permission, target):
            raise NotAllowed(str(permission))

    def reach(self, permission: StrEnum) -> Reach:
        """Parts of the university that a selector with this permission may show; raises NotAllowed when none."""
        self.require(permission)
        if self.is_system:
            return Reach(everything=True)
        grants = self._grants_with(permission)

        def ids(scope: ScopeKind) -> frozenset[int]:
            return frozenset(g.scope_id for g in grants if g.scope is scope and g.scope_id is not None)

        return Reach(
            everything=any(g.scope is ScopeKind.UNIVERSITY for g in grants),
            faculties=ids(ScopeKind.FACULTY),
            departments=ids(ScopeKind.DEPARTMENT),
            groups=ids(ScopeKind.GROUP),
            own=any(g.scope is ScopeKind.OWN for g in grants),
        )

    def _covers(self, grant: Grant, target: Target) -> bool:
        if grant.scope is ScopeKind.UNIVERSITY:
            return True
        if grant.scope is ScopeKind.OWN:
            return self.user_id is not None and self.user_id in target.owners
        held = {
            ScopeKind.FACULTY: target.faculty_id,
            ScopeKind.DEPARTMENT: target.department_id,
            ScopeKind.GROUP: target.group_id,
        }[grant.scope]
        return grant.scope_id is not None and grant.scope_id == held
