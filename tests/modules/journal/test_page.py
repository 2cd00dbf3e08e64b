"""Reading a journal: who sees it, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from modules.journal.facade import CellWrite
from modules.journal.models import Journal
from modules.journal.selectors import lists
from modules.journal.selectors.history import mark_history
from modules.journal.selectors.page import Rights, explanation, journal_page
from modules.journal.services import set_marks
from ordo.access.actor import NotAllowed
from ordo.access.roles import RoleCode
from tests.factories.queries import as_before
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in
from tests.modules.journal.world import World, actor_with, user


def full(world: World, lessons: int) -> None:
    held = world.add_lessons(lessons, section=1)
    cells = [CellWrite(lesson, student.id, value=5) for lesson in held for student in world.students]
    set_marks(
        actor=world.teacher,
        journal_id=world.journal_id,
        cells=cells,
        idempotency_key=f"key-{world.journal_id:08}",
    )


def test_thirty_students_and_forty_lessons_take_as_few_queries_as_four_and_one(nsu: str) -> None:
    small = worlds.build(prefix="S")
    small.open()
    full(small, 1)
    large = worlds.build(prefix="L", students=30)
    large.open()
    full(large, 40)
    semester = large.line.semester.id
    for one in (small, large):
        with as_before("journal", "journal_page"):
            journal_page(one.teacher, one.journal_id)
        with as_before("journal", "my_journals"):
            lists.my_journals(one.teacher, semester)
        with as_before("journal", "due_lessons"):
            lists.due_lessons(one.teacher, semester)
        with as_before("journal", "explanation"):
            explanation(one.teacher, one.journal_id, one.students[0].id)


MOST_QUERIES = 15


def test_the_whole_request_of_a_journal_of_thirty_by_forty_keeps_to_its_budget(nsu: str) -> None:
    """Session, person, rights and all: the budget is of the page as the browser asks for it."""
    made = worlds.build(prefix="H", students=30)
    made.open()
    full(made, 40)
    teacher = signed_in("nsu", made.teacher.user_id or 0, RoleCode.TEACHER)
    teacher.get(f"/app/journal/{made.journal_id}/")
    with CaptureQueriesContext(connection) as captured:
        answer = teacher.get(f"/app/journal/{made.journal_id}/")
    print(f"journal of 30 x 40: {len(captured)} queries, the whole request")
    assert answer.status_code == 200
    assert len(captured) <= MOST_QUERIES, "\n".join(query["sql"][:200] for query in captured)


def test_a_colleague_without_the_group_sees_no_journal(world: World) -> None:
    with pytest.raises(Journal.DoesNotExist):
        journal_page(world.colleague, world.journal_id)


def test_a_student_sees_no_journal(world: World) -> None:
    student = actor_with(RoleCode.STUDENT, user_id=5, name="Айгүл")
    with pytest.raises(NotAllowed):
        journal_page(student, world.journal_id)


def test_the_dean_sees_the_own_facultys_journals_and_writes_in_none(world: World) -> None:
    faculty = world.line.group.faculty_id
    cholpon = actor_with(RoleCode.DEANS_OFFICE, user_id=8, name="Чолпон", scope_id=faculty)
    page = journal_page(cholpon, world.journal_id)
    assert page.rights == Rights(marks=False, lessons=False, works=False, totals=False)
    other = actor_with(RoleCode.DEANS_OFFICE, user_id=9, name="Данияр", scope_id=faculty + 1)
    with pytest.raises(Journal.DoesNotExist):
        journal_page(other, world.journal_id)
    semester = world.line.semester.id
    shown = lists.cards(cholpon, lists.visible_line_ids(cholpon, semester))
    assert [card.id for card in shown] == [world.journal_id]
    assert list(lists.visible_line_ids(other, semester)) == []


def test_all_journals_are_found_by_words_of_the_group_or_the_discipline(world: World) -> None:
    cholpon = actor_with(
        RoleCode.DEANS_OFFICE, user_id=8, name="Чолпон", scope_id=world.line.group.faculty_id
    )
    semester, name = world.line.semester.id, world.line.group.name
    for words, found in ((name.lower(), 1), (f"{name} матем", 1), ("МАТЕМАТИКА", 1), (f"{name} тарых", 0)):
        assert len(lists.visible_line_ids(cholpon, semester, words)) == found, words


def test_the_page_of_all_journals_is_searched_and_says_when_nothing_was_found(world: World) -> None:
    dean = signed_in("nsu", user("dean-of-journals"), RoleCode.ACADEMIC_OFFICE)
    name = world.line.group.name
    assert name in dean.get(f"/app/journal/?all=1&q={name}").content.decode()
    nothing = dean.get("/app/journal/?all=1&q=zzz", headers={"accept-language": "en"}).content.decode()
    assert name not in nothing
    assert "No journal was found by these words" in nothing


def test_a_list_tells_what_is_not_filled(world: World) -> None:
    world.add_lessons(3, held=False)
    (card,) = lists.my_journals(world.teacher, world.line.semester.id)
    assert (card.filling.lessons, card.filling.held, card.filling.unfilled) == (3, 0, 3)
    due = lists.due_lessons(world.teacher, world.line.semester.id)
    assert [lesson.date for lesson in due] == [world.today - timedelta(days=back) for back in range(3)]
    assert lists.my_journals(world.colleague, world.line.semester.id) == []


def test_the_history_of_a_cell_is_that_of_its_journal_only(world: World) -> None:
    full(world, 1)
    lesson, student = world.lessons[0], world.students[0].id
    (event,) = mark_history(world.teacher, world.journal_id, lesson, student)
    assert (event.before, event.after.value, event.actor_name) == (None, 5, "Асанов Бакыт")
    other = worlds.build(prefix="B", students=1)
    other.open()
    with pytest.raises(Journal.DoesNotExist):
        mark_history(other.teacher, other.journal_id, lesson, student)
