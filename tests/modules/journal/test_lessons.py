"""Lessons: where they may stand, who may enter them, and that a lock closes them."""

from datetime import timedelta

import pytest

from modules.journal.facade import CellWrite, LessonInput
from modules.journal.models import Lesson
from modules.journal.services import add_lesson, change_lesson, set_marks
from modules.journal.services.errors import (
    ChangedMeanwhile,
    LessonExists,
    LessonHasMarks,
    LessonNotYet,
    LessonOutOfOrder,
    LessonOutside,
    NoJournal,
)
from ordo.access.actor import NotAllowed
from ordo.ledger import facade as ledger
from ordo.ledger.errors import Locked
from tests.modules.journal.world import SYSTEM, World


def add(world: World, *, back: int = 0, **values: object) -> int:
    lesson = LessonInput(date=world.today - timedelta(days=back), **values)
    return add_lesson(actor=world.teacher, journal_id=world.journal_id, lesson=lesson)


def test_a_lesson_keeps_topic_kind_of_work_homework_and_who_held_it(world: World) -> None:
    add(world, topic=" Чектер ", kind_of_work="lecture", homework="№ 5", held=True, pair=3)
    row = Lesson.objects.get()
    assert (row.topic, row.kind_of_work, row.homework, row.pair, row.section) == (
        "Чектер",
        "lecture",
        "№ 5",
        3,
        1,
    )
    assert row.held_by is not None
    assert row.held_by.user_id == world.teacher.user_id


def test_two_lessons_do_not_stand_in_one_pair(world: World) -> None:
    add(world)
    with pytest.raises(LessonExists):
        add(world)
    add(world, pair=2)
    assert Lesson.objects.count() == 2


def test_a_lesson_lies_within_its_semester(world: World) -> None:
    with pytest.raises(LessonOutside):
        add(world, back=400)
    assert not Lesson.objects.exists()


def test_a_coming_lesson_is_not_held_yet(world: World) -> None:
    with pytest.raises(LessonNotYet):
        add(world, back=-1, held=True)
    assert not Lesson.objects.exists()


def test_lessons_of_one_checkpoint_stand_together(world: World) -> None:
    add(world, back=5, section=1)
    add(world, back=1, section=2)
    with pytest.raises(LessonOutOfOrder):
        add(world, back=0, section=1)
    with pytest.raises(LessonOutOfOrder):
        add(world, back=3, section=4)
    assert Lesson.objects.get(pk=add(world, back=3)).section == 1
    assert Lesson.objects.get(pk=add(world, back=0)).section == 2


def test_a_lesson_changes_only_from_the_version_that_was_seen(world: World) -> None:
    pk = add(world, held=True)
    wanted = LessonInput(date=world.today, topic="Жаңы", held=True)
    assert change_lesson(actor=world.teacher, lesson_id=pk, version=1, lesson=wanted) == 2
    with pytest.raises(ChangedMeanwhile):
        change_lesson(actor=world.teacher, lesson_id=pk, version=1, lesson=wanted)


def test_a_lesson_with_marks_stays_held(world: World) -> None:
    pk = add(world, held=True)
    set_marks(
        actor=world.teacher,
        journal_id=world.journal_id,
        cells=[CellWrite(pk, world.students[0].id, absent=True)],
        idempotency_key="key-00000001",
    )
    with pytest.raises(LessonHasMarks):
        change_lesson(actor=world.teacher, lesson_id=pk, version=1, lesson=LessonInput(date=world.today))
    assert Lesson.objects.get().held


def test_a_teacher_of_another_group_neither_adds_nor_changes_lessons(world: World) -> None:
    pk = add(world)
    wanted = LessonInput(date=world.today, pair=4)
    with pytest.raises(NotAllowed):
        add_lesson(actor=world.colleague, journal_id=world.journal_id, lesson=wanted)
    with pytest.raises(NotAllowed):
        change_lesson(actor=world.colleague, lesson_id=pk, version=1, lesson=wanted)
    assert list(Lesson.objects.values_list("pair", flat=True)) == [1]


def test_there_is_no_lesson_without_a_journal(world: World) -> None:
    with pytest.raises(NoJournal):
        add_lesson(actor=world.teacher, journal_id=987_654, lesson=LessonInput(date=world.today))


def test_a_closed_register_takes_no_lesson(world: World) -> None:
    with ledger.acting(SYSTEM):
        ledger.close(ledger.register_for("working_plan_line", world.line.id).id, "sheet signed")
    with pytest.raises(Locked):
        add(world)
    assert not Lesson.objects.exists()
