"""A journal of 30 students and 40 lessons: reading it, writing 30 cells with the guards, and bare SQL beside them.

`make bench ARGS="-k journal"`; the figures stand in README.md of this folder.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.db import connection
from pytest_benchmark.fixture import BenchmarkFixture

from modules.journal.facade import CellWrite, set_marks
from modules.journal.selectors.page import journal_page
from ordo.access.roles import RoleCode
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in
from tests.modules.journal.world import World

STUDENTS, LESSONS = 30, 40


@pytest.fixture
def full(nsu: str) -> tuple[World, list[int]]:
    """The journal, and its lessons; every cell holds a mark."""
    made = worlds.build(students=STUDENTS)
    journal = made.open()
    lessons = made.add_lessons(LESSONS)
    ids = [student.id for student in made.students]
    cells = [
        CellWrite(lesson, student, value=2 if lesson == lessons[0] else 2 + (lesson + student) % 4)
        for lesson in lessons
        for student in ids
    ]
    set_marks(actor=made.teacher, journal_id=journal, cells=cells, idempotency_key="benchmark-fill")
    return made, lessons


def test_reading_the_journal_page_values(full: tuple[World, list[int]], benchmark: BenchmarkFixture) -> None:
    made, _lessons = full
    page = benchmark(journal_page, made.teacher, made.journal_id)
    assert page is not None


def test_the_page_over_http(full: tuple[World, list[int]], benchmark: BenchmarkFixture) -> None:
    made, _lessons = full
    client = signed_in("nsu", made.teacher.user_id or 0, RoleCode.TEACHER)
    answer: Any = benchmark(client.get, f"/app/journal/{made.journal_id}/")
    assert answer.status_code == 200


def test_writing_thirty_cells(full: tuple[World, list[int]], benchmark: BenchmarkFixture) -> None:
    made, lessons = full
    version = count(1)
    ids = [student.id for student in made.students]

    def write() -> None:
        seen = next(version)
        cells = [CellWrite(lessons[0], student, value=2 + seen % 4, version=seen) for student in ids]
        outcome = set_marks(
            actor=made.teacher,
            journal_id=made.journal_id,
            cells=cells,
            idempotency_key=f"benchmark-{seen:06d}",
        )
        assert len(outcome.saved) == STUDENTS
        assert not outcome.conflicts

    benchmark(write)


def test_bare_sql_of_the_same_thirty_cells(
    full: tuple[World, list[int]], benchmark: BenchmarkFixture, superuser: Callable[..., Any]
) -> None:
    with superuser() as bare:
        bare.execute("CREATE TEMP TABLE bare_mark (lesson_id bigint, student_id bigint, value smallint,"
                     " version integer, PRIMARY KEY (lesson_id, student_id))")  # fmt: skip
        bare.execute(
            "INSERT INTO bare_mark SELECT l, s, 3, 1 FROM generate_series(1, 40) l, generate_series(1, 30) s"
        )
        benchmark(
            bare.execute,
            "UPDATE bare_mark SET value = 2 + version %% 4, version = version + 1 WHERE lesson_id = %s",
            [1],
        )


def test_bare_sql_of_reading_the_marks(full: tuple[World, list[int]], benchmark: BenchmarkFixture) -> None:
    made, _lessons = full

    def read() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT json_agg(json_build_array(m.lesson_id, m.student_id, m.value, m.version))::text"
                " FROM journal_mark m JOIN journal_lesson l ON l.id = m.lesson_id WHERE l.journal_id = %s",
                [made.journal_id],
            )
            return len(cursor.fetchone()[0])

    assert benchmark(read) > STUDENTS * LESSONS
