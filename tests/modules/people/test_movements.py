"""Movements of students: groups by date, refusals, history (EB-02.4, EB-02.5)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from modules.people import facade as people
from modules.people.models import GroupMembership, Movement, Student
from modules.people.services import movements
from modules.structure import facade as structure
from tests.factories.house import SYSTEM, House

ORDER = people.Order(number="12-с")


def _transfer(house: House, days_ago: int = 10, **options: object) -> people.StudentRef:
    return people.transfer(
        actor=SYSTEM, student_id=house.aigul, group_id=house.theirs.group,
        on=house.today - timedelta(days=days_ago), **options,
    )  # fmt: skip


def test_a_transfer_moves_the_student_from_its_day_on_and_keeps_the_past(house: House) -> None:
    moved = _transfer(house, order_number="12-с", reason="Арыз")
    day = house.today - timedelta(days=10)
    assert moved.group_id == house.theirs.group
    assert house.aigul in {one.id for one in people.members(house.mine.group, day - timedelta(days=1))}
    assert house.aigul not in {one.id for one in people.members(house.mine.group, day)}
    assert house.aigul in {one.id for one in people.members(house.theirs.group, day)}
    assert Student.objects.get(pk=house.aigul).group_id == house.theirs.group
    last = Movement.objects.filter(student_id=house.aigul).latest("id")
    assert (last.kind, last.from_group_id, last.to_group_id) == (
        "transfer",
        house.mine.group,
        house.theirs.group,
    )
    assert (last.order_number, last.reason, last.entered_by_name) == ("12-с", "Арыз", "test")


def test_members_are_sorted_by_the_kyrgyz_alphabet(house: House) -> None:
    names = [one.last_name for one in people.members(house.mine.group, house.today)]
    assert names == ["Абдыкадырова", "Өмүров", "Үсөнова"]


@pytest.mark.parametrize(
    ("days_ago", "problem"), [(-1, movements.InTheFuture), (70, movements.TooEarly), (80, movements.TooEarly)]
)
def test_a_transfer_outside_of_the_present_stay_is_refused_and_changes_nothing(
    house: House, days_ago: int, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        _transfer(house, days_ago)
    assert GroupMembership.objects.filter(student_id=house.aigul).count() == 1
    assert GroupMembership.objects.get(student_id=house.aigul).until_date is None


def test_a_transfer_into_the_same_group_is_refused_but_into_its_subgroup_not(house: House) -> None:
    part = structure.ensure_subgroup(actor=SYSTEM, group_id=house.mine.group, name="2")
    day = house.today - timedelta(days=1)
    with pytest.raises(movements.SameGroup):
        people.transfer(actor=SYSTEM, student_id=house.aigul, group_id=house.mine.group, on=day)
    with pytest.raises(movements.WrongSubgroup):
        people.transfer(
            actor=SYSTEM, student_id=house.aigul, group_id=house.theirs.group, subgroup_id=part, on=day
        )
    people.transfer(actor=SYSTEM, student_id=house.aigul, group_id=house.mine.group, subgroup_id=part, on=day)
    assert [one.id for one in people.members(house.mine.group, house.today, part)] == [house.aigul]


@pytest.mark.parametrize(
    ("kind", "status"), [("leave", "academic_leave"), ("expulsion", "expelled"), ("graduation", "graduated")]
)
def test_who_leaves_is_no_member_any_more(house: House, kind: str, status: str) -> None:
    day = house.today - timedelta(days=3)
    left = people.leave(
        actor=SYSTEM, student_id=house.aigul, kind=people.MovementKind(kind), on=day, order=ORDER
    )
    assert left.status == status
    assert house.aigul not in {one.id for one in people.members(house.mine.group, day)}
    assert house.aigul in {one.id for one in people.members(house.mine.group, day - timedelta(days=1))}
    with pytest.raises(movements.NotInThisState):
        _transfer(house, 1)


def test_a_student_returns_from_leave_and_is_reinstated_only_after_expulsion(house: House) -> None:
    kinds = people.MovementKind
    day = house.today - timedelta(days=20)
    people.leave(actor=SYSTEM, student_id=house.aigul, kind=kinds.LEAVE, on=day, order=ORDER)
    given = {"actor": SYSTEM, "student_id": house.aigul, "group_id": house.theirs.group, "order": ORDER}
    with pytest.raises(movements.NotInThisState):
        people.come_back(kind=kinds.REINSTATEMENT, on=house.today, **given)
    with pytest.raises(movements.TooEarly):
        people.come_back(kind=kinds.RETURN, on=day - timedelta(days=1), **given)
    back = people.come_back(kind=kinds.RETURN, on=house.today, **given)
    assert (back.status, back.group_id) == ("studying", house.theirs.group)
    assert [row.kind for row in Movement.objects.filter(student_id=house.aigul)] == [
        "admission",
        "leave",
        "return",
    ]


def test_the_database_itself_refuses_two_groups_at_a_time(house: House) -> None:
    with pytest.raises(IntegrityError, match="people_membership_one_at_a_time"), transaction.atomic():
        GroupMembership.objects.create(
            student_id=house.aigul, group_id=house.theirs.group, from_date=house.today
        )
