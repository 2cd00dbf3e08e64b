"""Who may do what with plans and teachers: the table is the specification (EB-06.4, JAMU-3.2, JAMU-4.3a)."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from modules.teaching import facade as teaching
from modules.teaching.models import TeachingAssignment
from modules.teaching.permissions import TeachingPermission
from modules.teaching.selectors import lists
from modules.teaching.services import assignments, disciplines, lines
from ordo.access.actor import Actor
from ordo.access.roles import RoleCode
from tests.factories.deeds import allowed
from tests.factories.house import House

R = RoleCode
Deed = Callable[[House, Actor], object]


def name_a_discipline(house: House, actor: Actor) -> object:
    values = {"code": "X1", "name_ky": "Х", "name_ru": "Х", "department_id": house.mine.department}
    return disciplines.save_discipline(actor=actor, values=values)


def add_a_line(house: House, actor: Actor) -> object:
    new = teaching.NewLine(
        discipline_id=house.theirs.discipline, group_id=house.mine.group, semester_id=house.semester,
        control_form="pass_fail", credits=Decimal(3),
    )  # fmt: skip
    return lines.add_lines(actor=actor, lines=[new])


def change_a_line(house: House, actor: Actor) -> object:
    return lines.save_line(actor=actor, line_id=house.mine.line, seen=1, values={"credits": Decimal(5)})


def remove_a_line(house: House, actor: Actor) -> object:
    with pytest.raises(lines.LineInUse):
        lines.remove_line(actor=actor, line_id=house.mine.line)
    return None


def copy_a_plan(house: House, actor: Actor) -> object:
    return lines.copy_plan(
        actor=actor, from_group_id=house.mine.group, from_semester_id=house.semester,
        to_group_id=house.theirs.group, to_semester_id=house.semester,
    )  # fmt: skip


def assign_a_teacher(house: House, actor: Actor) -> object:
    new = assignments.NewAssignment(line_id=house.mine.line, employee_id=house.theirs.teacher)
    return assignments.assign(actor=actor, assignments=[new])


def withdraw_a_teacher(house: House, actor: Actor) -> object:
    row = TeachingAssignment.objects.get(line_id=house.mine.line)
    return assignments.withdraw(actor=actor, assignment_id=row.pk)


KEEPERS = {R.SYSTEM_ADMINISTRATOR, R.JOURNAL_ADMINISTRATOR, R.ACADEMIC_OFFICE}
TABLE: dict[Deed, set[RoleCode]] = {
    name_a_discipline: KEEPERS,
    add_a_line: KEEPERS,
    change_a_line: KEEPERS,
    remove_a_line: KEEPERS,
    copy_a_plan: KEEPERS,
    assign_a_teacher: KEEPERS | {R.HEAD_OF_DEPARTMENT},
    withdraw_a_teacher: KEEPERS | {R.HEAD_OF_DEPARTMENT},
}


@pytest.mark.parametrize("deed", TABLE, ids=lambda deed: deed.__name__)
def test_exactly_the_roles_of_the_table_may(house: House, deed: Deed) -> None:
    found = {role for role in R if allowed(lambda actor: deed(house, actor), house.actor(role))}
    assert found == TABLE[deed]


@pytest.mark.parametrize("deed", [assign_a_teacher, withdraw_a_teacher], ids=lambda deed: deed.__name__)
def test_the_head_of_another_department_may_not(house: House, deed: Deed) -> None:
    assert not allowed(lambda actor: deed(house, actor), house.actor(R.HEAD_OF_DEPARTMENT, house.theirs))


ALL, MINE, NOBODY = "all", "the own place", "nobody"
SIGHT = {
    **dict.fromkeys(R, NOBODY),
    R.SYSTEM_ADMINISTRATOR: ALL, R.JOURNAL_ADMINISTRATOR: ALL, R.ACADEMIC_OFFICE: ALL, R.RECTOR: ALL,
    R.VICE_RECTOR: ALL, R.REGISTRAR: ALL, R.QUALITY_OFFICE: ALL, R.PLANNING_FINANCE: ALL,
    R.DEANS_OFFICE: MINE, R.HEAD_OF_DEPARTMENT: MINE, R.METHODIST: MINE, R.TEACHER: MINE, R.CURATOR: MINE,
}  # fmt: skip


@pytest.mark.parametrize("role", R, ids=str)
def test_every_role_sees_the_lines_of_its_place(house: House, role: RoleCode) -> None:
    actor = house.actor(role)
    if SIGHT[role] == NOBODY:
        assert not actor.can(TeachingPermission.LINE_VIEW)
        return
    wanted = {house.mine.line} | ({house.theirs.line} if SIGHT[role] == ALL else set())
    assert set(lists.lines(actor=actor).values_list("pk", flat=True)) == wanted
    reach = actor.reach(TeachingPermission.LINE_VIEW)
    assert {one.id for one in teaching.lines_in_reach(reach, actor.user_id, house.semester)} == wanted


def test_a_department_sees_its_discipline_in_another_facultys_group(house: House) -> None:
    made = add_a_line(house, Actor.system("test"))
    assert isinstance(made, list)
    actor = house.actor(R.HEAD_OF_DEPARTMENT, house.theirs)
    assert set(lists.lines(actor=actor).values_list("pk", flat=True)) == {house.theirs.line, *made}
