"""Checkpoints: works, points, totals, and the lock that a total sets (JAMU-4.3b, OSH-4.3b)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from modules.journal.facade import CellWrite, LessonInput, ResultWrite, checkpoints_of
from modules.journal.models import (
    CheckpointResult,
    CheckpointTotal,
    CheckpointWork,
    Lesson,
    Mark,
    SectionLock,
)
from modules.journal.services import (
    add_lesson,
    add_work,
    change_lesson,
    change_work,
    set_checkpoint_results,
    set_checkpoint_total,
    set_marks,
)
from modules.journal.services.errors import (
    ResultsMissing,
    SectionLocked,
    TotalAlreadySet,
    TotalOutOfOrder,
    WorkHasResults,
)
from ordo.access.actor import NotAllowed
from tests.modules.journal.world import World


def points(world: World, work_id: int, *values: object, key: str = "key-points-1", version: int = 0):
    cells = [
        ResultWrite(work_id, student.id, None if value is None else Decimal(str(value)), version)
        for student, value in zip(world.students, values, strict=False)
    ]
    return set_checkpoint_results(
        actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key=key
    )


def work_of(world: World, number: int) -> int:
    return checkpoints_of(world.line.id)[number - 1].works[0][0]


def total(world: World, number: int, **options: bool):
    return set_checkpoint_total(actor=world.teacher, journal_id=world.journal_id, number=number, **options)


def test_checkpoints_are_there_from_the_start_with_the_policys_caps(jamu_world: World) -> None:
    rows = checkpoints_of(jamu_world.line.id)
    assert [(row.number, row.max_points) for row in rows] == [(1, Decimal(21)), (2, Decimal(21))]
    assert [row.works[0][1] for row in rows] == [Decimal(21), Decimal(21)]


def test_points_above_the_works_maximum_are_refused_and_the_rest_saved(world: World) -> None:
    outcome = points(world, work_of(world, 1), "20.01", "20", "0.5")
    assert [cell.code for cell in outcome.refused] == ["too_many"]
    assert sorted(CheckpointResult.objects.values_list("points", flat=True)) == [Decimal("0.5"), Decimal(20)]


def test_points_meet_another_change_as_a_conflict(world: World) -> None:
    work = work_of(world, 1)
    points(world, work, "10")
    outcome = points(world, work, "12", key="key-points-2")
    (conflict,) = outcome.conflicts
    assert (conflict.mine, conflict.theirs) == ({"points": "12"}, {"points": "10.00"})
    assert points(world, work, None, key="key-points-3", version=1).saved[0].version == 2
    assert CheckpointResult.objects.get().points is None


def test_the_total_is_the_works_in_proportion_to_the_cap(world: World) -> None:
    first = work_of(world, 1)
    second = add_work(
        actor=world.teacher, journal_id=world.journal_id, number=1, title="Тест", kind_of_work="test",
        max_points=Decimal(60),
    )  # fmt: skip
    points(world, first, 20, 10, 0, 5)
    points(world, second, 60, 30, 0, 0, key="key-points-2")
    done = total(world, 1)
    assert [done.totals[student.id] for student in world.students] == [20, 10, 0, Decimal("1.25")]
    assert not done.locked


def test_students_without_points_are_named_before_anything_is_written(jamu_world: World) -> None:
    points(jamu_world, work_of(jamu_world, 1), 20, 10)
    with pytest.raises(ResultsMissing) as refusal:
        total(jamu_world, 1)
    assert len(refusal.value.students) == 2
    assert not CheckpointTotal.objects.exists()
    assert not SectionLock.objects.exists()
    assert total(jamu_world, 1, confirm_missing=True).locked


def test_a_total_locks_the_lessons_marks_and_works_before_it(jamu_world: World) -> None:
    world = jamu_world
    lessons = world.add_lessons(2, section=1)
    student = world.students[0].id
    mark = CellWrite(lessons[0], student, value=3)
    set_marks(actor=world.teacher, journal_id=world.journal_id, cells=[mark], idempotency_key="key-mark-1")
    work = work_of(world, 1)
    points(world, work, 20, 10, 0, 5)
    total(world, 1)
    again = CellWrite(lessons[0], student, value=5, version=1)
    late = CellWrite(lessons[1], student, value=5)
    outcome = set_marks(
        actor=world.teacher, journal_id=world.journal_id, cells=[again, late], idempotency_key="key-mark-2"
    )
    assert [cell.code for cell in outcome.refused] == ["locked", "locked"]
    assert [cell.code for cell in points(world, work, 21, key="key-points-2", version=1).refused] == [
        "locked"
    ]
    with pytest.raises(SectionLocked):
        change_lesson(
            actor=world.teacher,
            lesson_id=lessons[0],
            version=1,
            lesson=LessonInput(date=world.today, held=True),
        )
    day = world.today - timedelta(days=7)
    with pytest.raises(SectionLocked):
        add_lesson(actor=world.teacher, journal_id=world.journal_id, lesson=LessonInput(date=day))
    with pytest.raises(SectionLocked):
        add_work(
            actor=world.teacher, journal_id=world.journal_id, number=1, title="x", kind_of_work="test",
            max_points=Decimal(1),
        )  # fmt: skip
    with pytest.raises(TotalAlreadySet):
        total(world, 1)
    assert list(Mark.objects.values_list("value", "version")) == [(3, 1)]
    assert Lesson.objects.get(pk=lessons[0]).version == 1


def test_the_next_part_of_the_journal_stays_open_after_a_total(jamu_world: World) -> None:
    world = jamu_world
    old = world.add_lessons(2, section=1)
    points(world, work_of(world, 1), 20, 10, 0, 5)
    total(world, 1)
    new = add_lesson(
        actor=world.teacher,
        journal_id=world.journal_id,
        lesson=LessonInput(date=world.today, pair=2, held=True),
    )
    assert Lesson.objects.get(pk=new).section == 2
    outcome = set_marks(
        actor=world.teacher,
        journal_id=world.journal_id,
        cells=[
            CellWrite(new, world.students[0].id, value=5),
            CellWrite(old[0], world.students[0].id, value=5),
        ],
        idempotency_key="key-mark-1",
    )
    assert (len(outcome.saved), [cell.code for cell in outcome.refused]) == (1, ["locked"])


def test_totals_are_set_one_after_the_other(jamu_world: World) -> None:
    with pytest.raises(TotalOutOfOrder):
        total(jamu_world, 2, confirm_missing=True)
    assert not SectionLock.objects.exists()


def test_where_the_policy_does_not_lock_a_total_is_set_again(world: World) -> None:
    work = work_of(world, 1)
    points(world, work, 20, 10, 0, 5)
    total(world, 1)
    points(world, work, 15, key="key-points-2", version=1)
    total(world, 1)
    row = CheckpointTotal.objects.get(student_id=world.students[0].id)
    assert (row.points, row.version) == (Decimal(15), 2)
    assert CheckpointTotal.objects.get(student_id=world.students[1].id).version == 1


def test_a_work_with_points_is_neither_withdrawn_nor_cut(world: World) -> None:
    work = work_of(world, 1)
    points(world, work, 15)
    for values in ({"max_points": Decimal(14)}, {"max_points": Decimal(20), "withdrawn": True}):
        with pytest.raises(WorkHasResults):
            change_work(
                actor=world.teacher, journal_id=world.journal_id, work_id=work, version=1, title="x",
                kind_of_work="test", **values,
            )  # fmt: skip
    assert CheckpointWork.objects.get(pk=work).version == 1


def test_an_empty_work_is_withdrawn_and_no_longer_counts(world: World) -> None:
    extra = add_work(
        actor=world.teacher, journal_id=world.journal_id, number=1, title="Тест", kind_of_work="test",
        max_points=Decimal(60),
    )  # fmt: skip
    change_work(
        actor=world.teacher, journal_id=world.journal_id, work_id=extra, version=1, title="Тест",
        kind_of_work="test", max_points=Decimal(60), withdrawn=True,
    )  # fmt: skip
    assert len(checkpoints_of(world.line.id)[0].works) == 1


def test_a_teacher_of_another_group_sets_neither_points_nor_totals(jamu_world: World) -> None:
    world = jamu_world
    work = work_of(world, 1)
    with pytest.raises(NotAllowed):
        set_checkpoint_results(
            actor=world.colleague, journal_id=world.journal_id, idempotency_key="key-00000001",
            cells=[ResultWrite(work, world.students[0].id, Decimal(1))],
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        set_checkpoint_total(
            actor=world.colleague, journal_id=world.journal_id, number=1, confirm_missing=True
        )
    assert not CheckpointResult.objects.exists()
    assert not SectionLock.objects.exists()
