"""One's own log-in and keys for programs."""

import re

import pytest

from ordo.accounts import tokens
from ordo.accounts.models import ApiToken
from ordo.tenancy.current import inside
from tests.factories.house import login

KEY = re.compile(r"ordo_nsu_[\w-]+")


def _make(browser, *permissions: str):
    data = {"title": "Export", "days": "30", "permissions": permissions}
    return browser.post("/app/account/", data)


def test_a_key_is_shown_once_and_works_with_the_chosen_permissions(browser) -> None:
    admin = browser("system_administrator")
    answer = _make(admin, "access.role.view")
    (key,) = KEY.findall(answer.content.decode())
    actor = tokens.actor_by_token(key, origin="test")
    assert actor is not None
    assert {code for grant in actor.grants for code in grant.permissions} == {"access.role.view"}
    assert not KEY.search(admin.get("/app/account/").content.decode())
    with inside("knu"):
        assert tokens.actor_by_token(key, origin="test") is None


def test_nobody_makes_a_key_stronger_than_oneself(browser) -> None:
    student = browser("student")
    assert _make(student, "access.grant.give").status_code == 422
    assert not ApiToken.objects.exists()


def test_a_stopped_key_works_no_more_and_only_its_owner_stops_it(browser) -> None:
    admin, other = browser("system_administrator"), browser("vice_rector")
    (key,) = KEY.findall(_make(admin, "access.role.view").content.decode())
    url = f"/app/account/keys/{ApiToken.objects.get().pk}/revoke/"
    assert other.post(url).status_code == 404
    assert tokens.actor_by_token(key, origin="test") is not None
    assert admin.post(url)["Location"] == "/app/account/"
    assert tokens.actor_by_token(key, origin="test") is None


def test_a_guardian_makes_no_keys(browser) -> None:
    guardian = browser("guardian")
    assert "Make a new key" not in guardian.get("/app/account/").content.decode()
    assert _make(guardian, "accounts.password.own").status_code == 403
    assert not ApiToken.objects.filter(user_id=login("guardian")).exists()


@pytest.mark.parametrize(
    ("language", "words"), [("ky", "Менин кирүүм"), ("ru", "Мой вход"), ("en", "My log-in")]
)
def test_the_own_log_in_is_found_under_ones_name(browser, language: str, words: str) -> None:
    answer = browser("student").get("/app/", headers={"accept-language": language}).content.decode()
    assert re.search(rf'<a href="/app/account/">.*{words}</a>', answer)
