"""A university is filled once, the same every time, and by people who may."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction

from cms.portal.models import NewsPage
from modules.journal.models import CheckpointTotal, Lesson, Mark
from modules.people.models import Student
from modules.sheets.models import SheetLine
from ordo.accounts.models import User
from ordo.config import demo
from ordo.config.demo import university
from ordo.config.demo.calendar import semester_of
from ordo.config.demo.sizes import Size
from ordo.ledger.models import Event
from ordo.tenancy import preferences

SMALL = Size(groups=6, filled_lines=6, past_groups=1)
DAY = date(2025, 11, 20)


def _content() -> dict[str, list[Any]]:
    """What people would see, without ids and moments."""
    line = (
        "journal__line__semester__number",
        "journal__line__group__name",
        "journal__line__discipline__code",
    )
    on_lesson = [f"lesson__{name}" for name in line]
    return {
        "people": list(
            Student.objects.order_by("pin").values_list("pin", "last_name", "first_name", "group__name")
        ),
        "logins": list(User.objects.order_by("username").values_list("username", "last_name")),
        "lessons": list(
            Lesson.objects.order_by(*line, "date").values_list(*line, "date", "pair", "topic", "held")
        ),
        "marks": list(
            Mark.objects.order_by(*on_lesson, "lesson__date", "student__pin").values_list(
                *on_lesson, "student__pin", "value", "absent", "excused"
            )
        ),
        "totals": list(
            CheckpointTotal.objects.order_by("student__pin", "points").values_list("student__pin", "points")
        ),
        "sheets": list(
            SheetLine.objects.order_by("sheet__number", "position").values_list(
                "sheet__number", "student_name", "final_points", "total", "letter", "outcome"
            )
        ),
        "news": list(NewsPage.objects.order_by("slug", "locale__language_code").values_list("slug", "title")),
    }


def _checksums() -> dict[str, str]:
    return {
        name: hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()
        for name, rows in _content().items()
    }


def test_two_fills_are_the_same_whatever_ids_they_get(jamu: str) -> None:
    found = []
    for _time in range(2):
        with transaction.atomic():
            university.fill(jamu, SMALL, semester_of(DAY))
            found.append(_checksums())
            assert all(_content().values())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_marks_and_signatures_are_the_deeds_of_people(jamu: str) -> None:
    university.fill(jamu, SMALL, semester_of(DAY))
    tables = ["journal_mark", "journal_lesson", "sheets_finalmark", "sheets_signature", "sheets_sheetline"]
    events = Event.objects.filter(subject_table__in=tables)
    assert set(events.values_list("subject_table", flat=True)) == set(tables)
    assert not events.filter(actor_id=None).exists()


def test_a_university_that_is_filled_is_left_as_it_is(jamu: str) -> None:
    accounts = {"teacher": {"login": "teacher", "password": "given"}}
    preferences.put(demo.MADE, accounts, by="demo")
    assert demo.fill(jamu, "S") == accounts
    assert not Student.objects.exists()
