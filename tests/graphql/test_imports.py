"""The import wizard through the API: every step, who may take it, and what another university sees (EB-02.6)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from modules.people.models import Student
from ordo.access.roles import RoleCode
from ordo.exchange.models import ColumnMapping, ImportRow, ImportRun, RunStatus
from ordo.jobs.models import Job
from ordo.tenancy.current import inside
from tests.factories import house as houses
from tests.factories.house import House, login, signed_in
from tests.graphql import wizard
from tests.modules.structure.asking import ask, code, data
from tests.modules.structure.roles import give
from tests.platform.exchange.rosters import book, group_list, person, pin, previewed

R = RoleCode
AIGUL = person(1, "Асанова Айгүл Нурлан кызы")
BAKYT = person(2, "Токтогулов Бакыт Бекжанович", pin=None)
STEPS = (wizard.CHECK, wizard.APPLY, wizard.UNDO)
LOOKS = (wizard.ONE, wizard.COLUMNS, wizard.PROBLEMS, wizard.ROWS)


@pytest.fixture(autouse=True)
def _no_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ordo.jobs.services.Progress", wizard.Silent)


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()


def lists(*people: list[Any], group: str = "ИСТ-1-25") -> bytes:
    """A workbook with one list."""
    return book(group_list(group, people)).getvalue()


def state() -> tuple[Any, ...]:
    """Everything an import could change."""
    tables = (ImportRun.objects, ImportRow.objects, Job.objects, Student.objects, ColumnMapping.objects)
    return tuple(list(table.order_by("pk").values()) for table in tables)


def nodes(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes of a page."""
    return [edge["node"] for edge in answer["edges"]]


