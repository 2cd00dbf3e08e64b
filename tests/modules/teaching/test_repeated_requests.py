"""A program sends a write again: one discipline, one line, one assignment, and the first answer each time."""

from typing import Any

from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from ordo.access.roles import RoleCode
from ordo.ledger.models import IdempotencyKey
from tests.factories.house import House
from tests.modules.structure.asking import code, data

SAVE = """mutation ($input: DisciplineInput!, $id: ID, $version: Int! = 0, $key: String) {
  saveDiscipline(input: $input, id: $id, version: $version, idempotencyKey: $key) { disciplineId } }"""
ADD = """mutation ($input: WorkingPlanLineInput!, $key: String) {
  addWorkingPlanLine(input: $input, idempotencyKey: $key) { lineId } }"""
ASSIGN = """mutation ($input: AssignTeacherInput!, $key: String) {
  assignTeacher(input: $input, idempotencyKey: $key) { assignmentId } }"""


def _counted() -> list[int]:
    return [
        kind.objects.count() for kind in (Discipline, WorkingPlanLine, TeachingAssignment, IdempotencyKey)
    ]


def _new(house: House) -> dict[str, Any]:
    names = {"nameKy": "Ыктымалдык", "nameRu": "Вероятность"}
    return {"code": "IT200", "departmentId": house.mine.department, **names}


def _line(house: House, discipline: str) -> dict[str, Any]:
    return {
        "disciplineId": discipline,
        "groupId": house.mine.group,
        "semesterId": house.semester,
        "controlForm": "exam",
        "credits": "4.0",
    }


def test_each_deed_is_done_once_and_answered_twice(house: House) -> None:
    office = house.browser(RoleCode.ACADEMIC_OFFICE)
    before = _counted()
    given: dict[str, Any] = {"input": _new(house), "key": "discipline-1"}
    saved = data(office, SAVE, given)
    assert data(office, SAVE, given) == saved
    given = {"input": _line(house, saved["saveDiscipline"]["disciplineId"]), "key": "line-0001"}
    line = data(office, ADD, given)
    assert data(office, ADD, given) == line
    teacher = {"lineId": line["addWorkingPlanLine"]["lineId"], "employeeId": house.mine.teacher}
    given = {"input": teacher, "key": "teacher-1"}
    assert data(office, ASSIGN, given) == data(office, ASSIGN, given)
    assert _counted() == [before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 3]


def test_a_change_that_is_sent_again_is_no_conflict(house: House) -> None:
    office = house.browser(RoleCode.ACADEMIC_OFFICE)
    made = data(office, SAVE, {"input": _new(house)})["saveDiscipline"]["disciplineId"]
    change = {"input": {"nameEn": "Probability"}, "id": made, "version": 1, "key": "change-01"}
    assert data(office, SAVE, change) == data(office, SAVE, change)
    assert code(office, SAVE, {**change, "key": "change-02"}) == "CONFLICT"
    assert Discipline.objects.get(pk=made).version == 2


def test_what_was_left_out_before_makes_another_request(house: House) -> None:
    office = house.browser(RoleCode.ACADEMIC_OFFICE)
    first = {"input": _new(house), "key": "discipline-1"}
    data(office, SAVE, first)
    before = _counted()
    for other in ({"nameEn": "Probability"}, {"nameRu": "Вероятности"}, {"isActive": True}):
        again = {"input": {**_new(house), **other}, "key": "discipline-1"}
        assert code(office, SAVE, again) == "LEDGER.KEY_REUSED"
    assert code(office, SAVE, {**first, "version": 1}) == "LEDGER.KEY_REUSED"
    assert _counted() == before


def test_who_may_not_claims_no_key(house: House) -> None:
    before = _counted()
    for role in (RoleCode.STUDENT, RoleCode.TEACHER):
        browser = house.browser(role)
        assert code(browser, SAVE, {"input": _new(house), "key": "discipline-1"}) == "NOT_ALLOWED"
        line = _line(house, str(house.mine.discipline))
        assert code(browser, ADD, {"input": line, "key": "line-0001"}) == "NOT_ALLOWED"
        given = {"lineId": house.mine.line, "employeeId": house.theirs.teacher}
        assert code(browser, ASSIGN, {"input": given, "key": "teacher-1"}) == "NOT_ALLOWED"
    assert _counted() == before
