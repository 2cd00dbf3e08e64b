"""What a result was made from, as JSON and back: kept with a closed line to explain it in any language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from modules.grading.facade import AttendanceCounts, CourseFacts, Work
from tenants.policies import ABSENT, LessonMark


def to_data(facts: CourseFacts) -> dict[str, Any]:
    """JSON-ready values of the facts; numbers are strings."""
    counts = facts.attendance
    return {
        "attendance": [counts.held, counts.attended, counts.excused],
        "marks": [str(mark) for mark in facts.marks],
        "checkpoints": [[_work_data(work) for work in works] for works in facts.checkpoints],
        "final": None if facts.final is None else _work_data(facts.final),
    }


def from_data(data: Mapping[str, Any]) -> CourseFacts:
    """Read `to_data` back."""
    final = data["final"]
    return CourseFacts(
        attendance=AttendanceCounts(*data["attendance"]),
        marks=tuple(_mark(text) for text in data["marks"]),
        checkpoints=tuple(tuple(_work(item) for item in works) for works in data["checkpoints"]),
        final=None if final is None else _work(final),
    )


def _mark(text: str) -> LessonMark:
    return ABSENT if text == ABSENT else Decimal(text)


def _work_data(work: Work) -> list[str | None]:
    return [None if work.value is None else str(work.value), str(work.maximum)]


def _work(data: list[str | None]) -> Work:
    value, maximum = data
    return Work(None if value is None else Decimal(value), Decimal(maximum or 0))
