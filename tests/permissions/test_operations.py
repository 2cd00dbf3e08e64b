"""Who may do what, as one committed table: every operation against every built-in role and nobody (habits 7 and 8).

The guard of an operation in operations.csv is the permission it asks for first (`a|b`: one of them will do), or one of
`own` (gives what is one's own and needs none), `somebody` (whoever signed in), `inner` (a part of operations, whose
caller has asked). A denied call must be refused before it looks at anything, and change nothing (AVN-3.2a, EB-17.2).
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ordo.access.actor import Actor, Grant
from ordo.access.permissions_registry import PermissionKind, all_permissions, info_of
from ordo.access.roles import RoleCode, RoleKind, ScopeKind
from ordo.jobs.services import UnknownJob
from tests.permissions.denying import Outcome, actor_with, call, holds
from tests.permissions.operations import operations

TABLE = Path(__file__).with_name("operations.csv")
WITHOUT_PERMISSION = {"own", "somebody", "inner"}
EVERYBODY: tuple[RoleCode | None, ...] = (None, *RoleCode)
# Services that read and only draw what was read; issuing asks for its own permission afterwards.
READING_SERVICES = {"modules.sheets.services.printing.draft_pdf", "modules.sheets.services.printing.issue"}


def table() -> dict[str, str]:
    """Operation → guard."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["operation"]: row["guard"] for row in csv.DictReader(file)}


def _guarded() -> dict[str, tuple[Callable[..., Any], str]]:
    found = operations()
    return {name: (found[name], guard) for name, guard in table().items() if guard not in WITHOUT_PERMISSION}


def _holds_any(role: RoleCode | None, guard: str) -> bool:
    return any(holds(role, code) for code in guard.split("|"))


def _kinds(guard: str) -> set[PermissionKind]:
    return {info_of(code).kind for code in guard.split("|")}


def _objection(outcome: Outcome, guard: str) -> str:
    """What is wrong with a call that must be refused."""
    if outcome.raised != "NotAllowed":
        return f"not refused: {outcome.raised or outcome.gave!r}"
    if outcome.asked not in guard.split("|"):
        return f"asked for {outcome.asked}"
    if outcome.statements:
        return f"looked first: {outcome.statements[0][:80]}"
    return f"wrote {outcome.written} rows" if outcome.written else ""


def test_every_operation_stands_in_the_table_and_no_entry_is_stale() -> None:
    found, known = set(operations()), set(table())
    assert not sorted(found - known), "new operations: put their guard into operations.csv"
    assert not sorted(known - found)


def test_every_guard_is_a_known_permission() -> None:
    for _operation, guard in _guarded().values():
        assert all(info_of(code).code == code for code in guard.split("|"))


def test_whoever_lacks_the_permission_is_refused_before_anything_is_touched(nsu: str) -> None:
    wrong, counted = [], 0
    actors = {role: actor_with(role) for role in EVERYBODY}
    for name, (operation, guard) in _guarded().items():
        for role, actor in actors.items():
            if _holds_any(role, guard):
                continue
            counted += 1
            objection = _objection(call(operation, actor), guard)
            if objection:
                wrong.append(f"{name} as {role or 'nobody'}: {objection}")
    print(f"permissions: {counted} denied calls")
    assert not wrong, "\n".join(wrong[:40])
    assert counted > 1_500


def test_whoever_holds_the_permission_passes_the_first_guard(nsu: str) -> None:
    """Otherwise the refusals above would prove nothing."""
    wrong, counted = [], 0
    for name, (operation, guard) in _guarded().items():
        for role in RoleCode:
            if _holds_any(role, guard):
                counted += 1
                outcome = call(operation, actor_with(role))
                if outcome.asked in guard.split("|") and not outcome.statements:
                    wrong.append(f"{name} as {role}")
    assert not wrong
    assert counted > 300


def test_a_simple_role_writes_nothing_whatever_it_was_given(nsu: str) -> None:
    """AVN-3.2a: even a role of reading only that somebody gave every permission there is."""
    everything = frozenset(info.code for info in all_permissions())
    for scope in (ScopeKind.OWN, ScopeKind.UNIVERSITY):
        grant = Grant("student", RoleKind.SIMPLE, scope, None, everything)
        aigul = Actor(user_id=987_654_321, name="Aigul", grants=(grant,), roles=frozenset({"student"}))
        writing = {
            name: pair for name, pair in _guarded().items() if _kinds(pair[1]) == {PermissionKind.WRITE}
        }
        assert len(writing) > 50
        for name, (operation, guard) in writing.items():
            assert not _objection(call(operation, aigul), guard), name


def test_a_deed_asks_for_a_permission_that_writes() -> None:
    wrong = {
        name: guard
        for name, (_operation, guard) in _guarded().items()
        if ".services" in name and PermissionKind.READ in _kinds(guard) and name not in READING_SERVICES
    }
    assert not wrong


def test_what_needs_no_permission_gives_strangers_nothing(nsu: str) -> None:
    from modules.sheets.selectors import lists
    from ordo.accounts import services as accounts
    from ordo.cabinet import panels
    from ordo.exchange import kinds
    from ordo.jobs import selectors, services

    calls: dict[str, Callable[[Actor], Any]] = {
        "modules.sheets.selectors.lists.to_fill": lambda actor: lists.to_fill(actor, 1),
        "ordo.accounts.services.may_change_own_password": accounts.may_change_own_password,
        "ordo.cabinet.panels.cards_for": panels.cards_for,
        "ordo.cabinet.panels.menu_for": panels.menu_for,
        "ordo.cabinet.panels.panels_for": panels.panels_for,
        "ordo.exchange.kinds.kinds_for": kinds.kinds_for,
        "ordo.jobs.selectors.own_job": lambda actor: selectors.own_job(actor=actor, job_id=uuid4()),
        "ordo.jobs.selectors.own_jobs": lambda actor: list(selectors.own_jobs(actor=actor)),
    }
    stranger = Actor(user_id=987_654_321, name="")
    for actor in (Actor.nobody(), stranger):
        for name, ask in calls.items():
            assert not ask(actor), name
        with pytest.raises(UnknownJob):
            services.cancel(actor=actor, job_id=uuid4())
    assert {name for name, guard in table().items() if guard == "own"} == {
        *calls,
        "ordo.jobs.services.cancel",
    }


def test_what_everybody_may_read_is_closed_to_nobody(nsu: str) -> None:
    for name, guard in table().items():
        if guard == "somebody":
            operation = operations()[name]
            assert call(operation, Actor.nobody()).raised == "NotAllowed"
            assert call(operation, Actor(user_id=1, name="")).raised == ""


def test_the_calls_themselves_find_what_they_look_for(nsu: str) -> None:
    from ordo.accounts.models import User

    def looks(*, actor: Actor, user_id: int) -> bool:
        return bool(user_id)

    def writes(*, actor: Actor) -> User:
        return User.objects.create(username="written")

    assert call(looks, Actor.nobody()).raised == "Touched"
    outcome = call(writes, Actor.nobody())
    assert outcome.written
    assert outcome.statements
    assert _objection(outcome, "x")
