"""Calls an operation as somebody, with arguments that may not even be looked at."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ordo.access.actor import Actor, Grant, NotAllowed
from ordo.access.permissions_registry import PermissionKind, all_permissions
from ordo.access.roles import BY_CODE, RoleCode, RoleKind

# What Django and the backend send by themselves: savepoints, and the university again after one was rolled back.
SILENT = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "SELECT set_config('search_path'")
_WRITTEN = "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables"


class Touched(Exception):
    """An argument was looked at."""


def _touch(self: object, *args: object, **kwargs: object) -> Any:
    raise Touched


class Untouchable:
    """Stands for an argument; whoever reads, compares, calls or counts it is found out."""

    __getattr__ = __call__ = __iter__ = __len__ = __bool__ = __eq__ = __lt__ = __le__ = __gt__ = __ge__ = (
        _touch
    )
    __getitem__ = __contains__ = __add__ = __radd__ = __int__ = __str__ = __hash__ = __enter__ = _touch


@dataclass(frozen=True)
class Outcome:
    """What a call came to: the permission it asked for, what it gave or raised, and what it did meanwhile."""

    asked: str = ""
    gave: Any = None
    raised: str = ""
    statements: list[str] = field(default_factory=list)
    written: int = 0


def actor_with(role: RoleCode | None) -> Actor:
    """Somebody with a built-in role and what it holds by default; None is nobody."""
    if role is None:
        return Actor.nobody()
    info = BY_CODE[role]
    held = frozenset(one.code for one in all_permissions() if role in one.defaults)
    grant = Grant(
        role.value, info.kind, info.scope, 1 if info.scope not in {"university", "own"} else None, held
    )
    return Actor(user_id=987_654_321, name=role.value, grants=(grant,), roles=frozenset({role.value}))


def holds(role: RoleCode | None, permission: str) -> bool:
    """Whether a built-in role holds a permission by default; simple roles never hold one that writes (AVN-3.2a)."""
    info = next(one for one in all_permissions() if one.code == permission)
    if role is None or role not in info.defaults:
        return False
    return BY_CODE[role].kind is RoleKind.FULL or info.kind is not PermissionKind.WRITE


def _written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return int(cursor.fetchone()[0])


def call(operation: Callable[..., Any], actor: Actor) -> Outcome:
    """Call an operation with untouchable arguments for everything it requires."""
    parameters = inspect.signature(operation).parameters.values()
    arguments = {
        one.name: actor if one.name == "actor" else Untouchable()
        for one in parameters
        if one.name == "actor" or one.default is inspect.Parameter.empty
    }
    before = _written()
    asked, gave, raised = "", None, ""
    with CaptureQueriesContext(connection) as captured:
        try:
            with transaction.atomic():
                gave = operation(**arguments)
                gave = list(gave) if hasattr(gave, "__iter__") else gave
        except NotAllowed as refusal:
            asked, raised = refusal.permission, "NotAllowed"
        except Exception as problem:
            # What a holder's call with untouchable arguments breaks on is of no interest.
            raised = type(problem).__name__
    statements = [query["sql"] for query in captured if not query["sql"].startswith(SILENT)]
    return Outcome(asked, gave, raised, statements, _written() - before)
