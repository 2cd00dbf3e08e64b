"""Lists of teachers' assignments against the working plans (JAMU-3.2, JAMU-3.3, JAMU-3.5b, EB-02.6)."""

from decimal import Decimal

import pytest

from modules.structure import facade as structure
from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from ordo.access.roles import RoleCode
from ordo.exchange import services
from tests.factories import house as houses
from tests.factories.house import SYSTEM, House
from tests.platform.exchange.rosters import applied, book, dump, previewed, problems

KYRGYZ = ("№", "Дисциплина", "Тайпа", "Кичи тайпа", "Табелдик №", "Окутуучу", "Семестр", "Отчёттун түрү", "Кредит",
          "Бардык саат")  # fmt: skip
RUSSIAN = ("№", "Предмет", "Группа", "Подгруппа", "Табельный номер", "Преподаватель", "Семестр", "Форма контроля",
           "Кредиты", "Часы")  # fmt: skip
ENGLISH = ("No", "Discipline", "Group", "Subgroup", "Staff number", "Teacher", "Semester", "Control form", "Credits",
           "Hours")  # fmt: skip
NEW = (1, "Теория моделей", "ЮР-1-25", None, "T-IT", "Асанов Бакыт", 1, "экзамен", 4, 120)
PLAN = "Жүктөм"


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()


def load(*rows: tuple[object, ...], header: tuple[str, ...] = KYRGYZ) -> bytes:
    """A list of assignments."""
    return book((PLAN, [header, *rows])).getvalue()


def changed(**columns: object) -> tuple[object, ...]:
    """The row with some columns changed, by their place."""
    row = list(NEW)
    for name, value in columns.items():
        row[int(name[1:])] = value
    return tuple(row)


@pytest.mark.parametrize("header", [KYRGYZ, RUSSIAN, ENGLISH], ids=["ky", "ru", "en"])
def test_a_row_brings_the_line_and_its_teacher_in_whatever_language(
    house: House, header: tuple[str, ...]
) -> None:
    before = dump()
    run = applied(load(NEW, header=header), kind="assignments")
    line = WorkingPlanLine.objects.get(group_id=house.theirs.group, discipline_id=house.mine.discipline)
    assert (line.control_form, line.credits, line.hours_total, line.semester_id) == (
        "exam",
        4,
        120,
        house.semester,
    )
    assert TeachingAssignment.objects.get(line=line).employee_id == house.mine.teacher
    again = previewed(load(NEW, header=header), kind="assignments")
    assert again.counts["same"] == again.counts["rows"] == 1
    services.undo(actor=SYSTEM, run_id=run.pk)
    assert dump() == before


def test_a_line_that_is_there_changes_only_where_the_list_differs(house: House) -> None:
    row = changed(c2="ИСТ-1-25", c8=5, c9=150)
    run = applied(load(row), kind="assignments")
    found = run.rows.get()
    assert (found.action, found.before) == ("change", {"credits": "4.0", "hours_total": "0"})
    assert WorkingPlanLine.objects.get(pk=house.mine.line).credits == Decimal(5)


def test_a_teacher_is_found_by_the_name_alone(house: House) -> None:
    run = applied(load(changed(c4=None, c5="асанов бакыт")), kind="assignments")
    assert run.counts["applied"] == 1


def test_two_teachers_of_two_subgroups_share_one_line(house: House) -> None:
    structure.ensure_subgroups(actor=SYSTEM, group_id=house.theirs.group, names=["1", "2"])
    rows = [changed(c3="1"), changed(c0=2, c3="2", c4="T-LAW", c5="Сыдыков Талант")]
    run = applied(load(*rows), kind="assignments")
    assert run.counts["applied"] == 2
    line = WorkingPlanLine.objects.get(group_id=house.theirs.group, discipline_id=house.mine.discipline)
    assert line.assignments.count() == 2
    assert line.assignments.filter(is_lead=True).count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"c2": "ЖОК-1-25"}, "teaching.group_unknown"),
        ({"c3": "7"}, "teaching.subgroup_unknown"),
        ({"c4": "9999", "c5": "Ким Ким"}, "teaching.teacher_unknown"),
        ({"c6": "жылдык"}, "teaching.semester_unknown"),
        ({"c6": 2}, "teaching.semester_unknown"),
        ({"c7": "билбейм"}, "choice_unknown"),
        ({"c8": None}, "teaching.line_incomplete"),
        ({"c8": 99}, "number_unclear"),
        ({"c9": "көп"}, "number_unclear"),
    ],
    ids=str,
)
def test_what_the_registers_do_not_know_is_told_and_left_out(
    house: House, changes: dict[str, object], code: str
) -> None:
    before = dump()
    run = applied(load(changed(**changes)), kind="assignments")
    assert {found for _sheet, _row, found in problems(run)} == {code}
    assert dump() == before


def test_rows_that_contradict_each_other_and_rows_that_stand_twice_are_told(house: House) -> None:
    rows = [NEW, changed(c0=2, c4="T-LAW", c5="Сыдыков Талант", c8=6), changed(c0=3)]
    run = previewed(load(*rows), kind="assignments")
    assert problems(run) == {(PLAN, 3, "teaching.line_differs"), (PLAN, 4, "teaching.row_repeated")}


def test_a_new_discipline_comes_under_the_teachers_department(house: House) -> None:
    run = applied(load(changed(c1="Сандык сабаттуулук")), kind="assignments")
    assert run.rows.get().after["new_discipline"] == "Сандык сабаттуулук"
    row = Discipline.objects.get(name_ky="Сандык сабаттуулук")
    assert row.department_id == house.mine.department


def test_the_academic_office_imports_assignments_and_the_deans_office_does_not(house: House) -> None:
    office = house.actor(RoleCode.ACADEMIC_OFFICE)
    assert applied(load(NEW), kind="assignments", actor=office).counts["applied"] == 1
    assert house.browser(RoleCode.DEANS_OFFICE).get("/app/import/new/assignments/").status_code == 403
