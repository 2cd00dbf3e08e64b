"""The journal through the API: the same deeds, the same refusals."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from modules.journal import facade as journal
from modules.journal.models import Lesson, Mark, SectionLock
from ordo.access.roles import RoleCode
from ordo.modular import registry, switches
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in
from tests.modules.journal.world import SYSTEM, World

PAGE = """query($id: ID!) { journal(id: $id) {
    subject { discipline group controlForm } markMaximum maySetMarks packedMarks
    lessons { id date held locked version } checkpoints { number maxPoints works { id } }
    students { id name points { attendance progress checkpoints total } }
    marks { lessonId studentId value absent } } }"""
SET = """mutation($input: SetMarksInput!) { setMarks(input: $input) {
    saved { columnId studentId version } conflicts { mine theirs version changedBy } refused { code message } } }"""


def ask(client: Client, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables})
    return client.post("/graphql/", body, content_type="application/json").json()


@pytest.fixture
def teacher(world: World) -> Client:
    return signed_in("nsu", world.teacher.user_id or 0, RoleCode.TEACHER)


def marks_input(world: World, *cells: dict[str, Any], key: str = "key-00000001") -> dict[str, Any]:
    return {"journalId": world.journal_id, "idempotencyKey": key, "cells": list(cells)}


def test_a_journal_is_read_whole_in_a_steady_number_of_queries(teacher: Client, world: World) -> None:
    lessons = world.add_lessons(3)
    student = world.students[0].id
    ask(teacher, SET, input=marks_input(world, {"lessonId": lessons[0], "studentId": student, "value": 5}))
    with CaptureQueriesContext(connection) as queries:
        data = ask(teacher, PAGE, id=world.journal_id)["data"]["journal"]
    assert len(queries) <= 22
    assert data["subject"]["group"] == world.line.group.name
    assert data["packedMarks"] == [[lessons[0], student, 5, 0, 1]]
    assert data["marks"] == [
        {"lessonId": str(lessons[0]), "studentId": str(student), "value": 5, "absent": False}
    ]
    assert [one["number"] for one in data["checkpoints"]] == [1, 2]
    assert {one["points"]["progress"] for one in data["students"]} == {None, "20.00"}


def test_marks_are_set_once_and_conflicts_told(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    first, second = world.students[0].id, world.students[1].id
    cell = {"lessonId": lesson, "studentId": first, "value": 5}
    for _twice in range(2):
        answer = ask(teacher, SET, input=marks_input(world, cell))["data"]["setMarks"]
        assert answer["saved"] == [{"columnId": str(lesson), "studentId": str(first), "version": 1}]
    other = [{**cell, "value": 2}, {"lessonId": lesson, "studentId": second, "value": 9}]
    answer = ask(teacher, SET, input=marks_input(world, *other, key="key-00000002"))["data"]["setMarks"]
    assert answer["conflicts"][0]["theirs"]["value"] == 5
    assert answer["refused"][0]["code"] == "scale"
    assert list(Mark.objects.values_list("value", "version")) == [(5, 1)]


def test_a_stranger_neither_reads_nor_writes(world: World) -> None:
    (lesson,) = world.add_lessons(1)
    colleague = signed_in("nsu", world.colleague.user_id or 0, RoleCode.TEACHER)
    student = signed_in("nsu", worlds.user("aigul"), RoleCode.STUDENT)
    cell = {"lessonId": lesson, "studentId": world.students[0].id, "value": 5}
    for client, code in ((colleague, "NOT_FOUND"), (student, "NOT_ALLOWED")):
        read = ask(client, PAGE, id=world.journal_id)
        assert read["errors"][0]["extensions"]["code"] == code
        write = ask(client, SET, input=marks_input(world, cell))
        assert write["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert not Mark.objects.exists()


def test_a_total_is_set_and_what_misses_is_told_by_a_code(jamu_world: World) -> None:
    world = jamu_world
    client = signed_in("jamu", world.teacher.user_id or 0, RoleCode.TEACHER)
    query = """mutation($id: ID!, $yes: Boolean!) {
        setCheckpointTotal(journalId: $id, checkpoint: 1, confirmMissing: $yes) { number locked } }"""
    refused = ask(client, query, id=world.journal_id, yes=False)
    assert refused["errors"][0]["extensions"]["code"] == "JOURNAL.RESULTS_MISSING"
    assert "4" in refused["errors"][0]["message"]
    assert not SectionLock.objects.exists()
    done = ask(client, query, id=world.journal_id, yes=True)["data"]["setCheckpointTotal"]
    assert done == {"number": 1, "locked": True}


def test_lessons_and_points_are_entered_through_the_api(teacher: Client, world: World) -> None:
    add = "mutation($id: ID!, $lesson: LessonFields!) { addLesson(journalId: $id, lesson: $lesson) { lessonId } }"
    lesson = {"date": world.today.isoformat(), "kindOfWork": "LECTURE", "topic": "Чектер", "held": True}
    pk = ask(teacher, add, id=world.journal_id, lesson=lesson)["data"]["addLesson"]["lessonId"]
    assert Lesson.objects.get().kind_of_work == "lecture"
    change = """mutation($id: ID!, $lesson: LessonFields!) {
        changeLesson(lessonId: $id, version: 1, lesson: $lesson) { version } }"""
    assert ask(teacher, change, id=pk, lesson=lesson)["data"]["changeLesson"]["version"] == 2
    again = ask(teacher, change, id=pk, lesson=lesson)
    assert again["errors"][0]["extensions"]["code"] == "CONFLICT"
    (work, _maximum) = journal.checkpoints_of(world.line.id)[0].works[0]
    points = """mutation($input: SetCheckpointResultsInput!) {
        setCheckpointResults(input: $input) { saved { version } refused { code } } }"""
    cells = [
        {"workId": work, "studentId": world.students[0].id, "points": "12.5"},
        {"workId": work, "studentId": world.students[1].id, "points": "99"},
    ]
    answer = ask(teacher, points, input=marks_input(world, *cells))["data"]["setCheckpointResults"]
    assert answer == {"saved": [{"version": 1}], "refused": [{"code": "too_many"}]}


def test_own_journals_and_the_history_of_a_cell_are_listed(teacher: Client, world: World) -> None:
    (lesson,) = world.add_lessons(1)
    student = world.students[0].id
    ask(teacher, SET, input=marks_input(world, {"lessonId": lesson, "studentId": student, "value": 5}))
    (item,) = ask(teacher, "{ myJournals { id held unfilled } }")["data"]["myJournals"]
    assert item == {"id": str(world.journal_id), "held": 1, "unfilled": 0}
    query = """query($j: ID!, $l: ID!, $s: ID!) {
        journalCellHistory(journalId: $j, lessonId: $l, studentId: $s) { actor before after } }"""
    events = ask(teacher, query, j=world.journal_id, l=lesson, s=student)["data"]["journalCellHistory"]
    assert events == [{"actor": "Асанов Бакыт", "before": "", "after": "5"}]


@pytest.mark.parametrize("wrong", ["x", "-1", "9" * 20, "١"])
def test_an_id_that_is_none_is_not_found(teacher: Client, wrong: str) -> None:
    assert ask(teacher, PAGE, id=wrong)["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_a_switched_off_journal_is_not_in_the_schema(teacher: Client, world: World) -> None:
    for label in (*sorted(registry.dependents_of("journal")), "journal"):
        switches.switch(actor=SYSTEM, label=label, on=False)
    assert ask(teacher, PAGE, id=world.journal_id)["errors"][0]["extensions"]["code"] == "BAD_QUERY"
    assert teacher.get(f"/app/journal/{world.journal_id}/").status_code == 404
