"""Lines, their teachers, and what stands once a journal is open (EB-06.2c–g, EB-06.4, EB-06.6, JAMU-3.5b)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.models import TeachingAssignment, WorkingPlanLine
from modules.teaching.services import assignments, lines
from ordo.access.roles import RoleCode
from ordo.ledger import facade as ledger
from tests.factories.house import SYSTEM, House

R = RoleCode
LIST = "/app/teaching/lines/"


def _assign(house: House, employee: int, **options: object) -> int:
    new = assignments.NewAssignment(line_id=house.mine.line, employee_id=employee, **options)
    return assignments.assign(actor=SYSTEM, assignments=[new])[0]


def test_a_line_tells_everything_other_modules_need(house: House) -> None:
    line = teaching.line(house.mine.line)
    assert (line.control_form, line.credits, line.checkpoint_count) == ("exam", Decimal(4), 2)
    assert (line.group.id, line.semester.id, line.department_id) == (
        house.mine.group, house.semester, house.mine.department,
    )  # fmt: skip
    assert line.discipline_names == {"ky": "Үлгүлөр теориясы", "ru": "Теория моделей", "en": "Model theory"}
    teacher = line.teachers[0]
    assert (teacher.full_name, teacher.short_name, teacher.user_id, teacher.is_lead) == (
        "Асанов Бакыт", "Асанов Б.", house.mine.teacher_user, True,
    )  # fmt: skip
    target = teaching.line_target(line)
    assert (target.faculty_id, target.department_id) == (house.mine.faculty, house.mine.department)
    assert target.owners == {house.mine.teacher_user}
    with pytest.raises(teaching.UnknownLine):
        teaching.line(10**9)


def test_lines_are_found_by_group_and_by_teacher(house: House) -> None:
    assert [one.id for one in teaching.lines_of_group(house.mine.group, house.semester)] == [house.mine.line]
    found = teaching.lines_of_user(house.theirs.teacher_user, house.semester)
    assert [one.id for one in found] == [house.theirs.line]
    assert teaching.lines_of_user(house.aigul_user, house.semester) == []
    assert teaching.groups_taught(house.mine.teacher_user, house.today) == {house.mine.group}


def test_the_same_plan_entered_twice_changes_nothing(house: House) -> None:
    new = teaching.NewLine(
        discipline_id=house.mine.discipline, group_id=house.mine.group, semester_id=house.semester,
        control_form="pass_fail", credits=Decimal(9),
    )  # fmt: skip
    assert teaching.ensure_lines(actor=SYSTEM, lines=[new]) == [house.mine.line]
    assert teaching.line(house.mine.line).control_form == "exam"
    again = teaching.NewAssignment(line_id=house.mine.line, employee_id=house.mine.teacher)
    ids = {teaching.ensure_assignment(actor=SYSTEM, assignment=again) for _time in range(2)}
    assert len(ids) == 1


def test_one_teacher_answers_for_the_sheet(house: House) -> None:
    second = _assign(house, house.theirs.teacher, kind="lab")
    assert [one.is_lead for one in teaching.line(house.mine.line).teachers] == [True, False]
    assignments.set_lead(actor=SYSTEM, assignment_id=second)
    assert [one.employee_id for one in teaching.line(house.mine.line).teachers if one.is_lead] == [
        house.theirs.teacher
    ]
    with pytest.raises(ValidationError):
        assignments.withdraw(actor=SYSTEM, assignment_id=second)
    with pytest.raises(IntegrityError, match="teaching_assignment_one_lead"), transaction.atomic():
        TeachingAssignment.objects.filter(line_id=house.mine.line).update(is_lead=True)


def test_a_new_lead_takes_the_place_of_the_former_one(house: House) -> None:
    _assign(house, house.theirs.teacher, is_lead=True)
    assert [one.employee_id for one in teaching.line(house.mine.line).teachers if one.is_lead] == [
        house.theirs.teacher
    ]


def test_a_subgroup_belongs_to_the_group_of_the_line(house: House) -> None:
    foreign = structure.ensure_subgroup(actor=SYSTEM, group_id=house.theirs.group, name="1")
    own = structure.ensure_subgroup(actor=SYSTEM, group_id=house.mine.group, name="1")
    with pytest.raises(assignments.WrongSubgroup):
        _assign(house, house.theirs.teacher, subgroup_id=foreign)
    _assign(house, house.theirs.teacher, subgroup_id=own)
    assert {one.subgroup_id for one in teaching.line(house.mine.line).teachers} == {None, own}


@pytest.mark.parametrize(
    ("name", "value"), [("control_form", "pass_fail"), ("credits", Decimal(9)), ("checkpoint_count", 3)]
)
def test_what_the_journal_stands_on_is_fixed_when_it_is_open(house: House, name: str, value: object) -> None:
    with ledger.acting(SYSTEM):
        ledger.register_for(lines.REGISTER_KIND, house.mine.line)
    with pytest.raises(lines.JournalOpen):
        lines.save_line(actor=SYSTEM, line_id=house.mine.line, seen=1, values={name: value})
    lines.save_line(actor=SYSTEM, line_id=house.mine.line, seen=1, values={"hours_total": 120, "weeks": 15})
    row = WorkingPlanLine.objects.get(pk=house.mine.line)
    assert (row.control_form, row.credits, row.checkpoint_count, row.hours_total) == (
        "exam",
        Decimal(4),
        2,
        120,
    )


def test_only_a_line_that_nothing_stands_on_is_removed(house: House) -> None:
    with pytest.raises(lines.LineInUse):
        lines.remove_line(actor=SYSTEM, line_id=house.mine.line)
    TeachingAssignment.objects.filter(line_id=house.mine.line).delete()
    lines.remove_line(actor=SYSTEM, line_id=house.mine.line)
    assert not WorkingPlanLine.objects.filter(pk=house.mine.line).exists()


def test_a_plan_is_copied_once_without_its_teachers(house: House) -> None:
    way = {
        "from_group_id": house.mine.group, "from_semester_id": house.semester,
        "to_group_id": house.theirs.group, "to_semester_id": house.semester,
    }  # fmt: skip
    made = lines.copy_plan(actor=SYSTEM, **way)
    assert len(made) == 1
    assert lines.copy_plan(actor=SYSTEM, **way) == []
    copied = teaching.line(made[0])
    assert (copied.discipline_id, copied.group.id, copied.teachers) == (
        house.mine.discipline,
        house.theirs.group,
        (),
    )


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [("hours_lecture", 10, "teaching_line_hours"), ("control_form", "x", "teaching_line_form"),
     ("checkpoint_count", 7, "teaching_line_checkpoints")],
)  # fmt: skip
def test_the_database_refuses_impossible_lines(house: House, column: str, value: object, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        WorkingPlanLine.objects.filter(pk=house.mine.line).update(**{column: value})


@pytest.mark.parametrize("query", ["үлгүлөр", "улгулор", "теория", "model", "IT100", "it 100"])
def test_a_discipline_is_found_in_any_language_and_spelling(house: House, query: str) -> None:
    browser = house.browser(R.ACADEMIC_OFFICE)
    for url in (LIST, "/app/teaching/disciplines/"):
        answer = browser.get(url, {"q": query})
        assert [row.record.pk for row in answer.context["listing"].table.rows] == [
            house.mine.line if url == LIST else house.mine.discipline
        ]


def test_filters_of_the_plan(house: House) -> None:
    browser = house.browser(R.ACADEMIC_OFFICE)

    def shown(**query: object) -> int:
        answer = browser.get(LIST, query)
        assert answer.status_code == 200
        return int(answer.context["listing"].total)

    assert shown() == 2
    assert shown(group=house.mine.group) == shown(faculty=house.theirs.faculty) == shown(group_name="юр") == 1
    assert shown(department=house.mine.department) == 1
    assert shown(control="pass_fail") == shown(teacher="nobody") == 0
    TeachingAssignment.objects.filter(line_id=house.mine.line).delete()
    assert shown(teacher="nobody") == 1


def test_the_card_of_a_line_assigns_and_withdraws(house: House) -> None:
    browser = house.browser(R.HEAD_OF_DEPARTMENT)
    url = f"{LIST}{house.mine.line}/"
    assert browser.get(url).status_code == 200
    assert browser.post(f"{url}assign/", {"employee": "", "kind": "all"}).status_code == 422
    data = {"employee": str(house.theirs.teacher), "kind": "lab", "subgroup": ""}
    assert browser.post(f"{url}assign/", data).status_code == 302
    row = TeachingAssignment.objects.get(line_id=house.mine.line, employee_id=house.theirs.teacher)
    assert "Сыдыков Талант" in browser.get(url).content.decode()
    assert browser.post(f"{url}teachers/{row.pk}/lead/").status_code == 302
    assert browser.post(f"{LIST}{house.theirs.line}/teachers/{row.pk}/withdraw/").status_code == 404
    lead = TeachingAssignment.objects.get(line_id=house.mine.line, is_lead=True)
    assert lead.pk == row.pk
    page = browser.post(f"{url}teachers/{row.pk}/withdraw/", follow=True).content.decode()
    assert "Name another teacher" in page


@pytest.mark.parametrize("role", [R.TEACHER, R.HEAD_OF_DEPARTMENT, R.DEANS_OFFICE, R.CURATOR], ids=str)
def test_a_line_of_another_place_is_not_there(house: House, role: RoleCode) -> None:
    assert house.browser(role).get(f"{LIST}{house.theirs.line}/").status_code == 404


def test_the_form_of_a_line_notices_a_second_editor_and_an_open_journal(house: House) -> None:
    browser = house.browser(R.ACADEMIC_OFFICE)
    url = f"{LIST}{house.mine.line}/edit/"
    data = {
        "semester": str(house.semester), "group": str(house.mine.group), "discipline": str(house.mine.discipline),
        "control_form": "exam", "credits": "5", "checkpoint_count": "2", "weeks": "16", "hours_total": "120",
        "hours_lecture": "30", "hours_practice": "30", "hours_lab": "0", "seen": "1",
    }  # fmt: skip
    assert browser.post(url, {**data, "hours_lecture": "100"}).status_code == 422
    assert browser.post(url, data).status_code == 302
    conflict = browser.post(url, {**data, "credits": "6"})
    assert conflict.status_code == 409
    assert "Somebody else has saved this meanwhile" in conflict.content.decode()
    with ledger.acting(SYSTEM):
        ledger.register_for(lines.REGISTER_KIND, house.mine.line)
    fixed = browser.post(url, {**data, "seen": "2", "credits": "6"})
    assert fixed.status_code == 422
    assert "journal of this line is open" in fixed.content.decode()
    assert WorkingPlanLine.objects.get(pk=house.mine.line).credits == Decimal(5)


def test_a_plan_is_copied_on_its_page(house: House) -> None:
    browser = house.browser(R.ACADEMIC_OFFICE)
    data = {
        "from_group": str(house.mine.group), "from_semester": str(house.semester),
        "to_group": str(house.theirs.group), "to_semester": str(house.semester),
    }  # fmt: skip
    page = browser.post(f"{LIST}copy/", data, follow=True).content.decode()
    assert "1 line was copied." in page
    assert WorkingPlanLine.objects.filter(group_id=house.theirs.group).count() == 2
