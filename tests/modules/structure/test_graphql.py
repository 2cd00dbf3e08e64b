"""The structure in the API: what one may see of it, whoever asks, and how many queries that takes."""

import pytest

from modules.structure import facade as structure
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.factories.house import SYSTEM, House, login, signed_in
from tests.modules.structure.asking import ask, code, data, queries
from tests.modules.structure.roles import give

R = RoleCode
GROUPS = """{ groups { totalCount edges { node {
  id name course language isActive subgroups { name }
  programme { code nameKy nameRu nameEn level degreeKy } faculty { kind nameKy nameRu nameEn }
} } } }"""
GROUP = "query ($id: ID!) { group(id: $id) { id name } }"


def test_the_deans_office_reads_its_groups_in_three_languages(house: House) -> None:
    structure.ensure_subgroups(actor=SYSTEM, group_id=house.mine.group, names=["2", "1"])
    found = data(house.browser(R.DEANS_OFFICE), GROUPS)["groups"]
    assert found["totalCount"] == 1
    node = found["edges"][0]["node"]
    assert (node["name"], node["language"]) == ("ИСТ-1-25", "KYRGYZ")
    assert [part["name"] for part in node["subgroups"]] == ["1", "2"]
    assert node["faculty"]["nameKy"] == "Маалыматтык технологиялар"
    assert node["programme"]["nameRu"] == "Управление производством"
    assert node["programme"]["nameEn"] == "Production management"


def test_groups_are_narrowed_by_words_place_and_year(house: House) -> None:
    office = house.browser(R.ACADEMIC_OFFICE)
    text = "query ($filter: StudyGroupFilterInput) { groups(filter: $filter) { edges { node { name } } } }"
    wanted = (
        ({"search": "ист 1"}, ["ИСТ-1-25"]),
        ({"facultyId": house.theirs.faculty}, ["ЮР-1-25"]),
        ({"programmeId": house.mine.programme}, ["ИСТ-1-25"]),
        ({"course": 2}, []),
        ({"isActive": False}, []),
        ({}, ["ИСТ-1-25", "ЮР-1-25"]),
    )
    for given, names in wanted:
        edges = data(office, text, {"filter": given})["groups"]["edges"]
        assert [edge["node"]["name"] for edge in edges] == names, given


def test_units_and_semesters_are_listed(house: House) -> None:
    text = """{ faculties { code nameKy nameRu nameEn kind } departments { code facultyId nameRu }
      programmes { code facultyId level formOfStudy } semesters { id label number } currentSemester { id } }"""
    found = data(house.browser(R.ACADEMIC_OFFICE), text)
    assert [unit["code"] for unit in found["faculties"]] == ["IT", "LAW"]
    assert [unit["facultyId"] for unit in found["departments"]] == [
        str(house.mine.faculty),
        str(house.theirs.faculty),
    ]
    assert [unit["code"] for unit in found["programmes"]] == ["530500", "710200"]
    assert found["semesters"] == [
        {"id": str(house.semester), "label": structure.semester_label(house.start.year, 1, "en"), "number": 1}
    ]
    assert found["currentSemester"] == {"id": str(house.semester)}


def test_a_group_of_another_faculty_is_not_there(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    assert data(office, GROUP, {"id": house.mine.group})["group"]["name"] == "ИСТ-1-25"
    for given in (house.theirs.group, 10**12, "1e3", "x" * 40):
        assert code(office, GROUP, {"id": given}) == "NOT_FOUND"


@pytest.mark.parametrize("field", ["faculties { id }", "departments { id }", "programmes { id }"])
def test_units_are_not_for_students(house: House, field: str) -> None:
    assert code(house.browser(R.STUDENT), f"{{ {field} }}") == "NOT_ALLOWED"


def test_groups_are_not_for_students_and_nothing_is_for_nobody(house: House) -> None:
    student = house.browser(R.STUDENT)
    assert code(student, GROUPS) == "NOT_ALLOWED"
    assert data(student, "{ currentSemester { id } }")["currentSemester"]["id"] == str(house.semester)
    student.logout()
    for text in (GROUPS, "{ semesters { id } }", "{ currentSemester { id } }", "{ faculties { id } }"):
        answer = ask(student, text)
        assert answer["errors"][0]["extensions"]["code"] == "NOT_ALLOWED", text


def test_another_university_sees_nothing_of_it(house: House) -> None:
    with inside("jamu"):
        daniyar = login("daniyar")
        give(daniyar, R.ACADEMIC_OFFICE)
        browser = signed_in(daniyar, "jamu")
        assert data(browser, GROUPS)["groups"]["totalCount"] == 0
        assert code(browser, GROUP, {"id": house.mine.group}) == "NOT_FOUND"


def test_thirty_groups_take_as_many_queries_as_one(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    one = queries(office, GROUPS)
    for number in range(29):
        structure.ensure_group(
            actor=SYSTEM,
            name=f"ИСТ-{number}-24",
            programme_id=house.mine.programme,
            admission_year=2024,
            course=2,
        )
    assert data(office, GROUPS)["groups"]["totalCount"] == 30
    assert queries(office, GROUPS) == one
