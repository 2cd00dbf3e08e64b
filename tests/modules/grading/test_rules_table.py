"""One journal under the four presets, reckoned by hand; the caps of JAMU over every attendance and mark."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest

from modules.grading.rules import (
    AttendanceCounts,
    CourseFacts,
    Outcome,
    Work,
    attendance_points,
    course_result,
    journal_mark,
    letter_of,
    progress_points,
    total,
    traditional_of,
)
from tenants.policies import ABSENT, ControlForm, ExcusedAbsence, LessonMarks, Level, Rounding, choose
from tenants.presets import JAMU, NSU, by_schema
from tenants.presets.grading import PRESET_SINCE

ROUNDING = Rounding()


def d(text: str) -> Decimal:
    return Decimal(text)


def work(value: str, maximum: str) -> Work:
    return Work(Decimal(value), Decimal(maximum))


# Aigul's semester. 20 lessons held, 2 of them missed for a valid reason: they leave both counts, so 9 of 18 = 1/2.
# Lesson marks 5, 4, кж, 4, 3: four marks, sum 16, mean 4.00 of 5 = 4/5. KNU's works carry 100, 80, кж, 80, 60: the
# same 4/5. Checkpoint 1: 9 of 10 and 6 of 10 = 15/20 = 3/4. Checkpoint 2: 18 of 20 = 9/10. Final: 32 of 40 = 4/5.
FIVE_MARKS = (d("5"), d("4"), ABSENT, d("4"), d("3"))
HUNDRED_MARKS = (d("100"), d("80"), ABSENT, d("80"), d("60"))
CHECKPOINTS = ((work("9", "10"), work("6", "10")), (work("18", "20"),))
FINAL = work("32", "40")


class Row(NamedTuple):
    """One line of the table reckoned by hand."""

    schema: str
    form: ControlForm
    attendance: str
    progress: str
    checkpoints: tuple[str, str]
    final: str
    points: str
    figure: str
    letter: str
    grade_point: str
    words: int


BY_HAND = [
    # NSU exam, caps 0/20, 2 × 20, 40:    0 + 20·4/5=16 + 20·3/4=15 + 20·9/10=18 + 40·4/5=32      = 81
    Row("nsu", ControlForm.EXAM, "0", "16", ("15", "18"), "32", "81", "81", "B", "3.33", 4),
    # KNU exam, caps 5/15, 2 × 20, 40:    5/2=2.5 + 15·4/5=12 + 15 + 18 + 32 = 79.5, half up      → 80
    Row("knu", ControlForm.EXAM, "2.5", "12", ("15", "18"), "32", "79.5", "80", "B", "3.33", 4),
    # JAMU exam, caps 8/10, 2 × 21, 40:   8/2=4 + 10·4/5=8 + 21·3/4=15.75 + 21·9/10=18.9 + 32 = 78.65 → 79
    Row("jamu", ControlForm.EXAM, "4", "8", ("15.75", "18.9"), "32", "78.65", "79", "C", "3.0", 4),
    # OshSU exam, caps 10/10, 2 × 20, 40: 10/2=5 + 8 + 15 + 18 + 32                               = 78
    Row("oshsu", ControlForm.EXAM, "5", "8", ("15", "18"), "32", "78", "78", "C", "3.0", 4),
    # NSU pass/fail, caps 0/40, 2 × 30:   0 + 40·4/5=32 + 30·3/4=22.5 + 30·9/10=27 = 81.5, half up → 82
    Row("nsu", ControlForm.PASS_FAIL, "0", "32", ("22.5", "27"), "0", "81.5", "82", "B", "3.33", 4),
    # KNU pass/fail, caps 10/30, 2 × 30:  10/2=5 + 30·4/5=24 + 22.5 + 27 = 78.5, half up          → 79
    Row("knu", ControlForm.PASS_FAIL, "5", "24", ("22.5", "27"), "0", "78.5", "79", "C", "3.0", 4),
    # JAMU pass/fail, caps 16/20, 2 × 32: 16/2=8 + 20·4/5=16 + 32·3/4=24 + 32·9/10=28.8 = 76.8    → 77
    Row("jamu", ControlForm.PASS_FAIL, "8", "16", ("24", "28.8"), "0", "76.8", "77", "C", "3.0", 4),
    # OshSU pass/fail, caps 20/20, 2 × 30: 20/2=10 + 20·4/5=16 + 22.5 + 27 = 75.5, half up        → 76
    Row("oshsu", ControlForm.PASS_FAIL, "10", "16", ("22.5", "27"), "0", "75.5", "76", "C", "3.0", 4),
]


def facts_for(schema: str) -> CourseFacts:
    marks = HUNDRED_MARKS if schema == "knu" else FIVE_MARKS
    return CourseFacts(AttendanceCounts(held=20, attended=9, excused=2), marks, CHECKPOINTS, FINAL)


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: f"{row.schema}-{row.form}")
def test_the_same_journal_under_each_preset_gives_the_result_reckoned_by_hand(row):
    # EB-08.0a, KNU-4.0, JAMU-3.5f–i: the same code, other data.
    version = choose(by_schema()[row.schema].policies, Level.BACHELOR, "710100", row.form, PRESET_SINCE)
    result = course_result(version, row.form, facts_for(row.schema))
    assert result.parts.attendance.points == d(row.attendance)
    assert result.parts.progress.points == d(row.progress)
    assert [part.points for part in result.parts.checkpoints] == [d(value) for value in row.checkpoints]
    assert result.parts.final.points == d(row.final)
    assert result.points == d(row.points)
    assert result.total == d(row.figure)
    assert result.letter == row.letter
    assert result.grade_point == d(row.grade_point)
    assert result.traditional == row.words
    assert result.outcome is Outcome.PASSED


def test_the_four_exam_results_differ_although_the_journal_is_the_same():
    assert len({row.figure for row in BY_HAND if row.form is ControlForm.EXAM}) == 4


COLLEGE = choose(NSU.policies, Level.COLLEGE, None, ControlForm.EXAM, PRESET_SINCE)


def college_facts(marks: str, checkpoints: str, final: str | None) -> CourseFacts:
    return CourseFacts(
        attendance=AttendanceCounts(held=20, attended=9),
        marks=tuple(Decimal(mark) for mark in marks.split()),
        checkpoints=tuple((work(mark, "5"),) for mark in checkpoints.split()),
        final=work(final, "5") if final else None,
    )


class CollegeRow(NamedTuple):
    """One line of the college's table reckoned by hand."""

    form: ControlForm
    marks: str
    checkpoints: str
    final: str | None
    points: str
    mark: int
    outcome: Outcome


