"""Disciplines and working plans in the API: who sees and keeps them, and how many queries that takes."""

from decimal import Decimal
from typing import Any

from modules.teaching import facade as teaching
from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.factories.house import SYSTEM, House, login, signed_in, three
from tests.modules.structure.asking import code, data, queries
from tests.modules.structure.roles import give

R = RoleCode
LINES = """query ($filter: LineFilterInput) { workingPlanLines(filter: $filter) { totalCount edges { node {
  id groupName semester controlForm credits hours { total } teachers { id shortName isLead subgroup }
  discipline { code nameKy nameRu nameEn } } } } }"""
LINE = "query ($id: ID!) { workingPlanLine(id: $id) { groupName teachers { id employeeId isLead } } }"
DISCIPLINES = """query ($filter: DisciplineFilterInput) { disciplines(filter: $filter) { edges { node {
  code nameKy nameRu nameEn shortNameKy departmentId version } } } }"""
SAVE = """mutation ($input: DisciplineInput!, $id: ID, $version: Int! = 0) {
  saveDiscipline(input: $input, id: $id, version: $version) { disciplineId } }"""
ADD = "mutation ($input: WorkingPlanLineInput!) { addWorkingPlanLine(input: $input) { lineId } }"
ASSIGN = "mutation ($input: AssignTeacherInput!) { assignTeacher(input: $input) { assignmentId } }"
WITHDRAW = "mutation ($id: ID!) { withdrawTeacher(assignmentId: $id) { assignmentId } }"
LEAD = "mutation ($id: ID!) { setLeadTeacher(assignmentId: $id) { assignmentId } }"


def _new(house: House) -> dict[str, Any]:
    return {
        "code": "IT200",
        "departmentId": house.mine.department,
        "nameKy": "Ыктымалдык",
        "nameRu": "Вероятность",
    }


def _line(house: House, discipline: int) -> dict[str, Any]:
    return {
        "disciplineId": discipline,
        "groupId": house.mine.group,
        "semesterId": house.semester,
        "controlForm": "exam",
        "credits": "4.0",
    }


def test_a_teacher_reads_the_own_lines(house: House) -> None:
    teacher = house.browser(R.TEACHER)
    found = data(teacher, LINES, {"filter": {"mine": True, "semesterId": house.semester}})["workingPlanLines"]
    assert found["totalCount"] == 1
    node = found["edges"][0]["node"]
    assert (node["groupName"], node["controlForm"], node["discipline"]["nameKy"]) == (
        "ИСТ-1-25",
        "exam",
        "Үлгүлөр теориясы",
    )
    assert [person["shortName"] for person in node["teachers"]] == ["Асанов Б."]
    assert (
        data(teacher, LINES, {"filter": {"groupId": house.theirs.group}})["workingPlanLines"]["totalCount"]
        == 0
    )
    assert code(teacher, LINE, {"id": house.theirs.line}) == "NOT_FOUND"


def test_the_academic_office_keeps_disciplines_lines_and_teachers(house: House) -> None:
    office = house.browser(R.ACADEMIC_OFFICE)
    pk = int(data(office, SAVE, {"input": _new(house)})["saveDiscipline"]["disciplineId"])
    change = {"input": {"nameEn": "Probability"}, "id": pk, "version": 1}
    data(office, SAVE, change)
    assert code(office, SAVE, {**change, "input": {"nameEn": "Chance"}}) == "CONFLICT"
    found = data(office, DISCIPLINES, {"filter": {"search": "вероятность"}})["disciplines"]["edges"]
    assert [edge["node"]["nameEn"] for edge in found] == ["Probability"]
    line = int(data(office, ADD, {"input": _line(house, pk)})["addWorkingPlanLine"]["lineId"])
    assert code(office, ADD, {"input": _line(house, pk)}) == "BAD_INPUT"
    first = {"lineId": line, "employeeId": house.mine.teacher}
    second = {"lineId": line, "employeeId": house.theirs.teacher, "kind": "LECTURE"}
    lead = data(office, ASSIGN, {"input": first})["assignTeacher"]["assignmentId"]
    other = data(office, ASSIGN, {"input": second})["assignTeacher"]["assignmentId"]
    assert code(office, WITHDRAW, {"id": lead}) == "BAD_INPUT"
    data(office, LEAD, {"id": other})
    data(office, WITHDRAW, {"id": lead})
    teachers = data(office, LINE, {"id": line})["workingPlanLine"]["teachers"]
    assert teachers == [{"id": other, "employeeId": str(house.theirs.teacher), "isLead": True}]
    assert code(office, ASSIGN, {"input": {**first, "employeeId": 10**9}}) == "NOT_FOUND"
    assert code(office, ADD, {"input": {**_line(house, pk), "groupId": 10**9}}) == "NOT_FOUND"


