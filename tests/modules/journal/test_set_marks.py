"""Setting marks: what is saved, what comes back, what never happens."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from modules.journal import facade as journal
from modules.journal.facade import CellWrite, LessonInput
from modules.journal.models import Lesson, Mark
from modules.journal.selectors.page import journal_page
from modules.journal.services import set_marks
from modules.people import facade as people
from modules.people.facade import Order
from ordo.access.actor import Actor, NotAllowed
from ordo.access.roles import RoleCode
from ordo.ledger import facade as ledger
from ordo.ledger.errors import KeyReused
from ordo.ledger.models import Event
from tests.modules.journal import worlds_of_two
from tests.modules.journal.world import SYSTEM, World, actor_with


def write(world: World, *cells: CellWrite, key: str = "key-00000001", actor: Actor | None = None):
    return set_marks(
        actor=actor or world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key=key
    )


def test_a_teacher_sets_marks_and_absences_of_the_own_group(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    first, second, third, _fourth = world.students
    outcome = write(
        world,
        CellWrite(lesson, first.id, value=5),
        CellWrite(lesson, second.id, absent=True),
        CellWrite(lesson, third.id, absent=True, excused=True),
    )
    assert [(cell.student_id, cell.version) for cell in outcome.saved] == [
        (first.id, 1),
        (second.id, 1),
        (third.id, 1),
    ]
    rows = Mark.objects.order_by("id").values_list("value", "absent", "excused", "entered_by_id")
    assert list(rows) == [
        (5, False, False, world.teacher.user_id),
        (None, True, False, world.teacher.user_id),
        (None, True, True, world.teacher.user_id),
    ]


def test_every_change_is_an_event_of_the_lines_register(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = world.students[0].id
    write(world, CellWrite(lesson, student, value=4))
    write(world, CellWrite(lesson, student, value=5, version=1), key="key-00000002")
    row = Mark.objects.get()
    events = ledger.history_of("journal_mark", row.pk)
    assert [(e.kind, e.before.get("value"), e.after["value"], e.actor_name) for e in events] == [
        ("row.insert", None, 4, "Асанов Бакыт"),
        ("row.update", 4, 5, "Асанов Бакыт"),
    ]


def test_clearing_a_cell_keeps_its_row_with_the_next_version(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = world.students[0].id
    write(world, CellWrite(lesson, student, value=4))
    outcome = write(world, CellWrite(lesson, student, version=1), key="key-00000002")
    row = Mark.objects.get()
    assert (row.value, row.absent, row.version) == (None, False, 2)
    assert outcome.saved[0].version == 2


def test_a_conflict_shows_both_values_and_who_and_loses_no_other_cell(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    first, second = world.students[0].id, world.students[1].id
    write(world, CellWrite(lesson, first, value=4))
    outcome = write(
        world,
        CellWrite(lesson, first, value=2, version=0),
        CellWrite(lesson, second, value=3),
        key="key-00000002",
    )
    (conflict,) = outcome.conflicts
    assert (conflict.mine["value"], conflict.theirs["value"], conflict.version) == (2, 4, 1)
    assert conflict.changed_by == "Асанов Бакыт"
    assert conflict.changed_at is not None
    assert [cell.student_id for cell in outcome.saved] == [second]
    assert Mark.objects.get(student_id=first).value == 4


def test_two_people_who_want_the_same_mark_do_not_conflict(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = world.students[0].id
    write(world, CellWrite(lesson, student, value=4))
    outcome = write(world, CellWrite(lesson, student, value=4, version=0), key="key-00000002")
    assert outcome.conflicts == ()
    assert outcome.saved[0].version == 1


def test_the_same_key_twice_gives_the_same_answer_and_writes_once(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    first, second = world.students[0].id, world.students[1].id
    write(world, CellWrite(lesson, first, value=4))
    cells = (CellWrite(lesson, first, value=2, version=0), CellWrite(lesson, second, value=3))
    one = write(world, *cells, key="key-00000002")
    events = Event.objects.count()
    assert write(world, *cells, key="key-00000002") == one
    assert Event.objects.count() == events


def test_a_key_does_not_serve_two_requests(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = world.students[0].id
    write(world, CellWrite(lesson, student, value=4))
    with pytest.raises(KeyReused):
        write(world, CellWrite(lesson, student, value=5, version=1))
    assert Mark.objects.get().value == 4


def test_a_mark_outside_of_the_scale_is_refused_and_the_rest_saved(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    first, second, third, fourth = (student.id for student in world.students)
    outcome = write(
        world,
        CellWrite(lesson, first, value=6),
        CellWrite(lesson, second, value=1),
        CellWrite(lesson, third, value=5, absent=True),
        CellWrite(lesson, fourth, value=5),
    )
    assert [cell.code for cell in outcome.refused] == ["scale", "scale", "scale"]
    assert [cell.student_id for cell in outcome.saved] == [fourth]
    assert Mark.objects.count() == 1


def test_the_first_mark_makes_a_planned_lesson_a_held_one(world: World) -> None:
    (lesson,) = world.add_lessons(1, held=False)
    write(world, CellWrite(lesson, world.students[0].id, value=5))
    row = Lesson.objects.get()
    assert row.held
    assert row.held_by is not None
    assert row.held_by.user_id == world.teacher.user_id


def test_a_lesson_of_tomorrow_takes_no_marks(world: World) -> None:
    plan = [LessonInput(date=world.today + timedelta(days=1))]
    (lesson,) = journal.add_lessons(actor=world.teacher, journal_id=world.journal_id, lessons=plan)
    outcome = write(world, CellWrite(lesson, world.students[0].id, value=5))
    assert [cell.code for cell in outcome.refused] == ["future"]
    assert not Mark.objects.exists()


def test_a_student_of_another_group_gets_no_mark(world: World) -> None:
    stranger = worlds_of_two.stranger(world)
    (lesson,) = world.add_lessons(1)
    outcome = write(world, CellWrite(lesson, stranger.id, value=5))
    assert [cell.code for cell in outcome.refused] == ["not_member"]
    assert not Mark.objects.exists()


def test_a_lesson_of_another_journal_is_unknown(world: World) -> None:
    outcome = write(world, CellWrite(987_654, world.students[0].id, value=5))
    assert [cell.code for cell in outcome.refused] == ["unknown"]


def test_a_student_who_left_keeps_the_marks_of_the_days_in_the_group(world: World) -> None:
    lessons = world.add_lessons(10)
    leaver = world.students[0]
    write(world, *(CellWrite(lesson, leaver.id, value=5) for lesson in lessons[:3]))
    gone = world.today - timedelta(days=5)
    people.leave(
        actor=SYSTEM, student_id=leaver.id, kind=people.MovementKind.EXPULSION, on=gone, order=Order()
    )
    outcome = write(world, CellWrite(lessons[-1], leaver.id, value=5), key="key-00000002")
    assert [cell.code for cell in outcome.refused] == ["not_member"]
    page = journal_page(world.teacher, world.journal_id)
    member = next(one for one in page.members if one.student.id == leaver.id)
    assert [page.stands(member, lesson) for lesson in page.lessons] == [True] * 4 + [False] * 6
    assert page.points[leaver.id].progress == Decimal(20)


@pytest.mark.parametrize(
    "somebody",
    [RoleCode.STUDENT, RoleCode.GUARDIAN, RoleCode.DEANS_OFFICE, RoleCode.RECTOR, RoleCode.HEAD_OF_DEPARTMENT,
     RoleCode.JOURNAL_ADMINISTRATOR, RoleCode.SYSTEM_ADMINISTRATOR],
)  # fmt: skip
def test_nobody_but_the_teacher_sets_marks_and_nothing_changes(world: World, somebody: RoleCode) -> None:
    (lesson,) = world.add_lessons(1)
    events = Event.objects.count()
    actor = actor_with(somebody, user_id=999, name="Чолпон", scope_id=world.line.group.faculty_id)
    with pytest.raises(NotAllowed):
        write(world, CellWrite(lesson, world.students[0].id, value=5), actor=actor)
    assert not Mark.objects.exists()
    assert Event.objects.count() == events


def test_a_teacher_of_another_group_sets_no_marks_here(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    with pytest.raises(NotAllowed):
        write(world, CellWrite(lesson, world.students[0].id, value=5), actor=world.colleague)
    assert not Mark.objects.exists()


def test_nobody_at_all_sets_no_marks(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    with pytest.raises(NotAllowed):
        write(world, CellWrite(lesson, world.students[0].id, value=5), actor=Actor.nobody())
    assert not Mark.objects.exists()


def test_a_student_with_a_teachers_permission_by_mistake_still_only_reads(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = actor_with(RoleCode.STUDENT, user_id=world.teacher.user_id or 0, name="Айгүл")
    smuggled = replace(student.grants[0], permissions=frozenset({"journal.mark.set", "journal.view"}))
    with pytest.raises(NotAllowed):
        write(
            world,
            CellWrite(lesson, world.students[0].id, value=5),
            actor=replace(student, grants=(smuggled,)),
        )
    assert not Mark.objects.exists()
