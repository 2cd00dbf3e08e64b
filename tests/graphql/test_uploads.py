"""A file beside a query: who may send one, how large, and in what form (trap 31)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ordo.access.roles import RoleCode
from ordo.accounts.models import User
from ordo.exchange.models import ImportRun
from tests.factories import house as houses
from tests.factories.house import House
from tests.graphql import wizard
from tests.graphql.conftest import BACKEND, code_of
from tests.modules.structure.asking import code
from tests.platform.exchange.rosters import book, group_list, person

GOOD = book(group_list("ИСТ-1-25", [person(1, "Асанова Айгүл Нурлан кызы")])).getvalue()
R = RoleCode


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()


def _sent(browser: Client, parts: dict[str, Any], **headers: str) -> tuple[int, str]:
    response = browser.post("/graphql/", parts, headers=headers)
    answer = response.json()
    return response.status_code, code_of(answer) if "errors" in answer else ""


def test_who_may_not_import_is_refused_before_the_form_is_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr("api.uploads.query_of", lambda _request: read.append("read"))
    nobody = Client(HTTP_HOST="nsu.localhost")
    for browser in (nobody, house.browser(R.TEACHER), house.browser(R.STUDENT)):
        assert _sent(browser, wizard.form(GOOD)) == (403, "NOT_ALLOWED")
    assert not read
    assert not ImportRun.objects.exists()


def test_who_may_import_one_kind_sends_no_other(house: House) -> None:
    keeper = house.browser(R.HUMAN_RESOURCES)
    assert _sent(keeper, wizard.form(GOOD)) == (200, "NOT_ALLOWED")
    assert _sent(keeper, wizard.form(GOOD, kind="nothing")) == (200, "NOT_FOUND")
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_thrown_away(house: House, settings: Any) -> None:
    settings.ORDO_MAX_UPLOAD_BYTES = 1_000
    office = house.browser(R.DEANS_OFFICE)
    assert len(GOOD) > 1_000
    assert _sent(office, wizard.form(GOOD)) == (413, "TOO_LARGE")
    assert not ImportRun.objects.exists()


def test_a_query_beside_a_file_is_no_larger_than_any_other(house: House) -> None:
    operations = {"query": wizard.UPLOAD, "variables": {"kind": "x" * 1_000_001, "file": None}}
    parts = wizard.form(GOOD, operations=json.dumps(operations))
    assert _sent(house.browser(R.DEANS_OFFICE), parts) == (413, "TOO_LARGE")


@pytest.mark.parametrize(
    "parts",
    [
        {"0": None},
        {"map": None},
        {"operations": None},
        {"more": "x"},
        {"1": "x"},
        {"map": "no json"},
        {"map": "[]"},
        {"map": "{}"},
        {"map": '{"0": []}'},
        {"map": '{"0": [["variables.file"]]}'},
        {"map": '{"0": ["query"]}'},
        {"map": '{"0": ["variables.kind"]}'},
        {"map": '{"0": ["variables.file", "variables.kind"]}'},
        {"map": '{"0": ["variables.file.deeper"]}'},
        {"map": '{"1": ["variables.file"]}'},
        {"map": "[" * 100_000},
        {"operations": "[]"},
        {"operations": '[{"query": "{ me { name } }", "variables": {"file": null}}]'},
        {"operations": '{"variables": {"file": null}}'},
        {"operations": '{"query": "{ me { name } }"}'},
    ],
)
def test_what_is_not_one_query_with_its_file_is_a_bad_request(house: House, parts: dict[str, Any]) -> None:
    assert _sent(house.browser(R.DEANS_OFFICE), wizard.form(GOOD, **parts)) == (400, "BAD_REQUEST")


def test_a_form_that_breaks_off_is_a_bad_request(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        response = office.post("/graphql/", b"--y\r\nbroken", content_type=kind)
        assert (response.status_code, code_of(response.json())) == (400, "BAD_REQUEST")


def test_a_session_needs_its_csrf_token_and_a_program_its_key(
    bakyt: User, key_of: Callable[..., str]
) -> None:
    strict = Client(HTTP_HOST="nsu.localhost", enforce_csrf_checks=True)
    strict.force_login(bakyt, backend=BACKEND)
    assert _sent(strict, wizard.form(GOOD)) == (403, "NO_CSRF")
    assert not ImportRun.objects.exists()
    page = strict.get("/graphql/").content.decode()
    token = page.split('data-csrf="')[1].split('"')[0]
    assert _sent(strict, wizard.form(GOOD), **{"X-CSRFToken": token}) == (200, "")
    program = Client(HTTP_HOST="nsu.localhost", enforce_csrf_checks=True)
    rights = ("exchange.run.start", "exchange.run.view", "people.student.change")
    assert _sent(program, wizard.form(GOOD), Authorization=f"Bearer {key_of(bakyt, *rights)}") == (200, "")
    assert ImportRun.objects.count() == 2
    less = key_of(bakyt, "exchange.run.view", "people.student.change")
    assert _sent(program, wizard.form(GOOD), Authorization=f"Bearer {less}") == (403, "NOT_ALLOWED")
    assert _sent(strict, wizard.form(GOOD), Authorization="Bearer wrong") == (401, "BAD_TOKEN")
    assert _sent(strict, wizard.form(GOOD), Authorization="Bearer") == (401, "BAD_TOKEN")
    assert ImportRun.objects.count() == 2


@pytest.mark.parametrize(("content", "reason"), [(b"", "EMPTY_FILE"), (b"\x89PNG\r\n\x1a\n" * 9, "NOT_XLSX")])
def test_a_file_that_is_no_table_is_refused_with_the_readers_reason(
    house: House, content: bytes, reason: str
) -> None:
    messages = set()
    for language in ("ky", "ru", "en"):
        office = house.browser(R.DEANS_OFFICE)
        response = office.post("/graphql/", wizard.form(content), headers={"Accept-Language": language})
        assert code_of(response.json()) == reason
        messages.add(response.json()["errors"][0]["message"])
    assert len(messages) == 3
    assert not ImportRun.objects.exists()


def test_a_text_in_the_place_of_the_file_is_bad_input(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    assert code(office, wizard.UPLOAD, {"kind": "students", "file": "no file"}) == "BAD_INPUT"
    assert code(office, wizard.UPLOAD, {"kind": "students", "file": None}) == "BAD_QUERY"
