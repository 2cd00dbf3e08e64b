"""Which semester the demo stands in on a day, and what has happened in it by then."""

from datetime import date, timedelta

import pytest

from ordo.config.demo.calendar import HOLIDAYS, WEEKS, semester_of


@pytest.mark.parametrize(
    ("today", "year", "number", "runs"),
    [
        (date(2026, 9, 1), 2026, 1, True),
        (date(2027, 1, 31), 2026, 1, True),
        (date(2027, 2, 1), 2026, 2, True),
        (date(2027, 6, 30), 2026, 2, True),
        (date(2027, 7, 15), 2026, 2, False),
        (date(2027, 8, 31), 2026, 2, False),
    ],
)
def test_every_day_of_a_year_has_its_semester(today: date, year: int, number: int, runs: bool) -> None:
    semester = semester_of(today)
    assert (semester.year_start, semester.number, semester.is_running) == (year, number, runs)
    assert semester.filled_until == min(today, semester.ends_on)


def test_the_semester_before_is_over_and_ends_where_this_one_begins() -> None:
    day = date(2026, 9, 1)
    while day < date(2027, 9, 1):
        semester = semester_of(day)
        before = semester.previous()
        assert before.ends_on < semester.starts_on <= before.ends_on + timedelta(days=63)
        assert (before.weeks_done, before.checkpoints_done, before.is_running) == (WEEKS, 2, False)
        assert (before.year_start, before.number) == ((2026, 1) if semester.number == 2 else (2025, 2))
        day += timedelta(days=1)


def test_lessons_stand_on_their_weekday_and_never_in_the_future_or_on_a_holiday() -> None:
    day = date(2026, 9, 1)
    while day < date(2027, 9, 1):
        semester = semester_of(day)
        for weekday in range(6):
            lessons = [lesson for _week, lesson in semester.days(weekday)]
            assert all(semester.starts_on <= lesson <= min(day, semester.ends_on) for lesson in lessons)
            assert all(lesson.weekday() == weekday for lesson in lessons)
            assert not any((lesson.month, lesson.day) in HOLIDAYS for lesson in lessons)
        day += timedelta(days=1)


def test_checkpoints_come_after_their_weeks() -> None:
    assert semester_of(date(2026, 9, 20)).checkpoints_done == 0
    assert semester_of(date(2026, 11, 2)).checkpoints_done == 0
    assert semester_of(date(2026, 11, 9)).checkpoints_done == 1
    assert semester_of(date(2026, 12, 25)).checkpoints_done == 2


def test_only_a_running_semester_has_a_lesson_of_today() -> None:
    running = semester_of(date(2026, 11, 20))
    assert running.is_today(date(2026, 11, 20))
    assert not running.is_today(date(2026, 11, 19))
    assert not semester_of(date(2027, 7, 1)).is_today(date(2027, 6, 30))
