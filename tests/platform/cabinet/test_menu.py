"""The cabinet's menu: the kernel's entries stand beside those of the modules, in the university's own words."""

from typing import Any

import pytest
from django.utils.translation import override

from modules.structure.facade import word
from ordo.access.permissions_registry import info_of
from ordo.exchange import kinds
from ordo.tenancy.current import inside

DOOR = 'href="/app/import/"'
LISTS = {
    "students": "/app/people/students/",
    "staff": "/app/people/employees/",
    "assignments": "/app/teaching/lines/",
}


@pytest.mark.parametrize("role", ["deans_office", "academic_office", "student_records", "human_resources"])
def test_whoever_may_import_finds_the_imports_in_the_menu(browser: Any, role: str) -> None:
    """EB-02.6: the dean's workbook has its door where the dean's office looks for it."""
    assert DOOR in browser(role).get("/app/").content.decode()


@pytest.mark.parametrize("role", ["teacher", "student", "rector"])
def test_nobody_else_finds_them(browser: Any, role: str) -> None:
    assert DOOR not in browser(role).get("/app/").content.decode()


def test_an_empty_first_page_tells_whoever_brings_lists_in_where_to_begin(browser: Any) -> None:
    """A university without data: the dean's office is not told to wait for the dean's office."""
    waiting = "as soon as the dean’s office has entered them"
    assert waiting not in browser("deans_office").get("/app/").content.decode()
    assert waiting in browser("rector").get("/app/").content.decode()


def test_lists_lead_to_the_import_that_fills_them_for_whoever_may_use_it(browser: Any) -> None:
    permissions = {code: kinds.kind(code).permission for code in LISTS}
    seen = set()
    for role in ("academic_office", "student_records", "human_resources", "rector"):
        for code, address in LISTS.items():
            answer = browser(role, f"{role}-{code}").get(address)
            door = f'href="/app/import/new/{code}/"' in answer.content.decode()
            may = role != "rector" and role in info_of(permissions[code]).defaults
            assert door is (may and answer.status_code == 200), (role, code)
            seen.add(door)
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("university", "expected"),
    [
        ("nsu", "Окуу группалары"),
        ("knu", "Окуу группалары"),
        ("jamu", "Окуу тайпалары"),
        ("oshsu", "Окуу тайпалары"),
    ],
)
def test_the_menu_says_group_as_the_university_says_it(db: None, university: str, expected: str) -> None:
    """policies.md, words shown."""
    with inside(university), override("ky"):
        assert str(word("study_groups")) == expected