COLLEGE_BY_HAND = [
    # Exam, weights 20 + 2 × 20 + 40: mean 4 → 20·4/5=16; 4 → 16; 5 → 20; 3 → 40·3/5=24; 76 % of 5 = 3.8 → 4
    CollegeRow(ControlForm.EXAM, "5 4 4 3", "4 5", "3", "76", 4, Outcome.PASSED),
    # All fives: 20 + 20 + 20 + 40 = 100 % of 5 = 5
    CollegeRow(ControlForm.EXAM, "5 5", "5 5", "5", "100", 5, Outcome.PASSED),
    # All twos: 8 + 8 + 8 + 16 = 40 % of 5 = 2
    CollegeRow(ControlForm.EXAM, "2 2 2", "2 2", "2", "40", 2, Outcome.FAILED),
    # Mean 3, then 2, 3 and 2: 20·3/5=12 + 8 + 12 + 40·2/5=16 = 48 % of 5 = 2.4 → 2
    CollegeRow(ControlForm.EXAM, "3", "2 3", "2", "48", 2, Outcome.FAILED),
    # The half: mean 2.5 → 10; 3 → 12; 3 → 12; 2 → 16: 50 % of 5 = 2.5, half up → 3
    CollegeRow(ControlForm.EXAM, "2 3", "3 3", "2", "50", 3, Outcome.PASSED),
    # Pass/fail, weights 40 + 2 × 30: 40·4/5=32 + 30·4/5=24 + 30 = 86 % of 5 = 4.3 → 4
    CollegeRow(ControlForm.PASS_FAIL, "5 4 4 3", "4 5", None, "86", 4, Outcome.PASSED),
]


@pytest.mark.parametrize("row", COLLEGE_BY_HAND, ids=lambda row: f"{row.form}-{row.points}")
def test_the_five_point_college_is_reckoned_by_the_same_code(row):
    # EB-08.0a: traditional 5-point marks.
    result = course_result(COLLEGE, row.form, college_facts(row.marks, row.checkpoints, row.final))
    assert result.points == d(row.points)
    assert result.total == row.mark
    assert result.traditional == row.mark
    assert result.letter == str(row.mark)
    assert result.outcome is row.outcome


