"""The public site and the console in a real browser: accessibility, phone, keyboard, strict content policy."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, House
from tests.factories.house import login

LANGUAGES = ("ky", "ru", "en")
SITE = ("", "news/", "news/site-open/", "about/", "contacts/", "search/?q=zzz")
CONSOLE = (
    "/console/",
    "/console/modules/",
    "/console/roles/",
    "/console/roles/matrix/",
    "/console/roles/1/",
    "/console/roles/new/",
    "/console/grants/",
    "/console/logins/",
    "/console/settings/",
    "/console/settings/attendance.qr/",
    "/console/words/",
    "/console/audit/",
    "/app/account/",
)


@pytest.fixture
def admin(house: House) -> int:
    from ordo.access.models import Role, RoleGrant

    with house.inside("nsu"):
        user_id = login("console-admin")
        RoleGrant.objects.get_or_create(
            user_id=user_id, role=Role.objects.get(code="system_administrator"), scope="university",
            valid_from=date(2024, 9, 1), defaults={"granted_by_name": "test"},
        )  # fmt: skip
    return user_id


def _faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its screen."""
    results = Axe().run(page)
    found = [results.generate_report()] if results.violations_count else []
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than the screen")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_site_is_for_everybody(
    open_page: Callable[..., Page], language: str, viewport: dict[str, int]
) -> None:
    found = {}
    for path in SITE:
        page = open_page("nsu", None, f"/{language}/{path}", language=language, viewport=viewport)
        found[path] = _faults(page)
        assert page.evaluate("document.documentElement.lang") == language
    assert not {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_console_is_for_everybody(
    open_page: Callable[..., Page], house: House, admin: int, language: str, viewport: dict[str, int]
) -> None:
    found = {}
    page = open_page("nsu", admin, "/console/", language=language, viewport=viewport)
    for path in CONSOLE:
        page.goto(house.url("nsu", path))
        found[path] = _faults(page)
    assert not {path: faults for path, faults in found.items() if faults}


def test_the_policy_of_content_is_kept_and_the_editor_still_works(
    open_page: Callable[..., Page], house: House, admin: int
) -> None:
    said: list[str] = []
    page = open_page("nsu", admin, "/console/")
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/console/words/", "/en/", "/console/site/", "/console/site/pages/3/edit/"):
        page.goto(house.url("nsu", path))
        page.wait_for_load_state("networkidle")
    assert not said
    page.get_by_role("button", name="Добавить блок").or_(page.locator(".c-sf-add-button")).first.click()
    assert page.get_by_role("option").count() >= 6


def test_a_preview_in_the_editor_shows_the_page_within_the_universitys_brand(
    open_page: Callable[..., Page], house: House, admin: int
) -> None:
    from cms.portal.models import NewsPage

    with house.inside("nsu"):
        pk: Any = NewsPage.objects.filter(locale__language_code="en").values_list("pk", flat=True).first()
    page = open_page("nsu", admin, f"/console/site/pages/{pk}/edit/")
    answer = page.goto(house.url("nsu", f"/console/site/pages/{pk}/edit/preview/?mode="))
    assert answer is not None
    answer = page.goto(house.url("nsu", f"/console/site/pages/{pk}/view_draft/"))
    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == "en"
    assert "NSU" in page.title()
