"""A student sees the own marks and nobody else's."""

import pytest

from modules.journal import facade as journal
from modules.journal.facade import CellWrite
from modules.journal.selectors.own import own_courses
from modules.journal.services import set_marks
from modules.people import facade as people
from ordo.access.actor import NotAllowed
from ordo.access.roles import RoleCode
from tests.factories.queries import as_before
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in
from tests.modules.journal.world import SYSTEM, World, actor_with


@pytest.fixture
def aigul(world: World) -> int:
    """The first student's log-in; she has a five and an absence, her neighbour a two."""
    lessons = world.add_lessons(2)
    first, second = world.students[0].id, world.students[1].id
    cells = [
        CellWrite(lessons[0], first, value=5),
        CellWrite(lessons[1], first, absent=True),
        CellWrite(lessons[0], second, value=2),
    ]
    set_marks(actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key="key-00000001")
    user_id = worlds.user("aigul", ("Абдыкадырова", "Айгүл"))
    people.tie_student(actor=SYSTEM, student_id=first, user_id=user_id)
    return user_id


def test_a_student_sees_the_own_marks_and_points(world: World, aigul: int) -> None:
    actor = actor_with(RoleCode.STUDENT, user_id=aigul, name="Айгүл")
    (course,) = own_courses(actor, world.line.semester.id)
    assert [(one.mark.value, one.mark.absent) for one in course.lessons] == [(5, False), (None, True)]
    assert course.result is not None
    assert course.result.parts.progress.points == 20


def test_the_page_shows_no_mark_of_anybody_else(world: World, aigul: int) -> None:
    client = signed_in("nsu", aigul, RoleCode.STUDENT)
    text = client.get("/app/journal/mine/").content.decode()
    assert "20 / 20" in text
    assert world.students[1].first_name not in text
    assert '"Оценка">2<' not in text


def test_a_log_in_that_is_no_students_has_no_marks(world: World, aigul: int) -> None:
    stranger = actor_with(RoleCode.STUDENT, user_id=aigul + 1000, name="?")
    with pytest.raises(NotAllowed):
        own_courses(stranger, world.line.semester.id)
    with pytest.raises(NotAllowed):
        own_courses(world.teacher, world.line.semester.id)


def test_the_points_of_several_lines_come_in_a_steady_number_of_queries(world: World, aigul: int) -> None:
    student = world.students[0].id
    with as_before("journal", "student_points"):
        (points,) = journal.student_points(student, [world.line.id]).values()
    assert points == journal.course_points(world.line.id, [student])[student]
