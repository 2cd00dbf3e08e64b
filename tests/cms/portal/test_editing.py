"""Who edits the site, and how the door to Wagtail's editor keeps everybody else out."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from ordo.access.models import Role, RoleGrant
from ordo.access.roles import RoleCode
from tests.cms.portal.conftest import news_list
from tests.factories.house import login, signed_in

DOOR = "/console/site/"


def _holder(role: RoleCode, name: str = "") -> int:
    user_id = login(name or role.value)
    RoleGrant.objects.create(
        user_id=user_id, role=Role.objects.get(code=role.value), scope="university",
        valid_from=date(2026, 1, 1), granted_by_name="test",
    )  # fmt: skip
    return user_id


def _is_editor(user_id: int) -> bool:
    return get_user_model().objects.get(pk=user_id).groups.exists()


@pytest.mark.parametrize("role", [RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.JOURNAL_ADMINISTRATOR])
def test_administrators_enter_the_editor(nsu, role) -> None:
    user_id = _holder(role)
    assert signed_in(user_id).get(DOOR).status_code == 200
    assert _is_editor(user_id)


@pytest.mark.parametrize("role", [RoleCode.VICE_RECTOR, RoleCode.DEANS_OFFICE, RoleCode.QUALITY_OFFICE])
def test_others_are_refused_and_get_no_right_by_trying(nsu, role) -> None:
    user_id = _holder(role)
    assert signed_in(user_id).get(DOOR).status_code == 403
    assert not _is_editor(user_id)


def test_a_stranger_is_led_to_our_own_log_in(nsu, read) -> None:
    for path in (DOOR, f"{DOOR}pages/", f"{DOOR}login/", f"{DOOR}jsi18n/", f"{DOOR}sprite/"):
        answer = read("nsu", path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/accounts/login/"), path


def test_a_withdrawn_role_closes_the_editor_at_once(nsu) -> None:
    user_id = _holder(RoleCode.JOURNAL_ADMINISTRATOR)
    browser = signed_in(user_id)
    assert browser.get(DOOR).status_code == 200
    RoleGrant.objects.filter(user_id=user_id).update(valid_until=date(2026, 1, 2))
    assert browser.get(DOOR).status_code == 403
    assert not _is_editor(user_id)


def _new_news(title: str) -> dict[str, str]:
    return {
        "title": title, "slug": "fresh", "date": "2026-11-20", "lead": "", "image": "", "image_alt": "",
        "body-count": "0", "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
        "action-publish": "1",
    }  # fmt: skip


def test_an_editor_publishes_a_piece_of_news(nsu, read) -> None:
    browser = signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR))
    parent = news_list("ky")
    answer = browser.post(f"{DOOR}pages/add/portal/newspage/{parent.pk}/", _new_news("Жаңы окуу жылы"))
    assert answer.status_code == 302
    assert "Жаңы окуу жылы" in read("nsu", "/ky/news/fresh/").content.decode()


def test_a_student_publishes_nothing(nsu) -> None:
    from wagtail.models import Page

    user_id = login("aigul")
    RoleGrant.objects.create(
        user_id=user_id, role=Role.objects.get(code="student"), scope="own",
        valid_from=date(2026, 1, 1), granted_by_name="test",
    )  # fmt: skip
    before = Page.objects.count()
    parent = news_list("ky")
    answer = signed_in(user_id).post(f"{DOOR}pages/add/portal/newspage/{parent.pk}/", _new_news("Жалган"))
    assert answer.status_code == 403
    assert Page.objects.count() == before


def test_an_editor_of_one_university_is_nobody_at_another(nsu, read) -> None:
    browser = signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR))
    answer = browser.get(DOOR, HTTP_HOST="knu.localhost")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_people_sites_and_settings_are_out_of_reach_in_the_editor(nsu) -> None:
    browser = signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR))
    before = get_user_model().objects.count()
    for path in ("users/", "users/add/", "groups/", "sites/", "workflows/list/"):
        answer = browser.get(f"{DOOR}{path}")
        assert answer.status_code in {302, 403, 404}, path
    assert browser.get(f"{DOOR}account/")["Location"] == "/app/account/"
    assert browser.get(f"{DOOR}failwhale/").status_code == 404
    browser.post(f"{DOOR}users/add/", {"username": "x", "password1": "y", "password2": "y"})
    assert get_user_model().objects.count() == before


def test_the_content_policy_is_relaxed_in_the_editor_and_nowhere_else(nsu, read) -> None:
    browser = signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR))
    assert "'unsafe-inline'" in browser.get(DOOR)["Content-Security-Policy"]
    for path in ("/en/", "/en/search/", "/console/", "/app/"):
        assert "unsafe" not in browser.get(path)["Content-Security-Policy"], path


def test_the_editor_speaks_the_readers_language(nsu) -> None:
    from ordo.config.launch import messages

    messages.compile_catalogues()
    browser = signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR))
    page = browser.get(f"{DOOR}pages/{news_list('ky').pk}/edit/", HTTP_ACCEPT_LANGUAGE="ky").content.decode()
    assert "Барактын көпчүлүккө көрүнө турган аталышы" in page
    words = browser.get(f"{DOOR}jsi18n/", HTTP_ACCEPT_LANGUAGE="ky").content.decode()
    assert r"\u0411\u0430\u0440\u0430\u043a" in words


def test_the_console_offers_the_editor_to_those_who_may(nsu) -> None:
    assert DOOR in signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR)).get("/console/").content.decode()
    assert DOOR not in signed_in(_holder(RoleCode.VICE_RECTOR)).get("/console/").content.decode()


@pytest.mark.parametrize(
    ("address", "step"), [("https://example.org/a", "external_link_chosen"), ("", "external_link")]
)
def test_a_link_to_elsewhere_is_taken_and_an_empty_one_asked_for_again(nsu, address: str, step: str) -> None:
    browser = signed_in(_holder(RoleCode.SYSTEM_ADMINISTRATOR))
    prefix = "external-link-chooser"
    form = {f"{prefix}-url": address, f"{prefix}-link_text": "More"}
    answer = browser.post(f"{DOOR}choose-external-link/", form)
    assert (answer.status_code, answer.json()["step"]) == (200, step)