def test_a_college_mark_is_the_weighted_mean_of_its_parts():
    # 4.00·0.2 + 4·0.2 + 5·0.2 + 3·0.4 = 0.8 + 0.8 + 1.0 + 1.2 = 3.8
    result = course_result(COLLEGE, ControlForm.EXAM, college_facts("5 4 4 3", "4 5", "3"))
    assert result.points * 5 / 100 == d("3.8")


JAMU_POLICY = JAMU.policies[0].policy


@pytest.mark.parametrize(
    ("form", "cap"),
    [
        (ControlForm.EXAM, 8),  # JAMU-3.5f
        (ControlForm.PASS_FAIL, 16),  # JAMU-3.5h
    ],
)
def test_jamu_attendance_from_0_to_n_of_n_never_exceeds_its_cap(form, cap):
    caps = JAMU_POLICY.caps(form)
    for held in range(1, 41):
        points = [
            attendance_points(
                AttendanceCounts(held, attended),
                caps.attendance,
                JAMU_POLICY.excused_absence,
                JAMU_POLICY.rounding,
            ).points
            for attended in range(held + 1)
        ]
        assert points[0] == 0
        assert points[-1] == cap
        assert points == sorted(points)
        assert max(points) <= cap
        for attended, got in enumerate(points):
            assert abs(Fraction(got) - Fraction(cap * attended, held)) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("form", "mark", "points"),
    [
        # JAMU-3.5g: 10·2/5=4, 10·3/5=6, 10·4/5=8, 10·5/5=10
        (ControlForm.EXAM, "2", "4"),
        (ControlForm.EXAM, "3", "6"),
        (ControlForm.EXAM, "4", "8"),
        (ControlForm.EXAM, "5", "10"),
        # JAMU-3.5i: 20·2/5=8, 20·3/5=12, 20·4/5=16, 20·5/5=20
        (ControlForm.PASS_FAIL, "2", "8"),
        (ControlForm.PASS_FAIL, "3", "12"),
        (ControlForm.PASS_FAIL, "4", "16"),
        (ControlForm.PASS_FAIL, "5", "20"),
    ],
)
@pytest.mark.parametrize("count", [1, 7, 40])
def test_jamu_progress_for_marks_2_to_5_never_exceeds_its_cap(form, mark, points, count):
    cap = JAMU_POLICY.caps(form).progress
    result = progress_points([d(mark)] * count, cap, JAMU_POLICY.lesson_marks, JAMU_POLICY.rounding)
    assert result.points == d(points)
    assert result.points <= cap


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        # 8 points, 10 held, 6 attended, 2 excused: 6 of 8; 8 of 10; 6 of 10
        (ExcusedAbsence.EXCLUDED, "6"),
        (ExcusedAbsence.COUNTS_AS_ATTENDED, "6.4"),
        (ExcusedAbsence.COUNTS_AS_ABSENT, "4.8"),
    ],
)
def test_excused_absences_count_as_the_policy_says(rule, points):
    assert attendance_points(AttendanceCounts(10, 6, 2), d("8"), rule, ROUNDING).points == d(points)


@pytest.mark.parametrize(
    ("marks", "mean"),
    # JAMU-3.5d: the journal's result is 0–5. (5+4+4)/3 = 4.333…; (5+4+4+4+5+5)/6 = 4.5; 'кж' is no mark.
    [("5 4 4", "4.33"), ("5 4 4 4 5 5", "4.5"), ("2 кж", "2"), ("5", "5")],
)
def test_the_journals_result_is_the_mean_of_the_marks(marks, mean):
    values = [ABSENT if mark == ABSENT else Decimal(mark) for mark in marks.split()]
    assert journal_mark(values, LessonMarks.FIVE, ROUNDING) == d(mean)


@pytest.mark.parametrize(
    ("points", "figure", "letter", "words"),
    [
        ("100", "100", "A", 5),
        ("86.5", "87", "A", 5),
        ("86.49", "86", "B", 4),
        ("73.5", "74", "C", 4),
        ("68", "68", "D", 3),
        ("60.5", "61", "E", 3),
        ("60.49", "60", "FX", 2),
        ("30.5", "31", "FX", 2),
        ("30.49", "30", "F", 2),
        ("0", "0", "F", 2),
    ],
)
def test_the_letters_table_at_its_edges(points, figure, letter, words):
    sheet = total(d(points), JAMU_POLICY)
    assert sheet == d(figure)
    assert letter_of(sheet, JAMU_POLICY).letter == letter
    assert traditional_of(sheet, JAMU_POLICY) == words
