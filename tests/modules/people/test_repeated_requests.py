"""A program sends a write again: one student, one transfer, one employee, and the first answer each time."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from modules.people.models import Employee, GroupMembership, Student
from ordo.access.models import RoleGrant
from ordo.access.roles import RoleCode
from ordo.ledger.models import IdempotencyKey
from ordo.tenancy.current import inside
from tests.factories.house import House, login, signed_in
from tests.modules.structure.asking import ask, code, data
from tests.modules.structure.roles import give

R = RoleCode
KEY = "import-2026-09-01/17"
ADD = """mutation ($input: AddStudentInput!, $key: String) {
  addStudent(input: $input, idempotencyKey: $key) { studentId recordBookNumber version } }"""
TRANSFER = """mutation ($input: TransferStudentInput!, $key: String) {
  transferStudent(input: $input, idempotencyKey: $key) { studentId groupId subgroupId } }"""
ADD_EMPLOYEE = """mutation ($input: AddEmployeeInput!, $key: String) {
  addEmployee(input: $input, idempotencyKey: $key) { employeeId version } }"""


def _newcomer(house: House, **more: Any) -> dict[str, Any]:
    return {
        "person": {"lastName": "Токтосунов", "firstName": "Нурбек", **more},
        "groupId": house.mine.group,
        "admissionYear": house.start.year,
        "since": house.start.isoformat(),
    }


def _twice(browser: Client, text: str, given: dict[str, Any]) -> dict[str, Any]:
    first = data(browser, text, {"input": given, "key": KEY})
    assert data(browser, text, {"input": given, "key": KEY}) == first
    return first


def _counted() -> tuple[int, int, int, int]:
    kinds: tuple[Callable[[], int], ...] = (
        Student.objects.count,
        GroupMembership.objects.count,
        Employee.objects.count,
        IdempotencyKey.objects.count,
    )
    first, second, third, fourth = (count() for count in kinds)
    return first, second, third, fourth


def test_a_repeated_key_makes_one_student(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    before = Student.objects.count()
    made = _twice(office, ADD, _newcomer(house))["addStudent"]
    assert Student.objects.count() == before + 1
    assert Student.objects.get(pk=made["studentId"]).record_book_number == made["recordBookNumber"]


def test_without_a_key_the_same_request_makes_two(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    before = Student.objects.count()
    for _time in range(2):
        data(office, ADD, {"input": _newcomer(house)})
    assert Student.objects.count() == before + 2


def test_the_same_key_with_another_request_is_refused_and_changes_nothing(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    data(office, ADD, {"input": _newcomer(house), "key": KEY})
    before = _counted()
    for other in (_newcomer(house, firstName="Азамат"), _newcomer(house) | {"orderNumber": "7"}):
        assert code(office, ADD, {"input": other, "key": KEY}) == "LEDGER.KEY_REUSED"
    move = {"studentId": house.aigul, "groupId": house.theirs.group, "on": house.today.isoformat()}
    assert code(office, TRANSFER, {"input": move, "key": KEY}) == "LEDGER.KEY_REUSED"
    assert _counted() == before


def test_a_key_is_eight_to_two_hundred_signs(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    before = _counted()
    for key in ("", "seven77", "ачкычтын аты", "two words", "x" * 201):
        assert code(office, ADD, {"input": _newcomer(house), "key": key}) == "LEDGER.BAD_KEY"
    assert _counted() == before
    data(office, ADD, {"input": _newcomer(house), "key": "x" * 200})


def test_two_people_may_choose_the_same_key(house: House) -> None:
    before = Student.objects.count()
    for browser in (house.browser(R.STUDENT_RECORDS), house.browser(R.SYSTEM_ADMINISTRATOR)):
        data(browser, ADD, {"input": _newcomer(house), "key": KEY})
    assert Student.objects.count() == before + 2


def test_a_deed_that_was_refused_leaves_its_key_free(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    wrong = _newcomer(house) | {"groupId": 10**9}
    before = _counted()
    assert code(office, ADD, {"input": wrong, "key": KEY}) == "NOT_FOUND"
    assert _counted() == before
    _twice(office, ADD, _newcomer(house))


def test_a_student_is_moved_once_and_an_employee_entered_once(house: House) -> None:
    office, keeper = house.browser(R.STUDENT_RECORDS), house.browser(R.HUMAN_RESOURCES)
    stays, staff = GroupMembership.objects.count(), Employee.objects.count()
    move = {"studentId": house.aigul, "groupId": house.theirs.group, "on": house.today.isoformat()}
    assert _twice(office, TRANSFER, move)["transferStudent"]["groupId"] == str(house.theirs.group)
    new = {"person": {"lastName": "Жумабаева", "firstName": "Асель"}, "personnelNumber": "T-9"}
    _twice(keeper, ADD_EMPLOYEE, new)
    assert (GroupMembership.objects.count(), Employee.objects.count()) == (stays + 1, staff + 1)


def test_who_may_not_claims_no_key_and_gets_no_old_answer(house: House) -> None:
    before = _counted()
    for role in (R.STUDENT, R.TEACHER):
        browser = house.browser(role)
        assert code(browser, ADD, {"input": _newcomer(house), "key": KEY}) == "NOT_ALLOWED"
        assert code(browser, ADD, {"input": _newcomer(house), "key": "x"}) == "NOT_ALLOWED"
    assert _counted() == before
    office = house.browser(R.STUDENT_RECORDS)
    data(office, ADD, {"input": _newcomer(house), "key": KEY})
    RoleGrant.objects.filter(user_id=house.user(R.STUDENT_RECORDS)).delete()
    answer = ask(office, ADD, {"input": _newcomer(house), "key": KEY})
    assert answer["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert not answer["data"]


def test_a_key_of_one_university_is_unknown_at_another(house: House) -> None:
    data(house.browser(R.STUDENT_RECORDS), ADD, {"input": _newcomer(house), "key": KEY})
    with inside("jamu"):
        daniyar = login("daniyar")
        give(daniyar, R.STUDENT_RECORDS)
        assert code(signed_in(daniyar, "jamu"), ADD, {"input": _newcomer(house), "key": KEY}) == "NOT_FOUND"
        assert not Student.objects.exists()
        assert not IdempotencyKey.objects.exists()
