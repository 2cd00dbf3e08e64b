"""The version in force on the semester's first day governs the semester for good (architecture, section 5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.policies import (
    AmbiguousPolicy,
    ControlForm,
    Level,
    NoPolicy,
    PolicyRow,
    PolicyStatus,
    choose,
    collisions,
)
from tenants.presets import NSU

START = date(2024, 9, 2)
POLICY = NSU.policies[0].policy


def row(row_id: int, **changes: object) -> PolicyRow:
    base = PolicyRow(
        id=row_id,
        number=f"01-{row_id}",
        status=PolicyStatus.IN_FORCE,
        valid_from=date(2020, 9, 1),
        valid_to=None,
        level=None,
        programme_code=None,
        control_form=None,
        policy=POLICY,
    )
    return replace(base, **changes)


def chosen(
    *rows: PolicyRow, level=Level.BACHELOR, programme="710100", form=ControlForm.EXAM, start=START
) -> int:
    return choose(rows, level, programme, form, start).id


def test_the_nsu_college_gets_five_points_and_everybody_else_the_rating():
    # EB-08.0a: both systems at once.
    assert choose(NSU.policies, Level.COLLEGE, None, ControlForm.EXAM, START).policy.scale.value == "five"
    assert choose(NSU.policies, Level.MASTER, None, ControlForm.EXAM, START).policy.scale.value == "hundred"


def test_a_programme_outranks_a_level_and_a_level_outranks_a_control_form():
    everything = row(1)
    form = row(2, control_form=ControlForm.EXAM)
    level = row(3, level=Level.BACHELOR)
    level_and_form = row(4, level=Level.BACHELOR, control_form=ControlForm.EXAM)
    programme = row(5, programme_code="710100")
    assert chosen(everything) == 1
    assert chosen(everything, form) == 2
    assert chosen(everything, form, level) == 3
    assert chosen(everything, form, level, level_and_form) == 4
    assert chosen(everything, form, level, level_and_form, programme) == 5


def test_a_version_for_others_never_governs():
    rows = (
        row(1, level=Level.COLLEGE),
        row(2, programme_code="530500"),
        row(3, control_form=ControlForm.PASS_FAIL),
    )
    with pytest.raises(NoPolicy) as refused:
        chosen(*rows)
    assert refused.value.key.programme_code == "710100"
    assert refused.value.day == START


def test_a_course_without_a_programme_is_not_governed_by_a_programme_version():
    with pytest.raises(NoPolicy):
        chosen(row(1, programme_code="710100"), programme=None)


def test_both_ends_of_the_interval_are_included():
    only_that_day = row(1, valid_from=START, valid_to=START)
    assert chosen(only_that_day) == 1
    for other_day in (START - timedelta(days=1), START + timedelta(days=1)):
        with pytest.raises(NoPolicy):
            chosen(only_that_day, start=other_day)


def test_a_change_after_the_first_day_waits_for_the_next_semester():
    old = row(1, valid_to=START)
    new = row(2, valid_from=START + timedelta(days=1))
    assert chosen(old, new) == 1
    assert chosen(old, new, start=date(2025, 2, 3)) == 2


def test_a_draft_never_governs():
    draft = row(2, status=PolicyStatus.DRAFT, level=Level.BACHELOR, programme_code="710100")
    assert chosen(row(1), draft) == 1
    with pytest.raises(NoPolicy):
        chosen(draft)


def test_an_order_outranks_a_preset_of_the_same_width():
    preset = row(1, status=PolicyStatus.PRESET, number="")
    assert chosen(preset, row(2)) == 2
    assert chosen(preset) == 1


def test_two_versions_of_the_same_rank_are_refused_by_name():
    with pytest.raises(AmbiguousPolicy) as refused:
        chosen(row(7), row(3, valid_from=date(2023, 1, 1)), row(5, status=PolicyStatus.PRESET))
    assert refused.value.ids == (3, 7)


def test_no_rows_are_no_policy():
    with pytest.raises(NoPolicy):
        chosen()


def test_colliding_versions_are_named_before_they_are_put_in_force():
    open_ended = row(1)
    past = row(2, valid_from=date(2010, 1, 1), valid_to=date(2020, 8, 31))
    narrower = row(3, level=Level.COLLEGE)
    preset = row(4, status=PolicyStatus.PRESET)
    newcomer = row(9, valid_from=date(2025, 9, 1))
    assert collisions(newcomer, (open_ended, past, narrower, preset, newcomer)) == (open_ended,)
    assert collisions(replace(newcomer, status=PolicyStatus.DRAFT), (open_ended,)) == ()


def test_a_shared_last_day_is_a_collision():
    first = row(1, valid_to=date(2025, 8, 31))
    assert collisions(row(2, valid_from=date(2025, 8, 31)), (first,)) == (first,)
    assert collisions(row(2, valid_from=date(2025, 9, 1)), (first,)) == ()


days = st.dates(date(2019, 1, 1), date(2026, 1, 1))


@st.composite
def some_rows(draw: st.DrawFn) -> list[PolicyRow]:
    found = []
    for row_id in range(draw(st.integers(0, 6))):
        first = draw(days)
        last = draw(st.none() | days.filter(lambda day, first=first: day >= first))
        found.append(
            row(
                row_id,
                status=draw(st.sampled_from(PolicyStatus)),
                valid_from=first,
                valid_to=last,
                level=draw(st.none() | st.just(Level.BACHELOR) | st.just(Level.COLLEGE)),
                programme_code=draw(st.none() | st.just("710100")),
                control_form=draw(st.none() | st.sampled_from(ControlForm)),
            )
        )
    return found


def answer(rows: list[PolicyRow], start: date) -> object:
    try:
        return chosen(*rows, start=start)
    except (NoPolicy, AmbiguousPolicy) as refused:
        return type(refused), getattr(refused, "ids", None)


@given(some_rows(), days, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_the_rows(rows, start, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert answer(shuffled, start) == answer(rows, start)


@given(some_rows(), days)
def test_the_chosen_version_is_valid_fitting_and_no_draft(rows, start):
    try:
        best = choose(rows, Level.BACHELOR, "710100", ControlForm.EXAM, start)
    except (NoPolicy, AmbiguousPolicy):
        return
    assert best.status is not PolicyStatus.DRAFT
    assert best.valid_from <= start
    assert best.valid_to is None or start <= best.valid_to
    assert best.level in (None, Level.BACHELOR)
    assert best.control_form in (None, ControlForm.EXAM)


@given(some_rows(), days)
def test_rows_without_collisions_are_never_ambiguous(rows, start):
    if any(collisions(one, rows) for one in rows):
        return
    found = answer(rows, start)
    assert not (isinstance(found, tuple) and found[0] is AmbiguousPolicy)
