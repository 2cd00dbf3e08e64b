"""What PostgreSQL itself refuses to the application's role, whatever the program says (architecture §7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import F

from modules.journal.facade import CellWrite, ResultWrite, checkpoints_of
from modules.journal.models import (
    Checkpoint,
    CheckpointResult,
    CheckpointTotal,
    CheckpointWork,
    Journal,
    Lesson,
    Mark,
    SectionLock,
)
from modules.journal.services import set_checkpoint_results, set_checkpoint_total, set_marks
from ordo.ledger import facade as ledger
from ordo.ledger.errors import (
    ImmutableColumn,
    LedgerError,
    Locked,
    NoActor,
    OutOfDomain,
    StaleVersion,
    refusals,
)
from tests.modules.journal import world as worlds
from tests.modules.journal.world import World


@contextmanager
def refused(world: World, error: type[LedgerError], reason: str = "") -> Iterator[None]:
    """The block must be refused by the database for this reason."""
    with pytest.raises(error) as caught, ledger.acting(world.teacher):
        yield
    assert reason in ("", caught.value.refusal.reason)


def marked(world: World, value: int = 4) -> Mark:
    (lesson,) = world.add_lessons(1, section=1)
    cell = CellWrite(lesson, world.students[0].id, value=value)
    set_marks(actor=world.teacher, journal_id=world.journal_id, cells=[cell], idempotency_key="key-00000001")
    return Mark.objects.get()


@pytest.mark.parametrize("value", [1, 6, 100])
def test_a_mark_outside_of_the_scale_does_not_enter_the_table(world: World, value: int) -> None:
    row = marked(world)
    with refused(world, OutOfDomain, "mark.scale"):
        Mark.objects.filter(pk=row.pk).update(value=value, version=F("version") + 1)
    with refused(world, OutOfDomain, "mark.scale"):
        Mark.objects.create(
            register=row.register, lesson=row.lesson, student_id=world.students[1].id, value=value
        )


def test_a_hundred_point_journal_takes_its_own_scale(db: None) -> None:
    from ordo.tenancy.current import inside

    with inside("knu"):
        world = worlds.build()
        world.open()
        row = marked(world, value=87)
        with refused(world, OutOfDomain, "mark.scale"):
            Mark.objects.filter(pk=row.pk).update(value=101, version=F("version") + 1)


def test_a_change_without_the_next_version_is_refused(world: World) -> None:
    row = marked(world)
    for version in (1, 3):
        with refused(world, StaleVersion):
            Mark.objects.filter(pk=row.pk).update(value=5, version=version)
    assert Mark.objects.get().value == 4


def test_no_row_of_the_journal_is_deleted(world: World) -> None:
    marked(world)
    for model in (Mark, Lesson, CheckpointWork, Checkpoint, Journal):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            model.objects.all()._raw_delete("default")
    assert Mark.objects.count() == 1


def test_a_mark_does_not_move_to_another_student_or_lesson(world: World) -> None:
    row = marked(world)
    with refused(world, ImmutableColumn, "student_id"):
        Mark.objects.filter(pk=row.pk).update(student_id=world.students[1].id, version=F("version") + 1)


def test_a_row_does_not_stand_in_another_lines_register(world: World) -> None:
    row = marked(world)
    other = worlds.build(prefix="B", students=1)
    other.open()
    foreign = Journal.objects.get(pk=other.journal_id).register_id
    with refused(world, OutOfDomain, "mark.register"):
        Mark.objects.create(register_id=foreign, lesson=row.lesson, student_id=world.students[1].id, value=5)
    with refused(world, OutOfDomain, "lesson.register"):
        Lesson.objects.create(register_id=foreign, journal_id=world.journal_id, date=world.today, pair=9)


def test_nothing_is_written_by_nobody(world: World) -> None:
    row = marked(world)
    with pytest.raises(NoActor), refusals(), transaction.atomic():
        Mark.objects.filter(pk=row.pk).update(value=5, version=F("version") + 1)


def test_a_closed_register_refuses_every_table(world: World) -> None:
    row = marked(world)
    with ledger.acting(world.teacher):
        ledger.close(row.register_id, "sheet signed")
    with refused(world, Locked, "register"):
        Mark.objects.filter(pk=row.pk).update(value=5, version=F("version") + 1)
    with refused(world, Locked, "register"):
        Lesson.objects.filter(pk=row.lesson_id).update(topic="x", version=F("version") + 1)
    with refused(world, Locked, "register"):
        CheckpointWork.objects.filter(register_id=row.register_id).update(title="x", version=F("version") + 1)


def locked(world: World) -> Mark:
    row = marked(world)
    work = checkpoints_of(world.line.id)[0].works[0][0]
    cells = [ResultWrite(work, student.id, Decimal(10)) for student in world.students]
    set_checkpoint_results(
        actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key="key-00000002"
    )
    set_checkpoint_total(actor=world.teacher, journal_id=world.journal_id, number=1)
    return row


def test_behind_the_lock_nothing_changes_and_nothing_is_added(jamu_world: World) -> None:
    world = jamu_world
    row = locked(world)
    with refused(world, Locked, "section"):
        Mark.objects.filter(pk=row.pk).update(value=5, version=F("version") + 1)
    with refused(world, Locked, "section"):
        Mark.objects.create(
            register=row.register, lesson=row.lesson, student_id=world.students[1].id, value=5
        )
    with refused(world, Locked, "section"):
        Lesson.objects.filter(pk=row.lesson_id).update(section=2, version=F("version") + 1)
    with refused(world, Locked, "section"):
        Lesson.objects.create(register=row.register, journal_id=world.journal_id, date=world.today, pair=9)
    with refused(world, Locked, "section"):
        CheckpointResult.objects.filter(points=10).update(points=11, version=F("version") + 1)
    with refused(world, Locked, "section"):
        CheckpointTotal.objects.update(points=11, version=F("version") + 1)
    with refused(world, Locked, "section"):
        checkpoint = Checkpoint.objects.get(number=1)
        CheckpointWork.objects.create(register=row.register, checkpoint=checkpoint, max_points=5)


def test_there_is_no_unlock(jamu_world: World) -> None:
    world = jamu_world
    locked(world)
    with refused(world, ImmutableColumn):
        SectionLock.objects.update(number=2, version=F("version") + 1)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        SectionLock.objects.all()._raw_delete("default")
    with refused(world, ImmutableColumn, "locks_on_total"):
        Journal.objects.update(locks_on_total=False, version=F("version") + 1)


def test_a_lock_needs_a_policy_that_locks(world: World) -> None:
    journal = Journal.objects.get(pk=world.journal_id)
    with refused(world, OutOfDomain, "lock.not_by_policy"):
        from django.utils import timezone

        SectionLock.objects.create(
            register=journal.register, journal=journal, number=1, whole_group=True, set_at=timezone.now()
        )


def test_points_and_totals_stay_below_their_caps(world: World) -> None:
    journal = Journal.objects.get(pk=world.journal_id)
    work = CheckpointWork.objects.filter(checkpoint__number=1).get()
    student = world.students[0].id
    with refused(world, OutOfDomain, "result.too_many_points"):
        CheckpointResult.objects.create(
            register=journal.register, work=work, student_id=student, points=Decimal("20.01")
        )
    with refused(world, OutOfDomain, "total.too_many_points"):
        CheckpointTotal.objects.create(
            register=journal.register, checkpoint=work.checkpoint, student_id=student, points=Decimal("20.01")
        )
    with refused(world, OutOfDomain, "checkpoint.sum"):
        Checkpoint.objects.create(
            register=journal.register, journal=journal, number=3, max_points=Decimal(61)
        )
    with refused(world, ImmutableColumn, "max_points"):
        Checkpoint.objects.filter(number=1).update(max_points=50, version=F("version") + 1)


def test_the_register_verifies_after_all_that(world: World) -> None:
    marked(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_event WHERE subject_table LIKE 'journal_%%'")
        (count,) = cursor.fetchone()
    assert count == 1 + 2 + 2 + 1 + 1  # journal, checkpoints, works, lesson, mark
