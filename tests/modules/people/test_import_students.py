"""Lists of students against the register: who is found, who changes, who may not be touched (EB-02.2, EB-02.6)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from modules.people import facade as people
from modules.people.facade import NewStudent
from modules.people.imports.students import status_of
from modules.people.models import GroupMembership, Movement, Student
from modules.structure import facade as structure
from ordo.access.roles import RoleCode
from ordo.exchange import services
from tests.factories.house import SYSTEM, House
from tests.platform.exchange.rosters import applied, book, dump, group_list, person, pin, previewed, problems

R = RoleCode
AIGUL = "Асанова Айгүл Нурлан кызы"
BORN = date(2005, 10, 21)


def one(*people: list[object], group: str = "ИСТ-1-25", **options: str) -> bytes:
    """A workbook with one list."""
    return book(group_list(group, people, **options)).getvalue()


def entered(house: House, **changes: object) -> int:
    """Aigul as she was entered by hand, in the house's first group."""
    values: dict[str, object] = {
        "last_name": "Асанова", "first_name": "Айгүл", "patronymic": "Нурлан кызы", "group_id": house.mine.group,
        "admission_year": 2025, "since": house.start, "birth_date": BORN, "pin": pin(1),
    }  # fmt: skip
    return people.ensure_student(actor=SYSTEM, student=NewStudent(**(values | changes))).id


def test_a_person_is_found_by_the_pin_and_only_what_differs_changes(house: House) -> None:
    student = entered(house, address="Ош ш.", funding="contract", phone="+996777241468")
    run = applied(one(person(1, AIGUL, nationality=None, note=None)))
    row = run.rows.get()
    assert (row.action, row.before, row.after) == (
        "change",
        {"address": "Ош ш.", "sex": ""},
        {"address": "Жалал-Абад ш.", "sex": "female"},
    )
    assert Student.objects.get(pk=student).address == "Жалал-Абад ш."
    services.undo(actor=SYSTEM, run_id=run.pk)
    assert Student.objects.get(pk=student).address == "Ош ш."


def test_an_empty_cell_takes_nothing_away(house: House) -> None:
    student = entered(house, address="Ош ш.", nationality="кыргыз", phone="+996700000000")
    applied(one(person(1, AIGUL, address=None, nationality=None, phone=None)))
    row = Student.objects.get(pk=student)
    assert (row.address, row.nationality, row.phone) == ("Ош ш.", "кыргыз", "+996700000000")


def test_a_person_without_a_pin_is_found_by_name_birth_date_and_group(house: House) -> None:
    student = entered(house, pin=None)
    run = applied(one(person(1, "асанова  АЙГУЛ Нурлан кызы")))
    assert run.rows.get().after["pin"] == pin(1)
    assert Student.objects.get(pin=pin(1)).pk == student


def test_two_people_of_one_name_and_birth_date_are_not_guessed(house: House) -> None:
    for _twin in range(2):
        entered(house, pin=None)
    run = previewed(one(person(1, AIGUL)))
    assert problems(run) == {("ИСТ-1-25", 5, "people.person_unclear")}


def test_a_pin_that_another_person_holds_is_told(house: House) -> None:
    entered(house)
    run = previewed(one(person(1, "Бекова Жылдыз", birth="22.10.2005", pin=pin(1))))
    assert ("ИСТ-1-25", 5, "people.pin_taken") in problems(run)
    assert run.rows.get().action == "bad"


def test_a_double_pin_names_both_places(house: House) -> None:
    run = previewed(
        book(
            group_list("ИСТ-1-25", [person(1, AIGUL)]),
            group_list("ИСТ-2-25", [person(2, "Бекова Жылдыз", pin=pin(1))]),
        )
    )
    told = {row.sheet: row.problems[0]["params"]["place"] for row in run.rows.all()}
    assert told == {"ИСТ-1-25": "ИСТ-2-25:5", "ИСТ-2-25": "ИСТ-1-25:5"}
    assert run.counts["bad"] == 2


@pytest.mark.parametrize(
    ("changes", "code", "is_bad"),
    [
        ({"pin": None}, "pin_missing", True),
        ({"pin": "123"}, "pin_too_short", True),
        ({"name": "Асaнова Айгүл"}, "name_latin_letter", True),
        ({"birth": "31.02.2005"}, "date_impossible", True),
        ({"note": "=HYPERLINK(1)"}, "formula", True),
        ({"sex": "икс"}, "choice_unknown", True),
        ({"funding": "бекер"}, "choice_unknown", True),
        ({"phone": "жок"}, "phone_unclear", False),
        ({"sex": None}, "choice_missing", False),
        ({"birth": "22.10.2005"}, "pin_birth_date", False),
    ],
    ids=str,
)  # fmt: skip
def test_what_keeps_a_row_out_and_what_is_only_told(
    house: House, changes: dict[str, object], code: str, is_bad: bool
) -> None:
    run = applied(one(person(1, **({"name": AIGUL} | changes))))
    assert code in {found for _sheet, _row, found in problems(run)}
    assert run.rows.get().action == ("bad" if is_bad else "new")
    assert Student.objects.filter(pin=pin(1)).count() == (0 if is_bad else 1)


