"""The number of queries does not grow with the number of people."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from modules.people import facade as people
from ordo.access.roles import RoleCode
from tests.factories.house import SYSTEM, House
from tests.factories.queries import as_before

R = RoleCode


def _many(house: House) -> None:
    new = [
        people.NewStudent(
            last_name=f"Асанов{number}", first_name="Азамат", group_id=house.mine.group, admission_year=2025,
            since=house.start,
        )
        for number in range(40)
    ]  # fmt: skip
    people.ensure_students(actor=SYSTEM, students=new)


def test_pages(house: House) -> None:
    _many(house)
    office, teacher = house.browser(R.DEANS_OFFICE), house.browser(R.TEACHER)
    for name, browser, url in (
        ("students, dean's office", office, "/app/people/students/"),
        ("students, teacher", teacher, "/app/people/students/"),
        ("student's card", office, f"/app/people/students/{house.aigul}/"),
        ("group's people", teacher, f"/app/people/groups/{house.mine.group}/"),
        ("students as a file", office, "/app/people/students/?export=csv"),
    ):
        browser.get(url)
        with as_before("people", name):
            assert browser.get(url).status_code == 200


def test_the_door(house: House) -> None:
    _many(house)
    with as_before("people", "members of a group"):
        assert len(people.members(house.mine.group, house.today)) == 43
    ids = [one.id for one in people.members(house.mine.group, house.today)]
    with as_before("people", "students by id"):
        assert len(people.students(ids)) == 43


def test_a_list_of_students_is_entered_in_few_queries(house: House) -> None:
    with as_before("people", "enter 40 students"):
        _many(house)


def test_a_list_loads_the_rows_of_its_page_only(house: House) -> None:
    _many(house)
    browser = house.browser(R.DEANS_OFFICE)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get("/app/people/students/").status_code == 200
    rows = [query["sql"] for query in captured if 'FROM "people_student"' in query["sql"]]
    assert rows
    assert all("COUNT(*)" in statement or "LIMIT" in statement for statement in rows)
