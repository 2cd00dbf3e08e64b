"""Pages of grading policies in a real browser, in three languages."""

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from modules.grading import services
from modules.grading.models import PolicyVersion
from ordo.access.roles import RoleCode
from tests.browser.conftest import House
from tests.modules.journal import world as worlds
from tests.modules.journal.people import grant
from tests.modules.journal.world import SYSTEM


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_policies_have_no_accessibility_violations(
    house: House, open_page: Callable[..., Page], language: str
) -> None:
    with house.inside("oshsu"):
        user = worlds.user(f"cholpon-{language}", ("Асанова", "Чолпон"))
        grant(user, RoleCode.SYSTEM_ADMINISTRATOR)
        first = PolicyVersion.objects.earliest("id").pk
        draft = services.copy_as_draft(actor=SYSTEM, version_id=first, valid_from=date(2027, 9, 1))
    for path in ("", f"{first}/", f"{draft}/", f"{draft}/edit/"):
        page = open_page("oshsu", user, f"/app/grading/{path}", language=language)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}\n{results.generate_report()}"