def test_a_list_comes_in_and_goes_out_again(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    before = Student.objects.count()
    made = wizard.upload(office, lists(AIGUL, BAKYT))
    assert (made["status"], made["fileName"], made["counts"]["rows"]) == ("UPLOADED", "list.xlsx", 0)
    one = {"id": made["id"]}
    offered = data(office, wizard.COLUMNS, one)["importColumns"]
    assert "ПИН (ИНН)" in offered["captions"]
    assert {"code": "pin", "title": "PIN", "required": True, "caption": "ПИН (ИНН)"}.items() <= next(
        column.items() for column in offered["columns"] if column["code"] == "pin"
    )
    assert data(office, wizard.CHECK, one)["askCheck"]["status"] == "CHECKING"
    wizard.work()
    found = data(office, wizard.ONE, one)["import"]
    assert (found["status"], found["counts"]["rows"], found["counts"]["new"]) == ("READY", 2, 1)
    assert (found["counts"]["bad"], found["counts"]["problems"]) == (1, 1)
    assert data(office, wizard.APPLY, one)["applyImport"]["status"] == "APPLYING"
    wizard.work()
    assert data(office, wizard.ONE, one)["import"]["done"].startswith("Rows applied: 1;")
    assert Student.objects.get(last_name="Асанова").group.name == "ИСТ-1-25"
    data(office, wizard.UNDO, one)
    wizard.work()
    assert data(office, wizard.ONE, one)["import"]["status"] == "UNDONE"
    assert Student.objects.count() == before
    assert [run["fileName"] for run in nodes(data(office, wizard.MANY)["imports"])] == ["list.xlsx"]


def test_the_preview_tells_what_changes_and_what_is_wrong(house: House) -> None:
    run = previewed(lists(AIGUL, BAKYT))
    office, one = house.browser(R.STUDENT_RECORDS), {"id": str(run.pk)}
    new = nodes(data(office, wizard.ROWS, {**one, "action": "NEW"})["importRows"])
    assert [(row["sheet"], row["row"], row["name"]) for row in new] == [
        ("ИСТ-1-25", 5, "Асанова Айгүл Нурлан кызы")
    ]
    changes = {change["field"]: (change["before"], change["after"]) for change in new[0]["changes"]}
    assert changes["PIN"] == ("", pin(1))
    assert data(office, wizard.ROWS, one)["importRows"]["totalCount"] == 2
    (problem,) = nodes(data(office, wizard.PROBLEMS, one)["importProblems"])
    assert problem["sentence"]
    assert {
        "number": 1, "sheet": "ИСТ-1-25", "row": 6, "code": "pin_missing", "kind": "no PIN", "stops": True,
    }.items() <= problem.items()  # fmt: skip


def test_problems_are_numbered_through_all_pages(house: House) -> None:
    people = [person(n, f"Асанова1 Айгүл{n} Нурлан кызы", pin=None) for n in range(5)]
    run = previewed(lists(*people))
    office = house.browser(R.STUDENT_RECORDS)
    total = data(office, wizard.PROBLEMS, {"id": str(run.pk)})["importProblems"]["totalCount"]
    assert total == run.counts["problems"] > 5
    seen, after = [], None
    while True:
        given = {"id": str(run.pk), "first": 2, "after": after}
        found = data(office, wizard.PROBLEMS, given)["importProblems"]
        seen += nodes(found)
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert [problem["number"] for problem in seen] == list(range(1, total + 1))
    stored = [(row.number, told["code"]) for row in run.rows.order_by("position") for told in row.problems]
    assert [(problem["row"], problem["code"]) for problem in seen] == stored


def test_a_mapping_is_checked_as_on_the_page(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    one = {"id": wizard.upload(office, lists(AIGUL))["id"]}
    before = state()
    wrong: tuple[tuple[list[dict[str, str]], str], ...] = (
        ([{"column": "name", "caption": ""}], "This field is required."),
        ([{"column": "phone", "caption": "ПИН (ИНН)"}], "read from this column already"),
        ([{"column": "phone", "caption": "nowhere"}], "Select a valid choice"),
        ([{"column": "nothing", "caption": "ПИН (ИНН)"}], "no column and no question “nothing”"),
    )
    for mapping, reason in wrong:
        (error,) = ask(office, wizard.CHECK, {**one, "mapping": mapping})["errors"]
        assert error["extensions"]["code"] == "BAD_INPUT"
        assert reason in error["message"]
    assert code(office, wizard.CHECK, {**one, "answers": [{"question": "x", "value": "y"}]}) == "BAD_INPUT"
    assert state() == before
    swapped = [{"column": "note", "caption": "Дареги"}, {"column": "address", "caption": ""}]
    data(office, wizard.CHECK, {**one, "mapping": swapped})
    run = ImportRun.objects.get()
    assert (run.mapping["note"], run.mapping["address"]) == ("Дареги", "")


def test_a_question_of_the_kind_is_answered(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    content = book(group_list("ПИ-1-25", [AIGUL], programme="710400 Программалык инженерия")).getvalue()
    one = {"id": wizard.upload(office, content)["id"]}
    questions = {
        each["code"]: each for each in data(office, wizard.COLUMNS, one)["importColumns"]["questions"]
    }
    wanted = str(house.theirs.faculty)
    assert wanted in {choice["value"] for choice in questions["faculty"]["choices"]}
    bad = [{"question": "faculty", "value": "999999"}]
    assert code(office, wizard.CHECK, {**one, "answers": bad}) == "BAD_INPUT"
    data(office, wizard.CHECK, {**one, "answers": [{"question": "faculty", "value": wanted}]})
    assert ImportRun.objects.get().answers["faculty"] == wanted


def test_a_step_asked_twice_is_done_once(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    one = {"id": wizard.upload(office, lists(AIGUL))["id"]}
    assert code(office, wizard.APPLY, one) == "IMPORT.MOVED_ON"
    data(office, wizard.CHECK, one)
    assert code(office, wizard.CHECK, one) == "IMPORT.MOVED_ON"
    wizard.work()
    data(office, wizard.APPLY, one)
    assert code(office, wizard.APPLY, one) == "IMPORT.MOVED_ON"
    assert Job.objects.filter(kind="exchange.apply").count() == 1


def test_a_waiting_step_is_cancelled_and_the_import_stands_where_it_stood(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    one = {"id": wizard.upload(office, lists(AIGUL))["id"]}
    job = data(office, wizard.CHECK, one)["askCheck"]["jobId"]
    assert data(office, wizard.CANCEL, {"id": job})["cancelJob"]["status"] == "cancelled"
    found = data(office, wizard.ONE, one)["import"]
    assert found["status"] == "UPLOADED"
    assert "cancelled" in found["failure"]["sentence"]


def _denied(browser: Client, run: ImportRun, wanted: str) -> None:
    one = {"id": str(run.pk)}
    for text in (*LOOKS, *STEPS):
        assert code(browser, text, one) == wanted, text


@pytest.mark.parametrize("status", [RunStatus.UPLOADED, RunStatus.READY, RunStatus.APPLIED])
def test_who_may_not_sees_and_changes_nothing(house: House, status: RunStatus) -> None:
    run = previewed(lists(AIGUL, BAKYT))
    ImportRun.objects.update(status=status)
    teacher, student = house.browser(R.TEACHER), house.browser(R.STUDENT)
    faculty, staff = house.browser(R.DEANS_OFFICE, house.theirs), house.browser(R.HUMAN_RESOURCES)
    before = state()
    for browser in (teacher, student, signed_in(login("nobody"))):
        _denied(browser, run, "NOT_ALLOWED")
        assert code(browser, wizard.MANY) == "NOT_ALLOWED"
        assert data(browser, "{ importKinds { code } }")["importKinds"] == []
    for browser in (faculty, staff):
        _denied(browser, run, "NOT_FOUND")
        assert data(browser, wizard.MANY)["imports"]["totalCount"] == 0
    assert state() == before
    assert data(staff, "{ importKinds { code } }")["importKinds"] == [{"code": "staff"}]


def test_another_university_knows_nothing_of_an_import(house: House) -> None:
    run = previewed(lists(AIGUL, BAKYT))
    before = state()
    with inside("jamu"):
        daniyar = login("daniyar")
        give(daniyar, R.STUDENT_RECORDS)
        browser = signed_in(daniyar, "jamu")
        _denied(browser, run, "NOT_FOUND")
        assert data(browser, wizard.MANY)["imports"]["totalCount"] == 0
        assert not ImportRun.objects.exists()
        assert not Job.objects.exists()
    assert state() == before


def test_two_hundred_rows_take_as_many_queries_as_two(house: House) -> None:
    def count(run: ImportRun) -> list[int]:
        browser, found = house.browser(R.STUDENT_RECORDS), []
        for text in LOOKS:
            given = {"id": str(run.pk)} | ({} if text in {wizard.ONE, wizard.COLUMNS} else {"first": 200})
            with CaptureQueriesContext(connection) as captured:
                data(browser, text, given)
            found.append(len(captured))
        return found

    few = previewed(lists(*(person(n, f"Асанова Айгүл{n}", pin=None) for n in range(2))))
    many = previewed(lists(*(person(n, f"Усонова Айгүл{n}", pin=None) for n in range(200))))
    count(few)
    assert count(many) == count(few)
