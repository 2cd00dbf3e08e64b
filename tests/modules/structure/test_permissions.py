"""Who may do what with the structure: the table is the specification (EB-02.1, EB-06.1, EB-06.9)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from modules.structure.permissions import StructurePermission
from modules.structure.selectors import lists
from modules.structure.services import calendar, groups, units
from ordo.access.actor import Actor
from ordo.access.roles import RoleCode
from tests.factories.deeds import allowed
from tests.factories.house import House

R = RoleCode
Deed = Callable[[House, Actor], object]


def found_a_faculty(house: House, actor: Actor) -> object:
    return units.save_faculty(actor=actor, values={"code": "X", "name_ky": "Х", "name_ru": "Х"})


def rename_a_department(house: House, actor: Actor) -> object:
    values = {"name_ky": "Жаңы"}
    return units.save_department(actor=actor, department_id=house.mine.department, seen=1, values=values)


def add_a_semester(house: House, actor: Actor) -> object:
    first = house.today + timedelta(days=100)
    values = {"number": 2, "starts_on": first, "ends_on": first + timedelta(days=90)}
    return calendar.save_semester(actor=actor, year_start=house.start.year, values=values)


def open_a_group(house: House, actor: Actor) -> object:
    values = {"name": "ИСТ-2-25", "programme_id": house.mine.programme, "admission_year": 2025, "course": 1}
    return groups.save_group(actor=actor, values=values)


def close_a_group(house: House, actor: Actor) -> object:
    return groups.save_group(actor=actor, group_id=house.mine.group, seen=1, values={"is_active": False})


def split_a_group(house: House, actor: Actor) -> object:
    return groups.set_subgroups(actor=actor, group_id=house.mine.group, names=["1", "2"])


KEEPERS = {R.SYSTEM_ADMINISTRATOR, R.ACADEMIC_OFFICE}
GROUPS = {R.SYSTEM_ADMINISTRATOR, R.JOURNAL_ADMINISTRATOR, R.STUDENT_RECORDS, R.DEANS_OFFICE}
TABLE: dict[Deed, set[RoleCode]] = {
    found_a_faculty: KEEPERS,
    rename_a_department: KEEPERS,
    add_a_semester: KEEPERS,
    open_a_group: GROUPS,
    close_a_group: GROUPS,
    split_a_group: GROUPS,
}


@pytest.mark.parametrize("deed", TABLE, ids=lambda deed: deed.__name__)
def test_exactly_the_roles_of_the_table_may(house: House, deed: Deed) -> None:
    found = {role for role in R if allowed(lambda actor: deed(house, actor), house.actor(role))}
    assert found == TABLE[deed]


@pytest.mark.parametrize("deed", [open_a_group, close_a_group, split_a_group], ids=lambda deed: deed.__name__)
def test_the_deans_office_of_another_faculty_may_not(house: House, deed: Deed) -> None:
    assert not allowed(lambda actor: deed(house, actor), house.actor(R.DEANS_OFFICE, house.theirs))


def test_a_group_cannot_be_carried_off_into_another_faculty(house: House) -> None:
    def carry(actor: Actor) -> object:
        values = {"programme_id": house.theirs.programme}
        return groups.save_group(actor=actor, group_id=house.mine.group, seen=1, values=values)

    assert not allowed(carry, house.actor(R.DEANS_OFFICE))
    assert not allowed(carry, house.actor(R.DEANS_OFFICE, house.theirs))
    assert allowed(carry, house.actor(R.STUDENT_RECORDS))


@pytest.mark.parametrize(
    "role", [R.DEANS_OFFICE, R.HEAD_OF_DEPARTMENT, R.METHODIST, R.TEACHER, R.CURATOR], ids=str
)
def test_a_role_of_a_place_sees_the_groups_of_its_place(house: House, role: RoleCode) -> None:
    assert [row.pk for row in lists.groups(actor=house.actor(role))] == [house.mine.group]


@pytest.mark.parametrize("role", [R.STUDENT, R.GUARDIAN, R.APPLICANT, R.LIBRARY, R.ADMISSIONS], ids=str)
def test_others_see_no_lists_of_groups(house: House, role: RoleCode) -> None:
    assert not house.actor(role).can(StructurePermission.GROUP_VIEW)
