"""Pages of people: search, filters, export, cards, other people's data, two editors."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from modules.people import facade as people
from modules.people.models import Student
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.factories import house as houses
from tests.factories.house import SYSTEM, House

R = RoleCode
LIST = "/app/people/students/"


def names(response: Any) -> list[str]:
    """Names in the list, as shown."""
    return [row.record.full_name for row in response.context["listing"].table.rows]


@pytest.mark.parametrize(
    "query", ["Үсөнова", "Усонова", "усон кубан", "IT1", "АЙГУЛ", "Айгүл Үсөнова"], ids=str
)
def test_search_finds_with_and_without_the_kyrgyz_letters(house: House, query: str) -> None:
    response = house.browser(R.DEANS_OFFICE).get(LIST, {"q": query})
    assert response.status_code == 200
    assert names(response) == ["Үсөнова Айгүл Кубанычбековна"]


def test_the_list_is_in_the_order_of_the_alphabet_both_ways(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    up, down = names(browser.get(LIST)), names(browser.get(LIST, {"sort": "-name"}))
    assert [name.split()[0] for name in up] == ["Абдыкадырова", "Өмүров", "Үсөнова"]
    assert down == up[::-1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 5), ({"group": "ист"}, 3), ({"group": "юр 1"}, 2), ({"course": "1"}, 5), ({"course": "2"}, 0),
        ({"funding": "budget"}, 0), ({"state": "expelled"}, 0), ({"state": "all"}, 5), ({"course": "nonsense"}, 5),
    ],
    ids=str,
)  # fmt: skip
def test_filters_stand_in_the_address(house: House, query: dict[str, str], count: int) -> None:
    response = house.browser(R.STUDENT_RECORDS).get(LIST, query)
    assert len(names(response)) == count
    if not count:
        assert "Clear the filters" in response.content.decode()


def test_an_empty_list_offers_the_one_next_step(nsu: str) -> None:
    house = houses.build()
    Student.objects.filter(pk__in=[]).exists()
    with inside("nsu"):
        response = house.browser(R.STUDENT_RECORDS).get("/app/people/employees/", {"q": "nobody"})
    assert response.status_code == 403
    browser = house.browser(R.STUDENT_RECORDS)
    assert "/app/people/students/new/" in browser.get(LIST, {"state": "graduated"}).content.decode()


def test_exports_hold_all_rows_shown_and_no_formulas(house: House) -> None:
    people.ensure_student(
        actor=SYSTEM,
        student=people.NewStudent(
            last_name="=2+5",
            first_name="Адам",
            group_id=house.mine.group,
            admission_year=2025,
            since=house.start,
        ),
    )
    browser = house.browser(R.DEANS_OFFICE)
    answer = browser.get(LIST, {"export": "csv", "sort": "name"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    assert rows[0][:3] == ["Full name", "Group", "Year of study"]
    assert len(rows) == 5
    assert "'=2+5 Адам" in [row[0] for row in rows]
    sheet = load_workbook(BytesIO(browser.get(LIST, {"export": "xlsx"}).content)).active
    assert sheet is not None
    assert sheet.max_row == 5
    assert all(not str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)
    assert [cell.value for cell in sheet[2]][2] == 1
    hidden = browser.get(LIST, {"export": "csv", "columns": "name", "q": "Усонова"})
    assert hidden.content.decode("utf-8-sig").splitlines() == ["Full name", "Үсөнова Айгүл Кубанычбековна"]


def test_the_card_shows_private_data_to_the_deans_office_and_not_to_the_teacher(house: House) -> None:
    Student.objects.filter(pk=house.aigul).update(address="Нарын, Ленин 1", pin="10203200512345")
    url = f"{LIST}{house.aigul}/"
    office = house.browser(R.DEANS_OFFICE).get(url).content.decode()
    assert "10203200512345" in office
    assert "Нарын, Ленин 1" in office
    assert "ИСТ-1-25" in office
    teacher = house.browser(R.TEACHER).get(url)
    assert teacher.status_code == 200
    assert "10203200512345" not in teacher.content.decode()
    assert "Ленин" not in teacher.content.decode()
    own = house.browser(R.STUDENT).get(url)
    assert own.status_code == 200
    assert "10203200512345" in own.content.decode()


@pytest.mark.parametrize(("role", "card"), [(R.STUDENT, "students"), (R.TEACHER, "employees")], ids=str)
def test_everybody_is_led_to_the_own_card_and_students_have_no_list(
    house: House, role: RoleCode, card: str
) -> None:
    browser = house.browser(role)
    pk = house.aigul if role is R.STUDENT else house.mine.teacher
    answer = browser.get("/app/people/me/")
    assert answer["Location"] == f"/app/people/{card}/{pk}/"
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get(f"/app/people/{card}/").status_code == 403


@pytest.mark.parametrize("role", [R.DEANS_OFFICE, R.TEACHER, R.CURATOR, R.STUDENT], ids=str)
@pytest.mark.parametrize("end", ["", "edit/", "move/"])
def test_somebody_elses_student_is_not_there(deans_move: House, role: RoleCode, end: str) -> None:
    house = deans_move
    response = house.browser(role).get(f"{LIST}{house.theirs.students[0]}/{end}")
    may_write = role is R.DEANS_OFFICE
    assert response.status_code == (404 if may_write or not end else 403)


def test_a_student_of_another_university_is_not_there(house: House, browse: Any) -> None:
    with inside("jamu"):
        daniyar = houses.login("daniyar-jamu")
        from django.contrib.auth import get_user_model

        from ordo.access.models import Role, RoleGrant

        RoleGrant.objects.create(
            user_id=daniyar, role=Role.objects.get(code=R.SYSTEM_ADMINISTRATOR), scope="university",
            valid_from=house.today, granted_by_name="test",
        )  # fmt: skip
        client = browse("jamu")
        client.force_login(get_user_model().objects.get(pk=daniyar))
    assert client.get(f"{LIST}{house.aigul}/").status_code == 404
    assert "Айгүл" not in client.get(LIST, {"state": "all"}).content.decode()


def _form(row: Student, **changes: str) -> dict[str, str]:
    fields = ("last_name", "first_name", "patronymic", "record_book_number", "funding", "phone", "address")
    values = {name: str(getattr(row, name)) for name in fields}
    return {**values, "admission_year": str(row.admission_year), "seen": str(row.version), **changes}


def test_the_second_of_two_editors_sees_both_values_and_loses_nothing(house: House) -> None:
    url = f"{LIST}{house.aigul}/edit/"
    row = Student.objects.get(pk=house.aigul)
    first, second = house.browser(R.DEANS_OFFICE), house.browser(R.STUDENT_RECORDS)
    assert first.post(url, _form(row, address="Нарын")).status_code == 302
    conflict = second.post(url, _form(row, address="Бишкек"))
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "<td>Нарын</td><td>Бишкек</td>" in text
    assert 'value="Бишкек"' in text
    assert Student.objects.get(pk=house.aigul).address == "Нарын"
    version = Student.objects.get(pk=house.aigul).version
    assert f'name="seen" value="{version}"' in text
    assert second.post(url, {**_form(row, address="Бишкек"), "seen": str(version)}).status_code == 302
    assert Student.objects.get(pk=house.aigul).address == "Бишкек"


@pytest.mark.parametrize("seen", ["", "0", "abc", "999999"])
def test_a_form_without_the_right_version_overwrites_nothing(house: House, seen: str) -> None:
    row = Student.objects.get(pk=house.aigul)
    data = {**_form(row, address="Бишкек"), "seen": seen}
    response = house.browser(R.DEANS_OFFICE).post(f"{LIST}{house.aigul}/edit/", data)
    assert response.status_code in {409, 422}
    assert Student.objects.get(pk=house.aigul).address == ""


def test_names_are_put_right_and_the_search_follows(house: House) -> None:
    row = Student.objects.get(pk=house.aigul)
    browser = house.browser(R.DEANS_OFFICE)
    browser.post(f"{LIST}{house.aigul}/edit/", _form(row, last_name="  ТОКТОГУЛОВА "))
    assert Student.objects.get(pk=house.aigul).last_name == "Токтогулова"
    assert len(names(browser.get(LIST, {"q": "токтог"}))) == 1
    assert not names(browser.get(LIST, {"q": "усонова"}))


def test_a_pin_that_contradicts_the_birth_date_asks_before_it_is_saved(house: House) -> None:
    url = f"{LIST}{house.aigul}/edit/"
    row = Student.objects.get(pk=house.aigul)
    browser = house.browser(R.DEANS_OFFICE)
    data = _form(row, pin="10203200512345", birth_date="2006-01-01", sex="female")
    refused = browser.post(url, data)
    assert refused.status_code == 422
    assert 'type="checkbox" name="pin_confirmed"' in refused.content.decode()
    assert Student.objects.get(pk=house.aigul).pin is None
    assert browser.post(url, {**data, "pin_confirmed": "on"}).status_code == 302
    assert Student.objects.get(pk=house.aigul).pin == "10203200512345"


@pytest.mark.parametrize("pin", ["123", "1020320051234a", "102032005123456"])
def test_what_is_no_pin_is_never_saved(house: House, pin: str) -> None:
    row = Student.objects.get(pk=house.aigul)
    data = {**_form(row, pin=pin), "pin_confirmed": "on"}
    assert house.browser(R.DEANS_OFFICE).post(f"{LIST}{house.aigul}/edit/", data).status_code == 422
    assert Student.objects.get(pk=house.aigul).pin is None


def test_a_new_student_gets_the_next_record_book_and_a_history(house: House) -> None:
    data = {
        "last_name": "Асанов", "first_name": "Азамат", "group": "ист-1-25", "since": house.start.isoformat(),
        "admission_year": "2025", "funding": "budget", "order_number": "7-с",
    }  # fmt: skip
    browser = house.browser(R.DEANS_OFFICE)
    assert browser.post(f"{LIST}new/", {**data, "group": "ЮР-1-25"}).status_code == 422
    response = browser.post(f"{LIST}new/", {**data, "group": "ИСТ-1-25"})
    assert response.status_code == 302
    made = Student.objects.get(last_name="Асанов")
    assert made.record_book_number == "2500001"
    assert made.group_id == house.mine.group
    assert [row.kind for row in made.movements.all()] == ["admission"]
    card = browser.get(response["Location"]).content.decode()
    assert "7-с" in card
    assert "until now" in card


def test_a_movement_is_entered_on_its_page_and_its_refusal_is_a_sentence(house: House) -> None:
    url = f"{LIST}{house.aigul}/move/"
    browser = house.browser(R.STUDENT_RECORDS)
    same = {"kind": "transfer", "group": "ИСТ-1-25", "on": house.today.isoformat()}
    refused = browser.post(url, same)
    assert refused.status_code == 422
    assert "is in this group already" in refused.content.decode()
    assert browser.post(url, {**same, "group": ""}).status_code == 422
    assert browser.post(url, {**same, "kind": "return"}).status_code == 422
    assert browser.post(url, {**same, "group": "ЮР-1-25", "order_number": "5"}).status_code == 302
    assert Student.objects.get(pk=house.aigul).group_id == house.theirs.group


def test_the_page_of_a_group_lists_its_people_on_a_day(house: House) -> None:
    url = f"/app/people/groups/{house.mine.group}/"
    browser = house.browser(R.TEACHER)
    page = browser.get(url).content.decode()
    assert page.index("Абдыкадырова") < page.index("Өмүров") < page.index("Үсөнова")
    assert "Nobody is in this group" in browser.get(url, {"on": "2001-01-01"}).content.decode()
    assert browser.get(url, {"on": "nonsense"}).status_code == 200
    assert browser.get(f"/app/people/groups/{house.theirs.group}/").status_code == 404
    assert browser.post(f"{url}curator/", {}).status_code == 403
    office = house.browser(R.DEANS_OFFICE)
    chosen = {"person": str(house.mine.teacher), "on": house.today.isoformat()}
    assert office.post(f"{url}curator/", chosen).status_code == 302
    assert "Асанов Бакыт" in office.get(url).content.decode()


def test_nobody_gets_in_without_signing_in(house: House, browse: Any) -> None:
    for url in (LIST, f"{LIST}{house.aigul}/", "/app/people/employees/", f"{LIST}new/"):
        assert browse("nsu").get(url).status_code == 302
