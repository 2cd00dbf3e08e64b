"""No data is no fail, impossible input is refused, and every step of a result is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from modules.grading.rules import (
    AttendanceCounts,
    CourseFacts,
    ImpossibleCounts,
    ImpossiblePoints,
    NotAMark,
    Outcome,
    StepCode,
    Work,
    attendance_points,
    checkpoint_points,
    course_result,
    final_points,
    journal_mark,
    letter_of,
    progress_points,
)
from tenants.policies import (
    ABSENT,
    CannotSpread,
    ControlForm,
    ExcusedAbsence,
    LessonMarks,
    PolicyStatus,
    Rounding,
    RoundingMode,
)
from tenants.presets import JAMU, NSU

ROUNDING = Rounding()
VERSION = JAMU.policies[0]
EMPTY = CourseFacts(AttendanceCounts(0, 0), (), ((), ()), None)


def d(text: str) -> Decimal:
    return Decimal(text)


def work(value: str | None, maximum: str = "21") -> Work:
    return Work(None if value is None else Decimal(value), Decimal(maximum))


FULL = CourseFacts(
    AttendanceCounts(10, 5), (d("4"), ABSENT), ((work("10.5"),), (work("21"),)), Work(d("20"), d("40"))
)


def test_no_held_lesson_is_no_data_and_no_fail():
    part = attendance_points(AttendanceCounts(0, 0), d("8"), ExcusedAbsence.EXCLUDED, ROUNDING)
    assert (part.points, part.no_data) == (0, True)
    assert part.explanation.codes[-1] is StepCode.ATTENDANCE_NO_DATA


def test_only_excused_lessons_are_no_data_when_they_leave_both_counts():
    counts = AttendanceCounts(held=3, attended=0, excused=3)
    assert attendance_points(counts, d("8"), ExcusedAbsence.EXCLUDED, ROUNDING).no_data
    assert attendance_points(counts, d("8"), ExcusedAbsence.COUNTS_AS_ATTENDED, ROUNDING).points == 8
    absent = attendance_points(counts, d("8"), ExcusedAbsence.COUNTS_AS_ABSENT, ROUNDING)
    assert (absent.points, absent.no_data) == (0, False)


def test_absence_alone_is_no_mark():
    part = progress_points([ABSENT, ABSENT], d("10"), LessonMarks.FIVE, ROUNDING)
    assert (part.points, part.no_data) == (0, True)
    assert part.explanation.first(StepCode.ABSENCES_NOT_MARKS).values["absences"] == 2
    assert journal_mark([ABSENT], LessonMarks.FIVE, ROUNDING) is None


def test_a_part_without_points_is_not_waited_for():
    part = attendance_points(AttendanceCounts(0, 0), d("0"), ExcusedAbsence.EXCLUDED, ROUNDING)
    assert (part.points, part.no_data) == (0, False)
    assert final_points(None, d("0"), ROUNDING).complete
    assert checkpoint_points([], d("0"), ROUNDING, 1).complete


def test_an_empty_journal_is_open_and_has_no_letter():
    result = course_result(VERSION, ControlForm.EXAM, EMPTY)
    assert result.outcome is Outcome.OPEN
    assert (result.points, result.letter, result.grade_point, result.traditional) == (0, None, None, None)
    assert result.so_far is None
    assert result.journal_mark is None
    assert result.explanation.codes[-1] is StepCode.OPEN


def test_a_closed_sheet_decides_and_says_that_data_were_missing():
    result = course_result(VERSION, ControlForm.EXAM, EMPTY, closed=True)
    assert (result.outcome, result.letter) == (Outcome.FAILED, "F")
    assert StepCode.CLOSED_WITHOUT_DATA in result.explanation.codes


def test_a_missing_exam_keeps_the_result_open_although_the_journal_is_full():
    result = course_result(VERSION, ControlForm.EXAM, replace(FULL, final=None))
    # 8·5/10=4 + 10·4/5=8 + 21·10.5/21=10.5 + 21 = 43.5 of the 60 points with data: 43.5·100/60 = 72.5
    assert result.points == d("43.5")
    assert result.so_far == d("72.5")
    assert result.outcome is Outcome.OPEN
    assert result.parts.final.no_data


def test_a_zero_that_was_entered_is_data():
    result = course_result(VERSION, ControlForm.EXAM, replace(FULL, final=Work(d("0"), d("40"))))
    assert result.outcome is Outcome.FAILED
    assert not result.parts.final.no_data


def test_a_checkpoint_half_entered_keeps_the_result_open():
    # EB-08.0b: several kinds of work; 6 of 10 is set, 10 more are waited for: 21·6/20 = 6.3.
    half = (work("6", "10"), work(None, "10"))
    result = course_result(VERSION, ControlForm.EXAM, replace(FULL, checkpoints=(half, (work("21"),))))
    first = result.parts.checkpoints[0]
    assert (first.points, first.no_data, first.pending) == (d("6.3"), False, True)
    assert result.parts.checkpoint_total.pending
    assert result.outcome is Outcome.OPEN
    # Complete are attendance 4 of 8, progress 8 of 10, checkpoint 21 of 21, final 20 of 40: 53·100/79 = 67.088…
    assert result.so_far == d("67.09")


def test_the_curriculum_line_sets_the_number_of_checkpoints():
    # EB-06.2d: three instead of two share JAMU's 42 points: 14 each.
    three = replace(FULL, checkpoints=((work("21"),), (work("21"),), (work("21"),)))
    result = course_result(VERSION, ControlForm.EXAM, three)
    assert [part.cap for part in result.parts.checkpoints] == [14, 14, 14]
    assert result.parts.checkpoint_total.points == 42
    step = result.explanation.first(StepCode.CHECKPOINTS_SPREAD)
    assert step.values == {"planned": 3, "own": 2, "caps": (14, 14, 14)}
    assert StepCode.CHECKPOINTS_SPREAD not in course_result(VERSION, ControlForm.EXAM, FULL).explanation.codes


def test_a_line_without_checkpoints_does_not_fit_a_policy_that_gives_points_for_them():
    with pytest.raises(CannotSpread):
        course_result(VERSION, ControlForm.EXAM, replace(FULL, checkpoints=()))


@pytest.mark.parametrize("counts", [(5, 6, 0), (5, 4, 2), (-1, 0, 0), (5, -1, 0), (5, 5, -1)])
def test_counts_that_contradict_each_other_are_refused(counts):
    with pytest.raises(ImpossibleCounts):
        AttendanceCounts(*counts)


@pytest.mark.parametrize(
    ("value", "maximum"),
    [("21.01", "21"), ("-0.01", "21"), ("NaN", "21"), ("1", "0"), ("1", "Infinity"), (None, "-1")],
)
def test_points_outside_their_maximum_are_refused_and_never_cut(value, maximum):
    with pytest.raises(ImpossiblePoints):
        work(value, maximum)


@pytest.mark.parametrize("mark", ["1", "6", "4.5", "0", "100"])
def test_what_the_regulation_does_not_know_is_no_mark(mark):
    # JAMU-3.5c: 'кж', 5, 4, 3, 2. Refused even where progress carries no points.
    for cap in ("10", "0"):
        with pytest.raises(NotAMark):
            progress_points([d("5"), d(mark)], d(cap), LessonMarks.FIVE, ROUNDING)


def test_a_total_outside_every_letter_is_refused():
    with pytest.raises(LookupError):
        letter_of(d("60.5"), VERSION.policy)


def test_the_explanation_names_policy_marks_caps_and_rounding():
    explanation = course_result(VERSION, ControlForm.EXAM, FULL).explanation
    assert explanation.codes == (
        StepCode.POLICY_PRESET,
        StepCode.CONTROL_EXAM,
        StepCode.ROUNDING_HALF_UP,
        StepCode.ATTENDANCE_COUNTS,
        StepCode.ATTENDANCE,
        StepCode.LESSON_MARKS,
        StepCode.ABSENCES_NOT_MARKS,
        StepCode.PROGRESS,
        StepCode.CHECKPOINT,
        StepCode.CHECKPOINT,
        StepCode.CHECKPOINT_TOTAL,
        StepCode.FINAL,
        StepCode.SUM,
        StepCode.SHEET_HALF_UP,
        StepCode.LETTER,
        StepCode.PASSED,
    )
    assert explanation.first(StepCode.LESSON_MARKS).values["marks"] == (d("4"), ABSENT)
    assert explanation.first(StepCode.ATTENDANCE).values == {"cap": 8, "attended": 5, "held": 10, "points": 4}
    # 4 + 8 + 10.5 + 21 + 20 = 63.5 → 64
    assert explanation.first(StepCode.SUM).values["points"] == d("63.5")
    assert explanation.first(StepCode.SHEET_HALF_UP).values["total"] == 64
    with pytest.raises(LookupError):
        explanation.first(StepCode.OPEN)


def test_the_explanation_names_the_order_of_a_version_in_force_and_marks_a_draft():
    ordered = replace(
        VERSION, id=7, number="01-12/19", status=PolicyStatus.IN_FORCE, valid_from=date(2024, 9, 1)
    )
    result = course_result(ordered, ControlForm.EXAM, FULL)
    step = result.explanation.first(StepCode.POLICY_IN_FORCE)
    assert (step.values["version"], step.values["number"], step.values["since"]) == (
        "7",
        "01-12/19",
        date(2024, 9, 1),
    )
    assert (result.policy_id, result.policy_number) == (7, "01-12/19")
    draft = course_result(
        replace(VERSION, status=PolicyStatus.DRAFT), ControlForm.PASS_FAIL, FULL
    ).explanation
    assert draft.codes[:2] == (StepCode.POLICY_DRAFT, StepCode.CONTROL_PASS_FAIL)


def test_rounding_down_is_named_and_done():
    policy = replace(VERSION.policy, rounding=Rounding(mode=RoundingMode.DOWN))
    result = course_result(replace(VERSION, policy=policy), ControlForm.EXAM, FULL)
    # 63.5 cut down to 63
    assert result.total == 63
    assert StepCode.ROUNDING_DOWN in result.explanation.codes
    assert StepCode.SHEET_DOWN in result.explanation.codes


def test_a_five_point_result_explains_the_way_to_the_mark():
    college = NSU.policies[1]
    facts = CourseFacts(
        AttendanceCounts(4, 4), (d("4"),), ((work("4", "5"),), (work("5", "5"),)), work("3", "5")
    )
    step = course_result(college, ControlForm.EXAM, facts).explanation.first(StepCode.FIVE_POINT_MARK)
    assert step.values == {"points": 76, "mark": d("3.8")}


def test_an_explanation_can_be_kept_with_a_signed_sheet():
    data = course_result(VERSION, ControlForm.EXAM, FULL).explanation.to_data()
    assert data[0]["code"] == "policy_preset"
    assert data[0]["params"]["since"] == {"date": "2000-01-01"}
    assert data[0]["params"]["name"]["ru"] == "ЖАГУ: модульно-рейтинговая система"
    assert data[4]["params"]["cap"] == {"number": "8"}
    assert data[5]["params"]["marks"] == [{"number": "4"}, "кж"]
