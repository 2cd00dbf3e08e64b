"""Lists of staff against the register (EB-03.1, EB-02.6)."""

import pytest

from modules.people.models import Employee
from modules.structure import facade as structure
from ordo.access.roles import RoleCode
from ordo.exchange import services
from tests.factories.house import SYSTEM, House
from tests.platform.exchange.rosters import applied, book, dump, previewed, problems

HEADER = ("Табелдик №", "Ф.А.А.", "ПИН", "Бөлүм / кафедра", "Кызматы", "Илимий даражасы", "Ставка",
          "Кабыл алынган күнү", "Буйрук №")  # fmt: skip
BAKYT = ("0002", "Токтогулов Бакыт Бекжанович", "22503197884497", "Өндүрүштү башкаруу", "доцент", "ф.-м.и.к.", 1.25,
         "06.10.17", "01-12/179")  # fmt: skip


def staff(*rows: tuple[object, ...]) -> bytes:
    """A list of staff."""
    return book(("Кызматкерлер", [HEADER, *rows])).getvalue()


def changed(**columns: object) -> tuple[object, ...]:
    """Bakyt's row with some columns changed, by their place."""
    row = list(BAKYT)
    for name, value in columns.items():
        row[int(name[1:])] = value
    return tuple(row)


def test_an_employee_comes_in_with_everything_the_list_says(house: House) -> None:
    before = dump()
    run = applied(staff(BAKYT), kind="staff")
    row = Employee.objects.get(personnel_number="0002")
    assert (row.full_name, row.pin, str(row.rate)) == (
        "Токтогулов Бакыт Бекжанович",
        "22503197884497",
        "1.25",
    )
    assert (row.department_id, row.position, row.is_teaching_staff) == (house.mine.department, "доцент", True)
    assert (str(row.hired_on), row.hired_order, str(row.birth_date)) == (
        "2017-10-06",
        "01-12/179",
        "1978-03-25",
    )
    again = previewed(staff(BAKYT), kind="staff")
    assert again.counts == {"same": 1, "problems": 0, "rows": 1, "skipped": []}
    services.undo(actor=SYSTEM, run_id=run.pk)
    assert dump() == before


def test_only_what_differs_changes(house: House) -> None:
    applied(staff(BAKYT), kind="staff")
    run = applied(staff(changed(c4="профессор", c6="1,5", c5=None)), kind="staff")
    row = run.rows.get()
    assert (row.before, row.after) == (
        {"position": "доцент", "rate": "1.25"},
        {"position": "профессор", "rate": "1.5"},
    )
    assert Employee.objects.get(personnel_number="0002").academic_degree == "ф.-м.и.к."


def test_a_new_department_comes_under_the_chosen_faculty(house: House) -> None:
    answers = {"faculty": str(house.theirs.faculty)}
    applied(staff(changed(c3="Жарандык укук")), kind="staff", answers=answers)
    department = Employee.objects.get(personnel_number="0002").department
    assert department is not None
    assert (department.faculty_id, department.name_ky) == (house.theirs.faculty, "Жарандык укук")
    assert {unit.code for unit in structure.departments()} == {"IT-1", "LAW-1", "LAW-2"}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (changed(c1="Бекова Жылдыз", c2="10404199694009"), "people.number_repeated"),
        (changed(c0="0003", c1="Бекова Жылдыз"), "pin_repeated"),
    ],
    ids=["number", "pin"],
)
def test_a_number_or_a_pin_that_stands_twice_keeps_both_rows_out(
    house: House, other: tuple[object, ...], code: str
) -> None:
    run = previewed(staff(BAKYT, other), kind="staff")
    assert {found for _sheet, _row, found in problems(run)} == {code}
    assert run.counts["bad"] == 2


def test_a_personnel_number_of_another_person_is_told(house: House) -> None:
    applied(staff(BAKYT), kind="staff")
    run = previewed(staff(changed(c1="Бекова Жылдыз", c2="10404199694009")), kind="staff")
    assert problems(run) == {("Кызматкерлер", 2, "people.number_taken")}


@pytest.mark.parametrize("place", ["c0", "c1", "c2"])
def test_what_is_necessary_must_be_there(house: House, place: str) -> None:
    run = previewed(staff(changed(**{place: None}), changed(c0="0009", c2="10404199694009")), kind="staff")
    assert run.rows.order_by("position").first().action == "bad"


def test_a_rate_beyond_two_is_a_mistake(house: House) -> None:
    run = previewed(staff(changed(c6=15)), kind="staff")
    assert problems(run) == {("Кызматкерлер", 2, "number_unclear")}


def test_human_resources_import_staff_and_no_students(house: House) -> None:
    actor = house.actor(RoleCode.HUMAN_RESOURCES)
    assert applied(staff(BAKYT), kind="staff", actor=actor).counts["applied"] == 1
    browser = house.browser(RoleCode.HUMAN_RESOURCES)
    assert browser.get("/app/import/new/staff/").status_code == 200
    assert browser.get("/app/import/new/students/").status_code == 403