def test_who_may_not_changes_nothing(house: House) -> None:
    def all_rows() -> list[Any]:
        return [
            list(kind.objects.order_by("pk").values())
            for kind in (Discipline, WorkingPlanLine, TeachingAssignment)
        ]

    before = all_rows()
    held = TeachingAssignment.objects.get(line_id=house.mine.line).pk
    given = {"lineId": house.mine.line, "employeeId": house.theirs.teacher}
    for browser in (house.browser(R.STUDENT), house.browser(R.TEACHER), house.browser(R.DEANS_OFFICE)):
        assert code(browser, SAVE, {"input": _new(house)}) == "NOT_ALLOWED"
        assert code(browser, ADD, {"input": _line(house, house.theirs.discipline)}) == "NOT_ALLOWED"
        assert code(browser, ASSIGN, {"input": given}) == "NOT_ALLOWED"
        assert code(browser, WITHDRAW, {"id": held}) == "NOT_ALLOWED"
        assert code(browser, LEAD, {"id": held}) == "NOT_ALLOWED"
    assert code(house.browser(R.STUDENT), LINES) == "NOT_ALLOWED"
    assert code(house.browser(R.HEAD_OF_DEPARTMENT, house.theirs), ASSIGN, {"input": given}) == "NOT_ALLOWED"
    assert all_rows() == before


def test_another_university_knows_none_of_it(house: House) -> None:
    with inside("jamu"):
        daniyar = login("daniyar")
        give(daniyar, R.ACADEMIC_OFFICE)
        browser = signed_in(daniyar, "jamu")
        assert data(browser, LINES)["workingPlanLines"]["totalCount"] == 0
        assert data(browser, DISCIPLINES)["disciplines"]["edges"] == []
        assert code(browser, LINE, {"id": house.mine.line}) == "NOT_FOUND"
        assert code(browser, ADD, {"input": _line(house, house.mine.discipline)}) == "NOT_FOUND"
        given = {"lineId": house.mine.line, "employeeId": house.mine.teacher}
        assert code(browser, ASSIGN, {"input": given}) == "NOT_FOUND"


def test_thirty_lines_take_as_many_queries_as_one(house: House) -> None:
    office = house.browser(R.ACADEMIC_OFFICE)
    before = queries(office, LINES), queries(office, DISCIPLINES)
    disciplines = [
        teaching.ensure_discipline(
            actor=SYSTEM, department_id=house.mine.department, code=f"M{n}", names=three("а", "б", "c")
        )
        for n in range(30)
    ]
    new = [
        teaching.NewLine(
            discipline_id=pk,
            group_id=house.mine.group,
            semester_id=house.semester,
            control_form="exam",
            credits=Decimal(4),
        )
        for pk in disciplines
    ]
    ids = teaching.ensure_lines(actor=SYSTEM, lines=new)
    given = [teaching.NewAssignment(line_id=pk, employee_id=house.mine.teacher) for pk in ids]
    teaching.ensure_assignments(actor=SYSTEM, assignments=given)
    assert data(office, LINES)["workingPlanLines"]["totalCount"] == 32
    assert (queries(office, LINES), queries(office, DISCIPLINES)) == before
