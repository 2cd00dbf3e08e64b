"""A student's own results: live points, closed results, GPA, explanations; nobody else's (EB-04.1a, JAMU-4.2c)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from modules.people import facade as people
from modules.sheets import facade
from modules.sheets.models import SheetLine
from modules.sheets.rules import SheetOutcome, gpa
from modules.sheets.selectors import lists, results
from ordo.access.actor import NotAllowed
from tests.modules.sheets.school import SYSTEM, School, today


def closed_exam(school: School, finals: tuple[str | None, ...], weight: int = 5) -> int:
    """Close an exam with these finals; everybody has 48 points before it. Gives the line's id."""
    line = school.line(credits=weight)
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    school.set(sheet, dict(zip((student.id for student in school.students), finals, strict=True)))
    school.close(sheet)
    return line.id


def test_live_points_stand_beside_closed_results_with_the_mean_of_grade_points(school: School) -> None:
    closed_exam(school, ("30", "30", "30"), weight=5)  # 78 C 3.0
    closed_exam(school, ("40", "5", None), weight=3)  # 88 A 4.0
    running = school.line("pass_fail")
    school.fill(running, school.students[0], ["5", "4"], ["20", "21"])
    found = facade.results_of_student(school.students[0].id)
    assert found is not None
    (semester,) = found.semesters
    assert (found.gpa, semester.gpa) == (Decimal("3.38"), Decimal("3.38"))  # (3·5 + 4·3) ÷ 8 = 3.375
    assert (found.credits_earned, semester.credits_planned, found.debts) == (8, 13, 0)
    live = next(row for row in semester.rows if row.line.id == running.id)
    # 40·9/10 = 36 + 20 + 21
    assert (live.closed, live.total, live.progress, live.checkpoints) == (
        False, 77, Decimal(36), (Decimal(20), Decimal(21)),
    )  # fmt: skip
    assert live.outcome is SheetOutcome.NONE


def test_debts_bring_no_credits_and_count_nothing_towards_the_mean(school: School) -> None:
    line = closed_exam(school, ("30", "5", None))
    for student, outcome in zip(
        school.students[1:], (SheetOutcome.FAILED, SheetOutcome.NOT_APPEARED), strict=True
    ):
        found = facade.results_of_student(student.id)
        assert found is not None
        assert (found.debts, found.credits_earned, found.gpa) == (1, 0, 0)
        assert found.semesters[0].rows[0].outcome is outcome
    debts = lists.debt_rows(lists.debts(school.cholpon, school.semester.id))
    assert [(debt.student_id, debt.line.id) for debt in debts] == [
        (student.id, line) for student in school.students[1:]
    ]
    assert lists.debts(school.dean_elsewhere, school.semester.id).count() == 0


def test_the_summary_of_the_session_counts_by_group(school: School) -> None:
    closed_exam(school, ("40", "5", None))
    (summary,) = lists.session_summary(school.cholpon, school.semester.id)
    tally = summary.tally
    assert (summary.group.id, summary.sheets, summary.closed) == (school.group.id, 1, 1)
    assert (tally.students, tally.passed, tally.failed, tally.not_appeared) == (3, 1, 1, 1)
    assert (tally.success_percent, tally.quality_percent) == (Decimal("33.3"), Decimal("33.3"))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ky", "5 × 78 ÷ 100"),
        ("ru", "Порог"),
        ("en", "Pass threshold 61: reached."),
    ],
)
def test_a_closed_total_explains_itself_in_every_language(
    school: School, language: str, sentence: str
) -> None:
    line = closed_exam(school, ("30", "30", "30"))
    with translation.override(language):
        explained = results.explanation(school.students[0], line)
    assert (explained.total, explained.agrees) == (78, True)
    assert len(explained.sentences) >= 10
    if language == "en":
        assert explained.sentences[-1] == sentence
        assert "Final control: 40 × 30 ÷ 40 = 30 (at most 40)." in explained.sentences


def test_a_line_that_was_forged_past_the_register_is_found_out(school: School) -> None:
    line = closed_exam(school, ("30", "30", "30"))
    row = SheetLine.objects.get(student_id=school.students[0].id)
    row.total = Decimal(100)
    from modules.grading import facade as grading
    from modules.sheets.selectors.sheet import closed_explanation

    choice = grading.policy_by_version(row.sheet.policy_version_id)
    assert not closed_explanation(row, choice, "exam").agrees
    assert line


def test_a_student_sees_the_own_results_and_nobody_elses(school: School) -> None:
    closed_exam(school, ("30", "30", "30"))
    own = results.own_student(school.aigul)
    assert own is not None
    assert own.id == school.students[0].id
    with pytest.raises(NotAllowed):
        results.student_for(school.aigul, school.students[1].id)
    with pytest.raises(NotAllowed):
        lists.sheets(school.aigul, lists.SheetFilter(semester_id=school.semester.id))
    with pytest.raises(NotAllowed):
        results.own_student(school.cholpon)
    assert results.student_for(school.cholpon, own.id) == own
    with pytest.raises(results.NoStudent):
        results.student_for(school.dean_elsewhere, own.id)


def test_a_result_goes_with_the_student_into_another_group(school: School) -> None:
    closed_exam(school, ("30", "30", "30"))
    gone = school.students[0]
    people.transfer(actor=SYSTEM, student_id=gone.id, group_id=school.other_group.id, on=today())
    found = facade.results_of_student(gone.id, today() + timedelta(days=1))
    assert found is not None
    assert [row.total for semester in found.semesters for row in semester.rows] == [78]


def test_the_mean_weighs_by_credits_and_leaves_out_what_has_no_grade_point() -> None:
    assert gpa([(Decimal("4.0"), Decimal(5)), (Decimal("2.0"), Decimal(3)), (None, Decimal(9))]) == Decimal(
        "3.25"
    )
    assert gpa([]) is None
    assert gpa([(Decimal(4), Decimal(0))]) is None


def test_no_such_student_has_no_results(school: School) -> None:
    assert facade.results_of_student(10**6) is None
