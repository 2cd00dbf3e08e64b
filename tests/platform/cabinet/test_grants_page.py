"""Full-rights users: list, filters, giving and withdrawing (AVN-3.4)."""

from datetime import timedelta

from django.utils import timezone

from ordo.access import scopes
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import ScopeKind
from tests.factories.house import login
from tests.platform.cabinet.conftest import give_role


def _form(code: str, **changes) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {
        "role": str(Role.objects.get(code=code).pk), "scope": "university", "valid_from": today,
        "valid_until": "", "order_number": "12", "order_date": "2026-09-01", **changes,
    }  # fmt: skip


def test_a_role_is_given_by_an_order_for_a_faculty(browser, monkeypatch) -> None:
    monkeypatch.setattr(scopes, "_choices", {ScopeKind.FACULTY: lambda: [(7, "Faculty of History")]})
    admin, person = browser("system_administrator"), login("cholpon")
    page = admin.get(f"/console/grants/{person}/").content.decode()
    assert "Faculty of History" in page
    answer = admin.post(f"/console/grants/{person}/", _form("deans_office", scope="faculty:7"), follow=True)
    shown = answer.content.decode()
    assert "The role was given." in shown
    assert "№ 12, 01.09.2026" in shown
    assert RoleGrant.objects.get(user_id=person).scope_id == 7


def test_without_an_order_the_form_comes_back_with_a_sentence(browser) -> None:
    admin, person = browser("system_administrator"), login("cholpon")
    answer = admin.post(f"/console/grants/{person}/", _form("library", order_number=""))
    assert answer.status_code == 422
    assert "by an order" in answer.content.decode()
    assert not RoleGrant.objects.filter(user_id=person).exists()


def test_nobody_gives_oneself_a_role(browser) -> None:
    admin = browser("system_administrator")
    own = login("system_administrator")
    assert "Ask another administrator" in admin.get(f"/console/grants/{own}/").content.decode()
    assert admin.post(f"/console/grants/{own}/", _form("rector")).status_code == 422
    assert RoleGrant.objects.filter(user_id=own).count() == 1


def test_a_role_is_withdrawn_by_an_order(browser) -> None:
    admin, person = browser("system_administrator"), login("bakyt")
    grant = give_role(person, "library")
    url = f"/console/grants/withdraw/{grant.pk}/"
    assert admin.post(url, {"order_number": "", "order_date": ""}).status_code == 422
    answer = admin.post(url, {"order_number": "13", "order_date": "2026-09-02"}, follow=True)
    assert "The role was withdrawn." in answer.content.decode()
    grant.refresh_from_db()
    assert grant.valid_until == timezone.localdate() - timedelta(days=1)
    assert admin.post(url, {"order_number": "13", "order_date": "2026-09-02"}).status_code == 404


def test_a_vice_rector_sees_and_neither_gives_nor_withdraws(browser) -> None:
    vice, person = browser("vice_rector"), login("bakyt")
    grant = give_role(person, "library")
    page = vice.get(f"/console/grants/{person}/").content.decode()
    assert "Library" in page
    assert "Give the role" not in page
    assert vice.post(f"/console/grants/{person}/", _form("rector")).status_code == 403
    assert vice.get(f"/console/grants/withdraw/{grant.pk}/").status_code == 403
    assert RoleGrant.objects.filter(user_id=person).count() == 1


def test_the_list_is_narrowed_by_name_role_order_and_state(browser) -> None:
    admin = browser("system_administrator")
    give_role(login("bakyt"), "library", order_number="77-К")
    give_role(login("aigul"), "accounting", valid_until="2025-01-01")
    for query, there, gone in (
        ("words=bakyt", "Bakyt", "Aigul"),
        ("order_number=77", "Bakyt", "Aigul"),
        ("state=ended", "Aigul", "Bakyt"),
        (f"role={Role.objects.get(code='library').pk}", "Bakyt", "Aigul"),
    ):
        page = admin.get(f"/console/grants/?{query}").content.decode()
        assert f">{there}</a>" in page, query
        assert f">{gone}</a>" not in page, query


def test_the_list_goes_to_paper_and_table(browser) -> None:
    admin = browser("system_administrator")
    give_role(login("bakyt"), "library", order_number="77-К")
    text = admin.get("/console/grants/?export=csv").content.decode("utf-8-sig")
    assert "Bakyt" in text
    assert "77-К" in text
    assert admin.get("/console/grants/?export=pdf").content[:4] == b"%PDF"


def test_full_rights_without_an_order_are_pointed_out(browser) -> None:
    admin = browser("system_administrator")
    assert "has no order yet" in admin.get("/console/grants/").content.decode()
    assert admin.get("/console/grants/999999/").status_code == 404
