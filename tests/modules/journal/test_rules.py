"""The journal's regulation over plain values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.journal.rules import (
    EMPTY,
    MarkValue,
    NotUnderstood,
    Stored,
    Write,
    carriers,
    default_section,
    judge,
    typed_mark,
    typed_points,
)

ABSENT = MarkValue(absent=True)
EXCUSED = MarkValue(absent=True, excused=True)


@pytest.mark.parametrize(
    ("text", "maximum", "meaning"),
    [("5", 5, MarkValue(5)), ("2", 5, MarkValue(2)), ("", 5, EMPTY), (" ", 5, EMPTY), ("кж", 5, ABSENT),
     ("КЖ", 5, ABSENT), ("н", 5, ABSENT), ("a", 5, ABSENT), ("-", 5, ABSENT), ("у", 5, EXCUSED), ("e", 100, EXCUSED),
     ("0", 100, MarkValue(0)), ("100", 100, MarkValue(100)), ("87", 100, MarkValue(87))],
)  # fmt: skip
def test_a_keystroke_means(text: str, maximum: int, meaning: MarkValue) -> None:
    assert typed_mark(text, maximum) == meaning


@pytest.mark.parametrize(
    ("text", "maximum"),
    [("1", 5), ("6", 5), ("0", 5), ("10", 5), ("101", 100), ("4.5", 5), ("x", 5), ("٥", 5)],
)
def test_what_is_no_mark_is_not_understood(text: str, maximum: int) -> None:
    with pytest.raises(NotUnderstood):
        typed_mark(text, maximum)


@pytest.mark.parametrize(
    ("text", "points"),
    [("", None), ("12", Decimal(12)), ("12,5", Decimal("12.5")), ("0.25", Decimal("0.25"))],
)
def test_points_are_typed_with_a_comma_or_a_point(text: str, points: Decimal | None) -> None:
    assert typed_points(text) == points


@pytest.mark.parametrize("text", ["-1", "NaN", "1e3x", "0.001", "Infinity", "12,5,5"])
def test_what_are_no_points_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        typed_points(text)


contents = st.sampled_from([EMPTY, ABSENT, MarkValue(5), MarkValue(4)])
keys = st.tuples(st.integers(1, 3), st.integers(1, 3))
writes = st.lists(st.builds(Write, keys, contents, st.integers(0, 2)))
stored = st.dictionaries(keys, st.builds(Stored, st.integers(1, 99), contents, st.integers(1, 2)))


@given(writes, stored, st.sets(keys))
def test_no_write_is_lost_and_none_falls_under_two_headings(wanted: list, rows: dict, closed: set) -> None:
    judged = judge(wanted, rows, empty=EMPTY, refusal=lambda write: "locked" if write.key in closed else "")
    headings = [
        *(key for key, _version in judged.unchanged),
        *(write.key for write in judged.created),
        *(write.key for write, _row in (*judged.changed, *judged.conflicts)),
        *(write.key for write, _reason in judged.refused),
    ]
    assert sorted(headings) == sorted({write.key for write in wanted})
    assert all(write.version == row.version for write, row in judged.changed)
    assert all(write.content != row.content for write, row in (*judged.changed, *judged.conflicts))
    assert all(write.key not in rows and write.content != EMPTY for write in judged.created)


def test_a_new_lesson_stands_where_the_lessons_before_it_stand() -> None:
    lessons = [(date(2026, 9, 1), 1), (date(2026, 10, 1), 2)]
    assert default_section(lessons, date(2026, 9, 15), locked=0, last=3) == 1
    assert default_section(lessons, date(2026, 10, 1), locked=0, last=3) == 2
    assert default_section(lessons, date(2026, 12, 1), locked=2, last=3) == 3
    assert default_section([], date(2026, 9, 1), locked=0, last=3) == 1


@pytest.mark.parametrize(
    ("wanted", "having", "carry"),
    [({None}, {}, {None}), ({None, 1, 2}, {}, {None}), ({1, 2}, {}, {1, 2}), ({2}, {1: True}, {2}),
     ({1}, {None: True}, set()), ({None}, {1: True}, set())],
)  # fmt: skip
def test_checkpoints_belong_to_the_whole_group_where_it_has_a_journal(
    wanted: set, having: dict, carry: set
) -> None:
    assert carriers(frozenset(wanted), having) == carry
