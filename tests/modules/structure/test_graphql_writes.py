"""Keeping the structure through the API: who may, and what an outdated version, a repeated key and foreign ids do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from modules.structure.models import (
    AcademicYear,
    Department,
    Faculty,
    Programme,
    Semester,
    StudyGroup,
    Subgroup,
)
from ordo.access.roles import RoleCode
from ordo.ledger.models import IdempotencyKey
from ordo.tenancy.current import inside
from tests.factories.house import House, login, signed_in
from tests.modules.structure.asking import ask, code, data
from tests.modules.structure.roles import give

R = RoleCode
KINDS = ("Faculty", "Department", "Programme", "Semester", "Group")
TABLES = (Faculty, Department, Programme, AcademicYear, Semester, StudyGroup, Subgroup)
SUBGROUPS = """mutation ($id: ID!, $names: [String!]!, $key: String) {
  addSubgroups(groupId: $id, names: $names, idempotencyKey: $key) { subgroupIds } }"""


def save(kind: str) -> str:
    """The mutation that saves one kind of row."""
    return f"""mutation ($input: {kind}Input!, $id: ID, $version: Int! = 0, $key: String) {{
      save{kind}(input: $input, id: $id, version: $version, idempotencyKey: $key) {{
        {kind.lower()}Id version }} }}"""


def new(house: House, kind: str) -> dict[str, Any]:
    """A row of the kind that the house does not have yet."""
    first = house.today + timedelta(days=100)
    names = {"nameKy": "Жаңы", "nameRu": "Новый"}
    return {
        "Faculty": {"code": "MED", "kind": "INSTITUTE", **names},
        "Department": {"code": "MED-1", "facultyId": house.mine.faculty, **names},
        "Programme": {"code": "56.00-01", "departmentId": house.mine.department, "level": "master", **names},
        "Semester": {
            "yearStart": house.start.year + 1,
            "number": 2,
            "startsOn": first.isoformat(),
            "endsOn": (first + timedelta(days=90)).isoformat(),
        },
        "Group": {
            "name": "группа ИСТ - 2-25",
            "programmeId": house.mine.programme,
            "admissionYear": house.start.year,
            "course": 1,
        },
    }[kind]


CHANGES: dict[str, dict[str, Any]] = {
    "Faculty": {"nameEn": "Medicine"},
    "Department": {"isSubjectCommission": True},
    "Programme": {"durationYears": "2.5", "degreeRu": "магистр"},
    "Semester": {"number": 3},
    "Group": {"course": 2, "isActive": False},
}


def rows() -> list[Any]:
    """Everything that stands in the structure, and the keys."""
    return [list(kind._default_manager.order_by("pk").values()) for kind in (*TABLES, IdempotencyKey)]


def keeper(house: House, kind: str) -> Client:
    """Whoever keeps rows of the kind."""
    return house.browser(R.DEANS_OFFICE if kind == "Group" else R.ACADEMIC_OFFICE)


@contextmanager
def daniyar() -> Iterator[Client]:
    """A system administrator of another university, inside of it."""
    with inside("jamu"):
        user_id = login("daniyar")
        give(user_id, R.SYSTEM_ADMINISTRATOR)
        yield signed_in(user_id, "jamu")


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_added_and_changed_and_an_outdated_version_is_a_conflict(house: House, kind: str) -> None:
    browser, text, answer = keeper(house, kind), save(kind), f"save{kind}"
    made = data(browser, text, {"input": new(house, kind)})[answer]
    assert made["version"] == 1
    pk = made[f"{kind.lower()}Id"]
    change = {"input": CHANGES[kind], "id": pk, "version": 1}
    assert data(browser, text, change)[answer] == {f"{kind.lower()}Id": pk, "version": 2}
    before = rows()
    assert code(browser, text, {**change, "input": new(house, kind)}) == "CONFLICT"
    assert code(browser, text, {"input": CHANGES[kind], "id": pk}) == "CONFLICT"
    assert data(browser, text, {**change, "version": 2})[answer]["version"] == 2
    assert rows() == before


def test_what_is_sent_is_what_stands_there(house: House) -> None:
    for kind in KINDS:
        data(keeper(house, kind), save(kind), {"input": new(house, kind)})
    faculty = Faculty.objects.get(code="MED")
    assert (faculty.kind, vars(faculty)["name_ky"], vars(faculty)["name_ru"]) == (
        "institute",
        "Жаңы",
        "Новый",
    )
    assert Department.objects.get(code="MED-1").faculty_id == house.mine.faculty
    programme = Programme.objects.get(code="560001")
    assert (programme.level, programme.form_of_study, programme.duration_years) == ("master", "full_time", 4)
    semester = Semester.objects.get(number=2)
    assert semester.year.starts == house.start.year + 1
    group = StudyGroup.objects.get(name="ИСТ-2-25")
    assert (group.language, group.funding, group.is_active) == ("ky", "contract", True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_repeated_key_adds_one_row(house: House, kind: str) -> None:
    browser, text = keeper(house, kind), save(kind)
    given = {"input": new(house, kind), "key": "structure/2026-1"}
    first = data(browser, text, given)
    before = rows()
    assert data(browser, text, given) == first
    assert code(browser, text, {**given, "input": CHANGES[kind]}) == "LEDGER.KEY_REUSED"
    assert rows() == before


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_changes_nothing(house: House, kind: str) -> None:
    pk = {
        "Faculty": house.mine.faculty,
        "Department": house.mine.department,
        "Programme": house.mine.programme,
        "Semester": house.semester,
        "Group": house.mine.group,
    }[kind]
    add = {"input": new(house, kind), "key": "structure/2026-1"}
    change = {"input": CHANGES[kind], "id": pk, "version": 1}
    denied = [R.STUDENT, R.TEACHER, R.RECTOR, R.ACADEMIC_OFFICE if kind == "Group" else R.DEANS_OFFICE]
    browsers = [house.browser(role) for role in denied]
    before = rows()
    for browser in browsers:
        assert code(browser, save(kind), add) == "NOT_ALLOWED"
        assert code(browser, save(kind), change) == "NOT_ALLOWED"
        browser.logout()
        assert ask(browser, save(kind), add)["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert rows() == before


def test_groups_are_kept_within_the_own_faculty(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    before = rows()
    close = {"input": {"isActive": False}, "id": house.theirs.group, "version": 1}
    assert code(office, save("Group"), close) == "NOT_FOUND"
    assert code(office, SUBGROUPS, {"id": house.theirs.group, "names": ["1"]}) == "NOT_FOUND"
    foreign = {**new(house, "Group"), "programmeId": house.theirs.programme}
    assert code(office, save("Group"), {"input": foreign}) == "NOT_ALLOWED"
    carry = {"input": {"programmeId": house.theirs.programme}, "id": house.mine.group, "version": 1}
    assert code(office, save("Group"), carry) == "NOT_ALLOWED"
    assert rows() == before


def test_subgroups_are_added_once_and_those_that_are_there_stay(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    first = {"id": house.mine.group, "names": ["1", " 2 "], "key": "subgroups/1"}
    made = data(office, SUBGROUPS, first)["addSubgroups"]["subgroupIds"]
    assert data(office, SUBGROUPS, first)["addSubgroups"]["subgroupIds"] == made
    more = data(office, SUBGROUPS, {"id": house.mine.group, "names": ["3", "1"]})["addSubgroups"]
    assert more["subgroupIds"][1] == made[0]
    names = Subgroup.objects.filter(group_id=house.mine.group).order_by("name").values_list("name", flat=True)
    assert list(names) == ["1", "2", "3"]
    for wrong in ([""], ["x" * 41]):
        assert code(office, SUBGROUPS, {"id": house.mine.group, "names": wrong}) == "BAD_INPUT"
    for role in (R.STUDENT, R.TEACHER):
        assert code(house.browser(role), SUBGROUPS, first) == "NOT_ALLOWED"
    assert Subgroup.objects.count() == 3


def test_what_no_list_would_take_is_refused(house: House) -> None:
    office, dean = house.browser(R.ACADEMIC_OFFICE), house.browser(R.DEANS_OFFICE)
    semester = new(house, "Semester")
    overlapping = {**semester, "startsOn": house.today.isoformat()}
    nameless = {name: value for name, value in semester.items() if name != "yearStart"}
    before = rows()
    refused = (
        (office, "Faculty", {"code": "MED"}),
        (office, "Faculty", {**new(house, "Faculty"), "code": "IT"}),
        (office, "Programme", {**new(house, "Programme"), "code": "12"}),
        (office, "Programme", {**new(house, "Programme"), "level": "doctor"}),
        (office, "Semester", overlapping),
        (office, "Semester", nameless),
        (office, "Semester", {**semester, "yearStart": 20}),
        (dean, "Group", {**new(house, "Group"), "name": "?"}),
        (dean, "Group", {**new(house, "Group"), "name": "ИСТ-1-25"}),
        (dean, "Group", {**new(house, "Group"), "course": 9}),
    )
    for browser, kind, given in refused:
        assert code(browser, save(kind), {"input": given}) == "BAD_INPUT", (kind, given)
    assert rows() == before


def test_a_semester_stays_in_its_year_until_another_one_is_sent(house: House) -> None:
    office = house.browser(R.ACADEMIC_OFFICE)
    last = (house.today + timedelta(days=61)).isoformat()
    data(office, save("Semester"), {"input": {"endsOn": last}, "id": house.semester, "version": 1})
    assert Semester.objects.get(pk=house.semester).year.starts == house.start.year
    moved = {"input": {"yearStart": 2031}, "id": house.semester, "version": 2}
    assert data(office, save("Semester"), moved)["saveSemester"]["version"] == 3
    assert Semester.objects.get(pk=house.semester).year.starts == 2031
    listed = data(office, "{ semesters { id version } }")["semesters"]
    assert listed == [{"id": str(house.semester), "version": 3}]


def test_ids_of_another_university_are_not_found(house: House) -> None:
    gone = (10**12, "1e3", "x")
    with daniyar() as browser:
        before = rows()
        wrong: tuple[tuple[str, dict[str, Any]], ...] = (
            ("Faculty", {"input": CHANGES["Faculty"], "id": house.mine.faculty, "version": 1}),
            ("Department", {"input": CHANGES["Department"], "id": house.mine.department, "version": 1}),
            ("Department", {"input": new(house, "Department")}),
            ("Programme", {"input": CHANGES["Programme"], "id": house.mine.programme, "version": 1}),
            ("Programme", {"input": new(house, "Programme")}),
            ("Semester", {"input": CHANGES["Semester"], "id": house.semester, "version": 1}),
            ("Group", {"input": CHANGES["Group"], "id": house.mine.group, "version": 1}),
            ("Group", {"input": new(house, "Group")}),
            *((kind, {"input": CHANGES[kind], "id": pk, "version": 1}) for kind in KINDS for pk in gone),
        )
        for kind, given in wrong:
            assert code(browser, save(kind), {**given, "key": "structure/2026-1"}) == "NOT_FOUND", (
                kind,
                given,
            )
        assert code(browser, SUBGROUPS, {"id": house.mine.group, "names": ["1"]}) == "NOT_FOUND"
        assert rows() == before
