"""One table of who may open which page of the console: it is the specification (habit 7)."""

import pytest

ADMIN, JOURNAL, VICE, QUALITY, DEAN = (
    "system_administrator",
    "journal_administrator",
    "vice_rector",
    "quality_office",
    "deans_office",
)
OTHERS = ("rector", "teacher", "student", "accounting", "guardian")
PAGES = {
    "/console/modules/": {ADMIN},
    "/console/roles/": {ADMIN, VICE},
    "/console/roles/matrix/": {ADMIN, VICE},
    "/console/roles/new/": {ADMIN},
    "/console/grants/": {ADMIN, VICE},
    "/console/logins/": {ADMIN, JOURNAL, DEAN},
    "/console/settings/": {ADMIN, VICE},
    "/console/settings/attendance.qr/": {ADMIN},
    "/console/words/": {ADMIN},
    "/console/audit/": {ADMIN, VICE, QUALITY},
    "/console/site/": {ADMIN, JOURNAL},
}


@pytest.mark.parametrize("role", [ADMIN, JOURNAL, VICE, QUALITY, DEAN, *OTHERS])
def test_each_role_opens_its_pages_and_no_others(browser, role) -> None:
    mine = browser(role)
    opened = {page for page in PAGES if mine.get(page).status_code == 200}
    refused = {page for page in PAGES if mine.get(page).status_code == 403}
    assert opened == {page for page, roles in PAGES.items() if role in roles}
    assert refused == PAGES.keys() - opened


@pytest.mark.parametrize("page", ["/console/", *PAGES, "/app/", "/app/account/"])
def test_a_stranger_is_led_to_the_log_in(nsu, browse, page) -> None:
    answer = browse("nsu").get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["student", "teacher", "guardian"])
def test_whoever_has_no_panel_has_no_console(browser, role) -> None:
    assert browser(role).get("/console/").status_code == 403


def test_the_console_shows_cards_for_what_one_may_open_and_for_nothing_else(browser) -> None:
    page = browser(QUALITY).get("/console/").content.decode()
    assert 'href="/console/audit/"' in page
    assert 'href="/console/roles/"' not in page


def test_somebody_of_another_university_opens_nothing(browser) -> None:
    mine = browser(ADMIN)
    for page in PAGES:
        answer = mine.get(page, HTTP_HOST="knu.localhost")
        assert answer.status_code == 302, page
        assert "/accounts/login/" in answer["Location"], page


@pytest.mark.parametrize(
    ("role", "path", "data"),
    [
        (VICE, "/console/modules/", {"label": "journal", "on": "0"}),
        (VICE, "/console/settings/attendance.qr/", {"value": "qr_visit", "source": "x", "seen": ""}),
        (VICE, "/console/words/", {"group-ky": "топ"}),
        (VICE, "/console/roles/new/", {"code": "x1", "kind": "full", "title_ky": "а", "title_ru": "а"}),
        (QUALITY, "/console/logins/slips/", {"pick": "1"}),
        (VICE, "/console/logins/1/switch/", {"active": "0"}),
    ],
)
def test_a_refused_deed_changes_nothing(browser, role, path, data) -> None:
    from ordo.access.models import Role
    from ordo.accounts.models import ActivationSecret, User
    from ordo.modular.switches import read_enabled
    from ordo.tenancy.models import Preference

    mine = browser(role)

    def state() -> tuple:
        return (
            read_enabled(),
            Role.objects.count(),
            ActivationSecret.objects.count(),
            list(User.objects.values_list("is_active", flat=True)),
            list(Preference.objects.values_list("key", "changed_at")),
        )

    before = state()
    assert mine.post(path, data).status_code in {403, 404}
    assert state() == before
