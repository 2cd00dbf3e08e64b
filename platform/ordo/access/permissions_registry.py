"""All permissions of all apps in one table; what is not in it does not exist (habit 5).

An app declares them in `permissions.py`: a StrEnum `...Permission`, `TITLES` and `DEFAULTS` (which built-in roles
start with it). Where the norms of a university say which office enters a category of data, `ENTRY` names that category,
and its owners start with the permission instead (architecture §6). The last word of a code says its kind: `view` and
`export` read, `own` is a deed on one's own account, everything else writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from django.utils.functional import Promise

from ordo.access.roles import RoleCode


class PermissionKind(StrEnum):
    """Whether a permission reads, writes, or concerns one's own account only."""

    READ = "read"
    WRITE = "write"
    OWN = "own"


class UnknownPermission(LookupError):
    """A permission that no app declares was asked for."""


@dataclass(frozen=True, slots=True)
class DataEntry:
    """The permission enters data of a category, by number; `beside` hold it whoever owns the category."""

    category: int
    beside: frozenset[RoleCode]


@dataclass(frozen=True, slots=True)
class PermissionInfo:
    """One permission as the console and the checks see it."""

    code: str
    title: str | Promise
    kind: PermissionKind
    app: str
    defaults: frozenset[RoleCode]
    entry: DataEntry | None = None

    def starts_with(self, owners: Mapping[int, frozenset[RoleCode]]) -> frozenset[RoleCode]:
        """Roles that start with it at a university whose categories of data have these owners."""
        if self.entry is None or self.entry.category not in owners:
            return self.defaults
        return self.entry.beside | owners[self.entry.category]


_known: dict[str, PermissionInfo] = {}


def kind_of(code: str) -> PermissionKind:
    """Kind by the last word of the code."""
    last = code.rsplit(".", 1)[-1]
    if last in {"view", "export"}:
        return PermissionKind.READ
    return PermissionKind.OWN if last == "own" else PermissionKind.WRITE


def register(
    app: str,
    permissions: type[StrEnum],
    titles: Mapping[StrEnum, str | Promise],
    defaults: Mapping[StrEnum, frozenset[RoleCode]],
    entry: Mapping[StrEnum, DataEntry] | None = None,
) -> None:
    """Enter an app's permissions; each needs a title and defaults, or ValueError says which one lacks them."""
    for member in permissions:
        if member not in titles or member not in defaults:
            raise ValueError(f"{member} has no title or no defaults")
        _known[str(member)] = PermissionInfo(
            str(member),
            titles[member],
            kind_of(str(member)),
            app,
            frozenset(defaults[member]),
            (entry or {}).get(member),
        )


def register_module(app: str, module: ModuleType) -> None:
    """Enter what a `permissions.py` declares."""
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.__name__:
            register(app, value, module.TITLES, module.DEFAULTS, getattr(module, "ENTRY", None))


def info_of(permission: str) -> PermissionInfo:
    """Facts about a permission; UnknownPermission when nobody declared it."""
    try:
        return _known[str(permission)]
    except KeyError:
        raise UnknownPermission(str(permission)) from None


def all_permissions() -> tuple[PermissionInfo, ...]:
    """Every declared permission, by code."""
    return tuple(_known[code] for code in sorted(_known))
