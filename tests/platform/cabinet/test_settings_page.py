"""Settings and words of a university."""

import re

from ordo.tenancy import preferences
from ordo.tenancy.current import inside
from ordo.tenancy.models import Preference
from ordo.ui import terms


def _seen(browser, path: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', browser.get(path).content.decode())
    assert found is not None
    return found.group(1)


def test_a_preset_is_marked_until_it_is_confirmed_with_its_source(browser) -> None:
    admin = browser("system_administrator")
    assert "preset, not from a norm" in admin.get("/console/settings/").content.decode()
    path = f"/console/settings/{preferences.RETENTION_YEARS}/"
    data = {"value": "7", "source": "Order 5 of 01.09.2026", "seen": _seen(admin, path)}
    assert admin.post(path, data)["Location"] == "/console/settings/"
    row = Preference.objects.get(key=preferences.RETENTION_YEARS)
    assert (row.value, row.source, row.is_preset) == (7, "Order 5 of 01.09.2026", False)
    assert row.changed_by_name == "System_administrator"
    assert "Order 5 of 01.09.2026" in admin.get("/console/settings/").content.decode()


def test_a_setting_without_source_or_with_an_impossible_value_is_refused(browser) -> None:
    admin = browser("system_administrator")
    path = f"/console/settings/{preferences.RETENTION_YEARS}/"
    before = Preference.objects.get(key=preferences.RETENTION_YEARS).value
    for value, source in (("7", ""), ("0", "x"), ("1000", "x"), ("many", "x")):
        data = {"value": value, "source": source, "seen": _seen(admin, path)}
        assert admin.post(path, data).status_code == 422
    assert admin.post("/console/settings/ui.terms/", {"value": "1"}).status_code == 404
    assert Preference.objects.get(key=preferences.RETENTION_YEARS).value == before


def test_two_administrators_do_not_overwrite_each_others_setting(browser) -> None:
    first, second = browser("system_administrator"), browser("system_administrator", name="second")
    path = "/console/settings/attendance.qr/"
    seen = _seen(first, path)
    second.post(path, {"value": "qr_visit", "source": "Order 6", "seen": _seen(second, path)})
    answer = first.post(path, {"value": "room_code", "source": "Order 7", "seen": seen})
    assert answer.status_code == 409
    assert preferences.get("attendance.qr") == "qr_visit"


def test_students_may_change_their_password_when_the_university_says_so(browser) -> None:
    admin = browser("system_administrator")
    path = f"/console/settings/{preferences.STUDENTS_CHANGE_CREDENTIALS}/"
    for value, expected in (("0", False), ("1", True)):
        admin.post(path, {"value": value, "source": "Order 8", "seen": _seen(admin, path)})
        assert preferences.get(preferences.STUDENTS_CHANGE_CREDENTIALS) is expected


def test_a_word_of_the_universitys_own_is_shown_everywhere(browser) -> None:
    admin = browser("system_administrator")
    data = {"group-ky": " топ ", "group-ru": "группа", "seen": _seen(admin, "/console/words/")}
    assert terms.get("group", "ky") == "группа"
    assert admin.post("/console/words/", data)["Location"] == "/console/words/"
    assert preferences.get(preferences.TERMS) == {"group": {"ky": "топ"}}
    from django.core.cache import cache

    cache.clear()
    assert terms.get("group", "ky") == "топ"
    assert terms.get("timetable", "ky") == terms.DEFAULTS["timetable"]["ky"]
    with inside("jamu"):
        assert terms.get("group", "ky") == "тайпа"


def test_a_preview_saves_nothing(browser) -> None:
    admin = browser("system_administrator")
    before = preferences.get(preferences.TERMS)
    data = {"group-en": "cohort", "seen": "", "preview": "1"}
    page = admin.post("/console/words/", data).content.decode()
    assert "<ins>cohort</ins>" in page
    assert "Nothing is saved yet" in page
    assert preferences.get(preferences.TERMS) == before


def test_what_is_no_word_or_comes_too_late_is_refused(browser) -> None:
    admin = browser("system_administrator")
    before = preferences.get(preferences.TERMS)
    seen = _seen(admin, "/console/words/")
    for data in ({"group-en": "<b>"}, {"group-en": "x" * 61}, {"group-en": "cohort", "seen": "2020-01-01"}):
        assert admin.post("/console/words/", {"seen": seen, **data}).status_code == 422
    assert preferences.get(preferences.TERMS) == before
