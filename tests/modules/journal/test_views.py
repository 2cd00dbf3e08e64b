"""The pages of the journal as a browser without scripts sees them, and the endpoint that the grid saves to."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from modules.journal import facade as journal
from modules.journal.models import Lesson, Mark, SectionLock
from ordo.access.roles import RoleCode
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in
from tests.modules.journal.world import World


@pytest.fixture
def teacher(world: World) -> Client:
    return signed_in("nsu", world.teacher.user_id or 0, RoleCode.TEACHER)


def url(world: World, path: str = "") -> str:
    return f"/app/journal/{world.journal_id}/{path}"


def save(client: Client, world: World, *cells: list, key: str = "key-00000001"):
    body = json.dumps({"key": key, "cells": cells})
    return client.post(url(world, "cells"), body, content_type="application/json")


def test_the_list_shows_the_own_journals(teacher: Client, world: World) -> None:
    answer = teacher.get("/app/journal/")
    assert answer.status_code == 200
    assert world.line.group.name in answer.content.decode()
    assert url(world) in answer.content.decode()


def test_strangers_are_sent_to_sign_in(world: World) -> None:
    client = Client(HTTP_HOST="nsu.localhost")
    for path in ("", f"{world.journal_id}/", f"{world.journal_id}/lessons/add/"):
        answer = client.get(f"/app/journal/{path}")
        assert (answer.status_code, "login" in answer["Location"]) == (302, True)
    assert save(client, world).status_code == 401


def test_a_colleague_is_told_that_there_is_no_such_journal(world: World) -> None:
    client = signed_in("nsu", world.colleague.user_id or 0, RoleCode.TEACHER)
    (lesson,) = world.add_lessons(1)
    assert client.get(url(world)).status_code == 404
    assert client.get(url(world, f"points/{world.students[0].id}")).status_code == 404
    assert client.get(url(world, f"history?cell=s{world.students[0].id} l{lesson}")).status_code == 404
    assert client.get(url(world, f"lessons/{lesson}/")).status_code == 404
    assert save(client, world, [f"s{world.students[0].id} l{lesson}", "5", 0]).status_code == 403
    assert not Mark.objects.exists()


def test_a_student_gets_no_page_of_a_journal(world: World) -> None:
    client = signed_in("nsu", worlds.user("aigul"), RoleCode.STUDENT)
    assert client.get(url(world)).status_code == 403
    assert client.get("/app/journal/").status_code == 403
    assert save(client, world).status_code == 403


def test_the_grid_saves_cells_and_gives_back_the_running_points(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    first, second, third, fourth = (student.id for student in world.students)
    answer = save(
        teacher, world,
        [f"s{first} l{lesson}", "5", 0], [f"s{second} l{lesson}", "a", 0],
        [f"s{third} l{lesson}", "e", 0], [f"s{fourth} l{lesson}", "7", 0],
    )  # fmt: skip
    data = answer.json()
    assert [cell for cell, _version in data["saved"]] == [
        f"s{one} l{lesson}" for one in (first, second, third)
    ]
    assert [one["cell"] for one in data["refused"]] == [f"s{fourth} l{lesson}"]
    assert data["points"][str(first)]["g"] == "20"
    assert Mark.objects.count() == 3


def test_the_grid_saves_points_of_works(teacher: Client, world: World) -> None:
    (work, _maximum) = journal.checkpoints_of(world.line.id)[0].works[0]
    student = world.students[0].id
    data = save(teacher, world, [f"s{student} w{work}", "12,5", 0]).json()
    assert (data["saved"], data["points"][str(student)]["c"][0]) == ([[f"s{student} w{work}", 1]], "12,5")


def test_a_conflict_comes_back_with_both_values(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    cell = f"s{world.students[0].id} l{lesson}"
    save(teacher, world, [cell, "5", 0])
    (conflict,) = save(teacher, world, [cell, "a", 0], key="key-00000002").json()["conflicts"]
    assert (conflict["mine"], conflict["theirs"], conflict["version"]) == ("н", "5", 1)
    assert conflict["who"]


def test_a_batch_sent_twice_is_written_once(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    cell = f"s{world.students[0].id} l{lesson}"
    assert save(teacher, world, [cell, "5", 0]).json() == save(teacher, world, [cell, "5", 0]).json()
    assert Mark.objects.get().version == 1
    assert save(teacher, world, [cell, "4", 1]).status_code == 409


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"key": 1, "cells": []}', '{"key": "short", "cells": []}',
             '{"key": "key-00000001", "cells": [1]}', '{"key": "key-00000001", "cells": [["s1 l1", "5"]]}'],
)  # fmt: skip
def test_a_body_of_another_form_is_refused(teacher: Client, world: World, body: str) -> None:
    answer = teacher.post(url(world, "cells"), body, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["message"])) == (400, True)


def test_a_lesson_is_added_and_changed_by_its_form(teacher: Client, world: World) -> None:
    form = {
        "date": world.today.isoformat(),
        "pair": 2,
        "kind_of_work": "lecture",
        "topic": "Чектер",
        "held": "on",
    }
    answer = teacher.post(url(world, "lessons/add/"), form)
    row = Lesson.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url(world, f"lessons/{row.pk}/"))
    assert teacher.post(url(world, "lessons/add/"), form).status_code == 200
    assert Lesson.objects.count() == 1
    teacher.post(url(world, f"lessons/{row.pk}/"), {**form, "topic": "Туунду", "version": 1})
    assert Lesson.objects.get().topic == "Туунду"


def test_a_lessons_page_gives_every_student_keys(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    text = teacher.get(url(world, f"lessons/{lesson}/")).content.decode()
    assert text.count("data-set=5") == text.count("data-set=a") == len(world.students)


def test_the_total_is_set_after_those_without_points_were_confirmed(jamu_world: World) -> None:
    world = jamu_world
    client = signed_in("jamu", world.teacher.user_id or 0, RoleCode.TEACHER)
    answer = client.post(url(world, "checkpoints/1/total"))
    assert (answer.status_code, SectionLock.objects.exists()) == (409, False)
    assert world.students[0].full_name in answer.content.decode()
    assert client.post(url(world, "checkpoints/1/total"), {"confirm_missing": "1"}).status_code == 302
    assert SectionLock.objects.get().number == 1


def test_fragments_explain_points_and_show_history(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = world.students[0].id
    save(teacher, world, [f"s{student} l{lesson}", "4", 0])
    assert "16" in teacher.get(url(world, f"points/{student}")).content.decode()
    assert "Асанов Бакыт" in teacher.get(url(world, f"history?cell=s{student} l{lesson}")).content.decode()
    for wrong in ("", "s1", "s1 x2", "sx l1", "s1 l" + "9" * 30):
        assert teacher.get(url(world, f"history?cell={wrong}")).status_code == 404


def test_names_in_the_grid_are_escaped(teacher: Client, world: World) -> None:
    lessons = [journal.LessonInput(date=world.today, topic='"><script>alert(1)</script>', held=True)]
    journal.add_lessons(actor=world.teacher, journal_id=world.journal_id, lessons=lessons)
    assert "<script>alert" not in teacher.get(url(world)).content.decode()


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_grid_is_whole_in_three_languages(teacher: Client, world: World, language: str) -> None:
    world.add_lessons(3)
    with override(language):
        text = teacher.get(url(world), headers={"Accept-Language": language}).content.decode()
    assert text.count("<input aria-labelledby") == 3 * len(world.students)
    assert f'lang="{language}"' in text


def test_a_full_journal_stays_within_its_budget(nsu: str) -> None:
    world = worlds.build(students=30)
    world.open()
    client = signed_in("nsu", world.teacher.user_id or 0, RoleCode.TEACHER)
    lessons = world.add_lessons(40, section=1)
    cells = [
        [f"s{student.id} l{lesson}", "a" if (i + j) % 7 == 0 else str(2 + (i * j) % 4), 0]
        for i, student in enumerate(world.students)
        for j, lesson in enumerate(lessons)
    ]
    assert len(save(client, world, *cells).json()["saved"]) == 1200
    answer = client.get(url(world), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 20_000
    assert len(re.findall(rb"<input", gzip.decompress(answer.content))) >= 1200


def test_a_planned_lesson_takes_no_marks_before_its_day(teacher: Client, world: World) -> None:
    lessons = [journal.LessonInput(date=world.today + timedelta(days=1))]
    journal.add_lessons(actor=world.teacher, journal_id=world.journal_id, lessons=lessons)
    assert (
        b'aria-labelledby="s'
        not in teacher.get(url(world)).content.split(b"<tbody>")[1].split(b"inputmode")[0]
    )