def test_a_new_group_brings_its_programme_under_the_chosen_faculty(house: House) -> None:
    dean = house.actor(R.DEANS_OFFICE)
    content = one(person(1, AIGUL), group="ПИ-1-25", programme="710400 Программалык инженерия")
    run = applied(content, actor=dean)
    [group] = structure.groups_named(["ПИ-1-25"]).values()
    assert (group.faculty_id, group.programme_code, group.level) == (house.mine.faculty, "710400", "bachelor")
    assert group.programme_names["ky"] == "Программалык инженерия"
    assert run.rows.get().after["programme"] == "710400 Программалык инженерия"
    department = next(unit for unit in structure.departments() if unit.id == group.department_id)
    assert department.names["ru"] == "Деканат"


def test_a_known_programme_stands_where_it_stands_and_nothing_is_asked(house: House) -> None:
    run = applied(one(person(1, AIGUL), group="ИСТ-5-25"), actor=house.actor(R.DEANS_OFFICE))
    assert run.answers == {}
    [group] = structure.groups_named(["ИСТ-5-25"]).values()
    assert group.programme_id == house.mine.programme


def test_groups_of_another_faculty_are_refused_row_by_row(house: House) -> None:
    theirs = group_list("ЮР-1-25", [person(1, AIGUL)], programme="530500 Юриспруденция")
    new = group_list("ЮР-9-25", [person(2, "Бекова Жылдыз")], programme="530500 Юриспруденция")
    mine = group_list("ИСТ-1-25", [person(3, "Сыдыкова Чолпон")])
    run = applied(book(theirs, new, mine), actor=house.actor(R.DEANS_OFFICE))
    assert problems(run) == {("ЮР-1-25", 5, "people.group_foreign"), ("ЮР-9-25", 5, "people.group_foreign")}
    assert run.counts["applied"] == 1


def test_a_student_of_another_faculty_is_not_touched(house: House) -> None:
    entered(house, group_id=house.theirs.group)
    run = previewed(one(person(1, AIGUL)), actor=house.actor(R.DEANS_OFFICE))
    assert problems(run) == {("ИСТ-1-25", 5, "people.person_foreign")}


def test_a_new_group_without_a_programme_says_so(house: House) -> None:
    run = previewed(one(person(1, AIGUL), group="ПИ-1-25", title="Тайпа: ПИ-1-25"))
    assert problems(run) == {("ПИ-1-25", 5, "people.programme_missing")}


def test_a_list_of_another_group_is_a_transfer(deans_move: House) -> None:
    house = deans_move
    student = entered(house)
    run = applied(one(person(1, AIGUL), group="ИСТ-2-25"), actor=house.actor(R.DEANS_OFFICE))
    row = run.rows.get()
    assert (row.before["group"], row.after["group"]) == ("ИСТ-1-25", "ИСТ-2-25")
    assert Student.objects.get(pk=student).group.name == "ИСТ-2-25"
    stays = list(GroupMembership.objects.filter(student=student).values_list("until_date", flat=True))
    assert stays == [timezone.localdate() - timedelta(days=1), None]
    assert Movement.objects.filter(student=student, kind="transfer").count() == 1


def test_a_transfer_is_taken_back_with_its_history(house: House) -> None:
    entered(house)
    before = dump()
    run = applied(one(person(1, AIGUL, note="академиялык өргүү"), group="ИСТ-2-25"))
    assert Student.objects.get(pin=pin(1)).status == "academic_leave"
    services.undo(actor=SYSTEM, run_id=run.pk)
    assert dump() == before


def test_nobody_is_moved_twice_on_one_day(house: House) -> None:
    entered(house, since=timezone.localdate())
    run = previewed(one(person(1, AIGUL), group="ИСТ-2-25"))
    assert problems(run) == {("ИСТ-2-25", 5, "people.move_not_now")}


def test_who_may_not_enter_movements_imports_none(house: House) -> None:
    keeper = house.actor(R.JOURNAL_ADMINISTRATOR)
    run = previewed(one(person(1, AIGUL, note="академ. отпуск")), actor=keeper)
    assert problems(run) == {("ИСТ-1-25", 5, "people.move_foreign")}


@pytest.mark.parametrize(
    "note", ["академиялык өргүү", "Академ. отпуск", "академический отпуск", "academic leave"]
)
def test_notes_of_leave_are_understood(note: str) -> None:
    assert status_of(note) == "academic_leave"


@pytest.mark.parametrize("note", ["", "староста", "жатаканада", "академияга даяр"])
def test_other_notes_are_notes(note: str) -> None:
    assert status_of(note) == ""
