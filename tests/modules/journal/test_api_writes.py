"""Lessons and works through the API: sent again, outdated, denied, and by ids of another university."""

from typing import Any

import pytest
from django.test import Client

from modules.journal import facade as journal
from modules.journal.models import CheckpointWork, Lesson
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in
from tests.modules.journal.test_api import ask
from tests.modules.journal.world import World

ADD_LESSON = """mutation($id: ID!, $lesson: LessonFields!, $key: String) {
    addLesson(journalId: $id, lesson: $lesson, idempotencyKey: $key) { lessonId version } }"""
CHANGE_LESSON = """mutation($id: ID!, $version: Int!, $lesson: LessonFields!) {
    changeLesson(lessonId: $id, version: $version, lesson: $lesson) { version } }"""
ADD = """mutation($id: ID!, $work: WorkFields!, $key: String) {
    addCheckpointWork(journalId: $id, checkpoint: 1, work: $work, idempotencyKey: $key) { workId version } }"""
CHANGE = """mutation($id: ID!, $work: ID!, $version: Int!, $given: WorkChanges!) {
    changeCheckpointWork(journalId: $id, workId: $work, version: $version, work: $given) { workId version } }"""
WORK = {"title": "Коллоквиум", "maxPoints": "7.5"}


@pytest.fixture
def teacher(world: World) -> Client:
    """Bakyt, who teaches the line."""
    return signed_in("nsu", world.teacher.user_id or 0, RoleCode.TEACHER)


def code(client: Client, text: str, **variables: Any) -> str:
    """The code of the first error."""
    return str(ask(client, text, **variables)["errors"][0]["extensions"]["code"])


def rows() -> list[Any]:
    """All lessons and works."""
    return [list(kind._default_manager.order_by("pk").values()) for kind in (Lesson, CheckpointWork)]


def test_a_work_is_added_once_and_a_lesson_sent_again_is_answered(teacher: Client, world: World) -> None:
    lessons, works = Lesson.objects.count(), CheckpointWork.objects.count()
    lesson = {"date": world.today.isoformat(), "held": True}
    for text, given in ((ADD, {"work": WORK}), (ADD_LESSON, {"lesson": lesson})):
        call = {"id": world.journal_id, "key": f"journal/{len(text)}", **given}
        first = ask(teacher, text, **call)
        assert "errors" not in first, first
        assert ask(teacher, text, **call) == first
    assert (Lesson.objects.count(), CheckpointWork.objects.count()) == (lessons + 1, works + 1)
    assert code(teacher, ADD_LESSON, id=world.journal_id, lesson=lesson) == "JOURNAL.LESSON_EXISTS"


def test_a_work_is_changed_withdrawn_and_an_outdated_version_is_a_conflict(
    teacher: Client, world: World
) -> None:
    made = ask(teacher, ADD, id=world.journal_id, work=WORK)["data"]["addCheckpointWork"]
    call = {"id": world.journal_id, "work": made["workId"], "version": 1}
    changed = {"title": "Тест", "maxPoints": 9, "kindOfWork": "TEST"}
    answer = ask(teacher, CHANGE, **call, given=changed)["data"]["changeCheckpointWork"]
    assert answer == {"workId": made["workId"], "version": 2}
    row = CheckpointWork.objects.get(pk=made["workId"])
    assert (row.title, row.max_points, row.kind_of_work, row.withdrawn) == ("Тест", 9, "test", False)
    assert code(teacher, CHANGE, **call, given=WORK) == "CONFLICT"
    ask(teacher, CHANGE, **{**call, "version": 2}, given={**changed, "withdrawn": True})
    row.refresh_from_db()
    assert (row.withdrawn, row.version) == (True, 3)


@pytest.mark.parametrize("points", ["0", "-1", "100.5", "0.001", "NaN", "Infinity"])
def test_points_that_no_work_has_are_refused(teacher: Client, world: World, points: str) -> None:
    before = rows()
    found = code(teacher, ADD, id=world.journal_id, work={**WORK, "maxPoints": points})
    assert found in {"JOURNAL.BAD_POINTS", "BAD_QUERY"}
    assert rows() == before


def test_who_may_not_changes_nothing(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    (work, _maximum) = journal.checkpoints_of(world.line.id)[0].works[0]
    fields = {"date": world.today.isoformat(), "held": True}
    browsers = (
        signed_in("nsu", world.colleague.user_id or 0, RoleCode.TEACHER),
        signed_in("nsu", worlds.user("aigul"), RoleCode.STUDENT),
    )
    before = rows()
    for browser in browsers:
        assert code(browser, ADD, id=world.journal_id, work=WORK, key="journal/1") == "NOT_ALLOWED"
        assert code(browser, CHANGE, id=world.journal_id, work=work, version=1, given=WORK) == "NOT_ALLOWED"
        assert code(browser, ADD_LESSON, id=world.journal_id, lesson=fields, key="lesson/1") == "NOT_ALLOWED"
        assert code(browser, CHANGE_LESSON, id=lesson, version=1, lesson=fields) == "NOT_ALLOWED"
    assert rows() == before


def test_ids_of_another_university_are_not_found(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    (work, _maximum) = journal.checkpoints_of(world.line.id)[0].works[0]
    fields = {"date": world.today.isoformat(), "held": True}
    with inside("jamu"):
        daniyar = signed_in("jamu", worlds.user("daniyar"), RoleCode.TEACHER)
        assert code(daniyar, ADD, id=world.journal_id, work=WORK) == "NOT_FOUND"
        assert code(daniyar, CHANGE, id=world.journal_id, work=work, version=1, given=WORK) == "NOT_FOUND"
        assert code(daniyar, ADD_LESSON, id=world.journal_id, lesson=fields) == "NOT_FOUND"
        assert code(daniyar, CHANGE_LESSON, id=lesson, version=1, lesson=fields) == "NOT_FOUND"
        assert not Lesson.objects.exists()
