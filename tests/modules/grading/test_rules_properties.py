"""Properties that hold for every journal: never above the cap, monotone, the sum of the parts, order-free."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from modules.grading.rules import (
    AttendanceCounts,
    CourseFacts,
    CourseResult,
    Outcome,
    StepCode,
    Work,
    attendance_points,
    checkpoint_points,
    course_result,
    progress_points,
)
from tenants.policies import (
    ABSENT,
    ControlForm,
    ExcusedAbsence,
    LessonMarks,
    PolicyRow,
    Rounding,
    RoundingMode,
)
from tenants.presets import ALL, STANDARD

VERSIONS = [row for preset in (*ALL, STANDARD) for row in preset.policies]
roundings = st.builds(Rounding, mode=st.sampled_from(RoundingMode))
caps = st.decimals(min_value=0, max_value=100, places=2)
rules = st.sampled_from(ExcusedAbsence)
hundredths = st.decimals(min_value=0, max_value=100, places=2)
five_marks = st.sampled_from([Decimal(2), Decimal(3), Decimal(4), Decimal(5), ABSENT])


@st.composite
def attendance(draw: st.DrawFn) -> AttendanceCounts:
    held = draw(st.integers(0, 60))
    attended = draw(st.integers(0, held))
    return AttendanceCounts(held, attended, draw(st.integers(0, held - attended)))


@st.composite
def works(draw: st.DrawFn) -> Work:
    maximum = draw(st.decimals(min_value="0.01", max_value=50, places=2))
    value = draw(st.none() | st.decimals(min_value=0, max_value=maximum, places=2))
    return Work(value, maximum)


@st.composite
def courses(draw: st.DrawFn) -> tuple[PolicyRow, ControlForm, CourseFacts]:
    version = draw(st.sampled_from(VERSIONS))
    hundred = version.policy.lesson_marks is LessonMarks.HUNDRED
    marks = draw(st.lists(hundredths | st.just(ABSENT) if hundred else five_marks, max_size=12))
    checkpoints = draw(st.lists(st.lists(works(), max_size=3).map(tuple), min_size=1, max_size=4))
    facts = CourseFacts(draw(attendance()), tuple(marks), tuple(checkpoints), draw(st.none() | works()))
    return version, draw(st.sampled_from(ControlForm)), facts


@given(attendance(), caps, rules, roundings)
def test_attendance_never_exceeds_its_cap(counts, cap, rule, rounding):
    assert 0 <= attendance_points(counts, cap, rule, rounding).points <= cap


@given(attendance(), caps, rules, roundings)
def test_one_more_lesson_attended_never_costs_points(counts, cap, rule, rounding):
    if counts.attended + counts.excused == counts.held:
        return
    better = replace(counts, attended=counts.attended + 1)
    assert (
        attendance_points(counts, cap, rule, rounding).points
        <= attendance_points(better, cap, rule, rounding).points
    )


@given(attendance(), caps, roundings)
def test_the_three_rules_for_excused_absences_are_in_order(counts, cap, rounding):
    absent, excluded, attended = (
        attendance_points(counts, cap, rule, rounding)
        for rule in (
            ExcusedAbsence.COUNTS_AS_ABSENT,
            ExcusedAbsence.EXCLUDED,
            ExcusedAbsence.COUNTS_AS_ATTENDED,
        )
    )
    assert absent.points <= attended.points
    if not excluded.no_data:
        assert absent.points <= excluded.points <= attended.points


@given(st.lists(five_marks, max_size=40), caps, roundings)
def test_progress_never_exceeds_its_cap(marks, cap, rounding):
    assert 0 <= progress_points(marks, cap, LessonMarks.FIVE, rounding).points <= cap


@given(st.lists(five_marks, max_size=20), five_marks, five_marks, caps, roundings)
def test_a_better_mark_never_gives_fewer_points(marks, one, other, cap, rounding):
    if ABSENT in (one, other):
        return
    worse = progress_points([*marks, min(one, other)], cap, LessonMarks.FIVE, rounding)
    better = progress_points([*marks, max(one, other)], cap, LessonMarks.FIVE, rounding)
    assert worse.points <= better.points


@given(st.lists(five_marks, max_size=20), caps, st.integers(0, 5))
def test_absences_change_nothing_in_progress(marks, cap, absences):
    with_absences = progress_points([*marks, *[ABSENT] * absences], cap, LessonMarks.FIVE, Rounding())
    without = progress_points([mark for mark in marks if mark != ABSENT], cap, LessonMarks.FIVE, Rounding())
    assert (with_absences.points, with_absences.no_data) == (without.points, without.no_data)


@given(st.lists(works(), max_size=6), caps, roundings)
def test_a_checkpoint_never_exceeds_its_cap(entered, cap, rounding):
    assert 0 <= checkpoint_points(entered, cap, rounding, 1).points <= cap


@given(courses())
def test_the_points_are_the_sum_of_the_parts_and_never_above_100(course):
    result = course_result(*course)
    assert result.points == sum(part.points for part in result.parts.counted)
    assert result.points == (
        result.parts.attendance.points
        + result.parts.progress.points
        + result.parts.checkpoint_total.points
        + result.parts.final.points
    )
    assert 0 <= result.points <= 100
    assert 0 <= result.total <= course[0].policy.scale.maximum
    assert all(0 <= part.points <= part.cap for part in result.parts.counted)


@given(courses(), st.booleans())
def test_every_complete_or_closed_result_has_a_letter_that_agrees_with_the_outcome(course, closed):
    result = course_result(*course, closed=closed)
    assert (result.band is None) == (result.outcome is Outcome.OPEN)
    assert (result.outcome is Outcome.OPEN) == (not closed and not result.parts.complete)
    if result.band:
        assert (result.outcome is Outcome.PASSED) == (result.traditional >= 3) == (result.grade_point > 0)


def figures(result: CourseResult) -> tuple[object, ...]:
    return result.points, result.total, result.so_far, result.letter, result.outcome, result.journal_mark


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_of_marks_and_works_does_not_matter(course, random):
    version, form, facts = course
    marks = list(facts.marks)
    random.shuffle(marks)
    checkpoints = []
    for entered in facts.checkpoints:
        shuffled = list(entered)
        random.shuffle(shuffled)
        checkpoints.append(tuple(shuffled))
    shuffled_facts = replace(facts, marks=tuple(marks), checkpoints=tuple(checkpoints))
    assert figures(course_result(version, form, shuffled_facts)) == figures(course_result(*course))


@given(courses())
def test_the_result_so_far_is_the_result_when_everything_is_there(course):
    result = course_result(*course)
    if result.parts.complete:
        policy = course[0].policy
        assert result.so_far == policy.rounding.part(result.points * policy.scale.maximum, Decimal(100))
    if result.so_far is not None:
        assert 0 <= result.so_far <= course[0].policy.scale.maximum


@given(courses(), st.booleans())
def test_the_explanation_adds_up_and_names_the_verdict(course, closed):
    result = course_result(*course, closed=closed)
    step = result.explanation.first(StepCode.SUM).values
    assert step["points"] == step["attendance"] + step["progress"] + step["checkpoints"] + step["final"]
    verdicts = {StepCode.PASSED, StepCode.FAILED, StepCode.OPEN} & set(result.explanation.codes)
    assert {code.value for code in verdicts} == {result.outcome.value}
