"""Deeds about roles: who may, what is refused, and that a refused deed changes nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ordo.access import scopes, services
from ordo.access.actor import Actor, NotAllowed
from ordo.access.actors import actor_of
from ordo.access.models import Role, RoleGrant, RolePermission
from ordo.access.permissions_registry import UnknownPermission
from ordo.access.roles import RoleCode, RoleKind, ScopeKind
from ordo.access.services import Order, Refusal, Refused
from tests.factories.house import login

TODAY = date(2026, 9, 1)
ORDER = Order("12", TODAY)


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def held(code: str) -> frozenset[str]:
    rows = RolePermission.objects.filter(role__code=code)
    return frozenset(rows.values_list("permission", flat=True))


def holder(code: str, name: str = "", scope: ScopeKind = ScopeKind.UNIVERSITY) -> Actor:
    """Somebody who holds a role of the whole university since long ago."""
    user_id = login(name or code)
    RoleGrant.objects.create(
        user_id=user_id, role=role(code), scope=scope.value, valid_from=TODAY - timedelta(days=900),
        granted_by_name="test",
    )  # fmt: skip
    return actor_of(user_id, name or code, today=timezone.localdate())


@pytest.fixture
def admin(nsu) -> Actor:
    return holder("system_administrator")


@pytest.fixture
def aigul(nsu) -> int:
    return login("aigul")


def give(actor: Actor, user_id: int, code: str, **changes) -> RoleGrant:
    values = {
        "scope": ScopeKind.UNIVERSITY, "order": ORDER, "valid_from": timezone.localdate(), **changes,
    }  # fmt: skip
    return services.give(actor=actor, user_id=user_id, role_id=role(code).pk, **values)


def refusal(deed) -> Refusal:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.reason


# --- permissions of roles


def test_an_administrator_gives_a_role_exactly_the_ticked_permissions(admin) -> None:
    wanted = (held("library") | {"audit.event.view"}) - {"accounts.token.own"}
    changed = services.set_permissions(
        actor=admin,
        role_id=role("library").pk,
        permissions=wanted,
        seen=services.fingerprint(role("library")),
    )
    assert held("library") == wanted
    assert changed == {"audit.event.view", "accounts.token.own"}


@pytest.mark.parametrize("code", ["vice_rector", "journal_administrator", "deans_office", "student"])
def test_others_change_no_permissions(nsu, code) -> None:
    actor = holder(code, scope=ScopeKind.OWN if code == "student" else ScopeKind.UNIVERSITY)
    before = held("library")
    with pytest.raises(NotAllowed):
        services.set_permissions(
            actor=actor, role_id=role("library").pk, permissions=frozenset(),
            seen=services.fingerprint(role("library")),
        )  # fmt: skip
    assert held("library") == before


def test_a_simple_role_gets_no_permission_that_writes(admin) -> None:
    before = held("student")

    def deed() -> None:
        services.set_permissions(
            actor=admin, role_id=role("student").pk, permissions=before | {"access.grant.give"},
            seen=services.fingerprint(role("student")),
        )  # fmt: skip

    assert refusal(deed) is Refusal.WRITING
    assert held("student") == before


def test_an_unknown_permission_is_an_error(admin) -> None:
    with pytest.raises(UnknownPermission):
        services.set_permissions(
            actor=admin, role_id=role("library").pk, permissions=frozenset({"library.everything"}),
            seen=services.fingerprint(role("library")),
        )  # fmt: skip


@pytest.mark.parametrize("key", services.KEYS)
def test_the_last_role_that_keeps_the_rights_cannot_lose_them(admin, key) -> None:
    before = held("system_administrator")
    seen = services.fingerprint(role("system_administrator"))

    def deed() -> None:
        services.set_permissions(
            actor=admin, role_id=role("system_administrator").pk, permissions=before - {key}, seen=seen
        )

    assert refusal(deed) is Refusal.LAST_KEEPER
    assert held("system_administrator") == before
    holder("rector")
    RolePermission.objects.create(role=role("rector"), permission=key)
    deed()
    assert key not in held("system_administrator")


def test_whoever_saves_an_outdated_role_changes_nothing(admin) -> None:
    seen = services.fingerprint(role("library"))
    services.rename_role(
        actor=admin, role_id=role("library").pk, titles={"ky": "Китепканачы", "ru": "Библиотекарь"},
        descriptions={}, seen=seen,
    )  # fmt: skip
    before = held("library")

    def deed() -> None:
        services.set_permissions(actor=admin, role_id=role("library").pk, permissions=frozenset(), seen=seen)

    assert refusal(deed) is Refusal.CHANGED
    assert held("library") == before


# --- roles of the university's own


def test_a_university_adds_a_role_of_its_own_and_takes_it_away_again(admin) -> None:
    added = services.add_role(
        actor=admin, code="museum", kind=RoleKind.FULL, titles={"ky": "Музей", "ru": "Музей"}, descriptions={}
    )
    assert (added.title_ky, added.is_builtin) == ("Музей", False)
    services.remove_role(actor=admin, role_id=added.pk, seen=services.fingerprint(added))
    assert not Role.objects.filter(code="museum").exists()


@pytest.mark.parametrize(
    ("code", "titles", "reason"),
    [
        ("Museum", {"ky": "М", "ru": "М"}, Refusal.CODE_FORM),
        ("m", {"ky": "М", "ru": "М"}, Refusal.CODE_FORM),
        ("teacher", {"ky": "М", "ru": "М"}, Refusal.CODE_TAKEN),
        ("museum", {"ky": "М", "ru": " "}, Refusal.NO_TITLE),
    ],
)
def test_a_role_without_a_proper_code_or_title_is_refused(admin, code, titles, reason) -> None:
    before = Role.objects.count()

    def deed() -> None:
        services.add_role(actor=admin, code=code, kind=RoleKind.FULL, titles=titles, descriptions={})

    assert refusal(deed) is reason
    assert Role.objects.count() == before


def test_a_built_in_role_and_one_that_was_ever_held_stay(admin, aigul) -> None:
    library = role("library")
    seen = services.fingerprint(library)
    assert (
        refusal(lambda: services.remove_role(actor=admin, role_id=library.pk, seen=seen)) is Refusal.BUILT_IN
    )
    own = services.add_role(
        actor=admin, code="museum", kind=RoleKind.FULL, titles={"ky": "Музей", "ru": "Музей"}, descriptions={}
    )
    give(admin, aigul, "museum")
    seen = services.fingerprint(own)
    assert refusal(lambda: services.remove_role(actor=admin, role_id=own.pk, seen=seen)) is Refusal.HELD


# --- giving


def test_a_full_rights_role_is_given_by_an_order_for_a_period(admin, aigul) -> None:
    until = timezone.localdate() + timedelta(days=200)
    grant = give(admin, aigul, "library", valid_until=until)
    assert (grant.order_number, grant.order_date, grant.granted_by_name) == (
        "12",
        TODAY,
        "system_administrator",
    )
    assert actor_of(aigul, "x", today=until).roles == {"library"}
    assert actor_of(aigul, "x", today=until + timedelta(days=1)).roles == frozenset()


@pytest.mark.parametrize("code", ["vice_rector", "journal_administrator", "teacher", "student"])
def test_others_give_no_roles(nsu, aigul, code) -> None:
    actor = holder(code, name="daniyar", scope=ScopeKind.OWN if code == "student" else ScopeKind.UNIVERSITY)
    before = RoleGrant.objects.count()
    with pytest.raises(NotAllowed):
        give(actor, aigul, "library")
    assert RoleGrant.objects.count() == before


@pytest.mark.parametrize("order", [Order(), Order("12"), Order("", TODAY), Order("  ", TODAY)])
def test_a_full_rights_role_without_its_order_is_refused(admin, aigul, order) -> None:
    assert refusal(lambda: give(admin, aigul, "library", order=order)) is Refusal.NO_ORDER
    assert not RoleGrant.objects.filter(user_id=aigul).exists()


def test_the_system_gives_the_first_roles_without_an_order(nsu, aigul) -> None:
    assert give(Actor.system("start"), aigul, "system_administrator", order=Order()).pk


def test_a_simple_role_needs_no_order_and_is_about_oneself(admin, aigul) -> None:
    assert refusal(lambda: give(admin, aigul, "student")) is Refusal.SIMPLE_SCOPE
    assert give(admin, aigul, "student", scope=ScopeKind.OWN, order=Order()).pk


def test_nobody_gives_a_role_to_oneself(admin) -> None:
    assert refusal(lambda: give(admin, admin.user_id, "rector")) is Refusal.ONESELF
    assert RoleGrant.objects.filter(user_id=admin.user_id).count() == 1


def test_a_part_of_the_university_must_be_known(admin, aigul, monkeypatch) -> None:
    monkeypatch.setattr(scopes, "_choices", {ScopeKind.FACULTY: lambda: [(7, "Тарых")]})
    wrong = ({"scope": ScopeKind.FACULTY}, {"scope": ScopeKind.FACULTY, "scope_id": 8},
             {"scope": ScopeKind.GROUP, "scope_id": 7}, {"scope": ScopeKind.UNIVERSITY, "scope_id": 7})  # fmt: skip
    for scope in wrong:
        assert (
            refusal(lambda scope=scope: give(admin, aigul, "deans_office", **scope)) is Refusal.UNKNOWN_SCOPE
        )
    assert give(admin, aigul, "deans_office", scope=ScopeKind.FACULTY, scope_id=7).scope_id == 7


def test_a_period_that_is_over_or_overlaps_is_refused(admin, aigul) -> None:
    today = timezone.localdate()
    gone = {"valid_from": today - timedelta(days=9), "valid_until": today - timedelta(days=1)}
    assert refusal(lambda: give(admin, aigul, "library", **gone)) is Refusal.PERIOD
    give(admin, aigul, "library", valid_until=today + timedelta(days=30))
    later = {"valid_from": today + timedelta(days=30)}
    assert refusal(lambda: give(admin, aigul, "library", **later)) is Refusal.TWICE
    assert give(admin, aigul, "library", valid_from=today + timedelta(days=31)).pk


def test_an_unknown_person_or_role_is_an_error(admin, aigul) -> None:
    with pytest.raises(services.UnknownUser):
        give(admin, 10**9, "library")
    with pytest.raises(services.UnknownRole):
        services.give(
            actor=admin, user_id=aigul, role_id=10**9, scope=ScopeKind.OWN, order=ORDER, valid_from=TODAY
        )


# --- withdrawing


def test_a_withdrawn_role_ends_at_once_and_stays_in_the_list(admin) -> None:
    teacher = holder("teacher", name="bakyt")
    grant = RoleGrant.objects.get(user_id=teacher.user_id)
    services.withdraw(actor=admin, grant_id=grant.pk, order=ORDER)
    assert actor_of(teacher.user_id, "x", today=timezone.localdate()).roles == frozenset()
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
    with pytest.raises(services.UnknownGrant):
        services.withdraw(actor=admin, grant_id=grant.pk, order=ORDER)


def test_a_grant_of_today_vanishes_but_not_from_the_log(admin, aigul) -> None:
    from ordo.audit import selectors as audit

    grant = give(admin, aigul, "library")
    services.withdraw(actor=admin, grant_id=grant.pk, order=Order("13", TODAY))
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()
    narrowed = audit.AuditFilter(table="access.rolegrant", object_id=str(grant.pk))
    last = audit.events(actor=Actor.system("test"), narrowed=narrowed).events[0]
    assert (last.deed, last.order) == ("delete", "13 2026-09-01")


def test_others_withdraw_nothing(nsu) -> None:
    holder("system_administrator")
    grant = RoleGrant.objects.get()
    for code in ("vice_rector", "teacher"):
        with pytest.raises(NotAllowed):
            services.withdraw(actor=holder(code), grant_id=grant.pk, order=ORDER)
    assert RoleGrant.objects.get(pk=grant.pk).valid_until is None


def test_withdrawing_needs_an_order_and_another_person(admin) -> None:
    teacher = holder("teacher", name="bakyt")
    grant = RoleGrant.objects.get(user_id=teacher.user_id)

    def deed() -> None:
        services.withdraw(actor=admin, grant_id=grant.pk, order=Order())

    assert refusal(deed) is Refusal.NO_ORDER
    own = RoleGrant.objects.get(user_id=admin.user_id)
    assert refusal(lambda: services.withdraw(actor=admin, grant_id=own.pk, order=ORDER)) is Refusal.ONESELF


def test_the_last_administrator_cannot_be_withdrawn(nsu) -> None:
    only = holder("system_administrator")
    grant = RoleGrant.objects.get(user_id=only.user_id)
    system = Actor.system("test")

    def deed() -> None:
        services.withdraw(actor=system, grant_id=grant.pk, order=ORDER)

    assert refusal(deed) is Refusal.LAST_HOLDER
    grant.refresh_from_db()
    assert grant.valid_until is None
    holder("system_administrator", name="second")
    services.withdraw(actor=system, grant_id=grant.pk, order=ORDER)


def test_roles_of_one_university_are_not_those_of_another(admin, aigul) -> None:
    from ordo.tenancy.current import inside

    give(admin, aigul, "library")
    with inside("knu"):
        assert not RoleGrant.objects.exists()
        assert Role.objects.filter(code=RoleCode.LIBRARY).exists()
