"""Entering the final column, signing, closing: what is allowed, what is refused, and that refused means unchanged."""

from decimal import Decimal

import pytest
from django.db.models import F

from modules.grading.models import PolicyVersion
from modules.journal import facade as journal
from modules.journal.models import Journal
from modules.sheets import services
from modules.sheets.models import FinalMark, GradeSheet, SheetLine, Signature
from modules.sheets.rules import SheetStatus
from modules.sheets.services import FinalWrite
from modules.sheets.services import errors as refused
from modules.teaching import facade as teaching
from modules.teaching.facade import NewLine
from ordo.access.actor import Actor, NotAllowed
from ordo.ledger import facade as ledger
from ordo.ledger.errors import KeyReused
from tests.modules.sheets.school import SYSTEM, School, key


def full(school: School, finals: str = "30") -> GradeSheet:
    """An exam's sheet with everything entered: journal, checkpoints, finals."""
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    school.set(sheet, {student.id: finals for student in school.students})
    return sheet


def test_the_sheets_of_a_semester_are_made_once_with_numbers_in_a_row(school: School) -> None:
    lines = [school.line(), school.line("pass_fail")]
    first = services.ensure_sheets(actor=school.cholpon, semester_id=school.semester.id)
    again = services.ensure_sheets(actor=school.cholpon, semester_id=school.semester.id)
    year = school.semester.year_start
    assert (first.made, first.existing, first.refused) == (2, 0, ())
    assert (again.made, again.existing) == (0, 2)
    rows = list(GradeSheet.objects.order_by("number"))
    assert [row.number for row in rows] == [f"{year}-1-000001", f"{year}-1-000002"]
    assert {row.line_id for row in rows} == {line.id for line in lines}
    assert {row.final_maximum for row in rows} == {Decimal(40), Decimal(0)}


@pytest.mark.parametrize("who", ["bakyt", "aigul", "stranger"])
def test_who_may_not_make_sheets_makes_none(school: School, who: str) -> None:
    school.line()
    with pytest.raises(NotAllowed):
        services.ensure_sheets(actor=getattr(school, who), semester_id=school.semester.id)
    assert not GradeSheet.objects.exists()


def test_a_dean_of_another_faculty_makes_nothing_here(school: School) -> None:
    school.line()
    assert services.ensure_sheets(actor=school.dean_elsewhere, semester_id=school.semester.id).total == 0
    assert not GradeSheet.objects.exists()


def test_a_line_that_no_policy_governs_is_told_and_the_others_are_made(school: School) -> None:
    kept = school.line()
    ended = school.semester.starts_on.replace(year=2001)
    PolicyVersion.objects.filter(status="preset").update(valid_to=ended, version=F("version") + 1)
    bare = teaching.ensure_line(
        actor=SYSTEM,
        line=NewLine(
            discipline_id=kept.discipline_id,
            group_id=school.other_group.id,
            semester_id=school.semester.id,
            control_form="exam",
            credits=Decimal(3),
        ),
    )
    assert not Journal.objects.filter(line_id=bare.id).exists()
    outcome = services.ensure_sheets(actor=school.cholpon, semester_id=school.semester.id)
    assert (outcome.made, [line for line, _why in outcome.refused]) == (1, [bare.id])
    assert outcome.refused[0][1]


def test_finals_are_saved_cell_by_cell_and_a_wrong_one_does_not_spoil_the_others(school: School) -> None:
    sheet = school.sheet(school.line())
    one, two, three = (student.id for student in school.students)
    outcome = school.set(sheet, {one: "35.5", two: "41", three: None})
    assert [cell.student_id for cell in outcome.saved] == [one, three]
    assert [(cell.student_id, cell.code) for cell in outcome.refused] == [(two, "too_many")]
    rows = {row.student_id: (row.points, row.absent) for row in FinalMark.objects.all()}
    assert rows == {one: (Decimal("35.50"), False), three: (None, True)}


@pytest.mark.parametrize("points", ["-1", "40.01", "12.345", "NaN", "Infinity"])
def test_points_that_cannot_be_are_refused(school: School, points: str) -> None:
    sheet = school.sheet(school.line())
    cell = FinalWrite(school.students[0].id, Decimal(points))
    outcome = services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=[cell], idempotency_key=key())
    assert [one.code for one in outcome.refused] == ["too_many"]
    assert not FinalMark.objects.exists()


@pytest.mark.parametrize(
    "who", ["cholpon", "aigul", "stranger", "dean_elsewhere", "vice_rector", "academic_office"]
)
def test_only_the_teacher_of_the_line_enters_finals(school: School, who: str) -> None:
    sheet = school.sheet(school.line())
    cell = FinalWrite(school.students[0].id, Decimal(40))
    with pytest.raises(NotAllowed):
        services.set_finals(
            actor=getattr(school, who), sheet_id=sheet.pk, cells=[cell], idempotency_key=key()
        )
    assert not FinalMark.objects.exists()


def test_a_stranger_to_the_group_and_a_test_without_final_points_are_refused(school: School) -> None:
    exam, test = school.sheet(school.line()), school.sheet(school.line("pass_fail"))
    assert school.set(exam, {10**6: "5"}).refused[0].code == "not_member"
    assert school.set(test, {school.students[0].id: "5"}).refused[0].code == "no_final"
    assert not FinalMark.objects.exists()


def test_the_same_key_writes_once_and_answers_alike(school: School) -> None:
    sheet = school.sheet(school.line())
    cells, once = [FinalWrite(school.students[0].id, Decimal(20))], key()
    answers = [
        services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=cells, idempotency_key=once)
        for _time in range(2)
    ]
    assert answers[0] == answers[1]
    assert FinalMark.objects.get().version == 1
    other = [FinalWrite(school.students[0].id, Decimal(21))]
    with pytest.raises(KeyReused):
        services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=other, idempotency_key=once)
    assert FinalMark.objects.get().points == 20


def test_of_two_writers_the_second_sees_both_values(school: School) -> None:
    sheet, student = school.sheet(school.line()), school.students[0].id
    school.set(sheet, {student: "20"})
    stale = FinalWrite(student, Decimal(30), version=0)
    outcome = services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=[stale], idempotency_key=key())
    (conflict,) = outcome.conflicts
    assert (conflict.mine["points"], conflict.theirs["points"], conflict.version) == ("30", "20.00", 1)
    assert conflict.changed_by == school.bakyt.name
    assert FinalMark.objects.get().points == 20
    mine = FinalWrite(student, Decimal(30), version=conflict.version)
    again = services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=[mine], idempotency_key=key())
    assert again.saved[0].version == 2
    assert FinalMark.objects.get().points == 30


def test_a_sheet_with_gaps_is_not_signed_and_says_whose(school: School) -> None:
    line = school.line()
    sheet = school.sheet(line)
    one, two, three = school.students
    school.set(sheet, {one.id: "30", two.id: None})
    with pytest.raises(refused.ResultsMissing) as finals:
        services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    assert finals.value.names == (three.full_name,)
    school.set(sheet, {three.id: "30"})
    with pytest.raises(refused.JournalIncomplete) as gaps:
        services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    assert set(gaps.value.names) == {one.full_name, three.full_name}
    assert not Signature.objects.exists()
    services.sign(actor=school.bakyt, sheet_id=sheet.pk, confirm_gaps=True)
    assert GradeSheet.objects.get(pk=sheet.pk).status == SheetStatus.TEACHER_SIGNED


@pytest.mark.parametrize("who", ["cholpon", "aigul", "stranger", "vice_rector"])
def test_only_the_teacher_signs_as_the_teacher(school: School, who: str) -> None:
    sheet = full(school)
    with pytest.raises(NotAllowed):
        services.sign(actor=getattr(school, who), sheet_id=sheet.pk)
    with pytest.raises(NotAllowed):
        services.sign(actor=SYSTEM, sheet_id=sheet.pk)
    assert not Signature.objects.exists()
    assert GradeSheet.objects.get(pk=sheet.pk).status == SheetStatus.OPEN


def test_after_the_teachers_signature_the_finals_stand(school: School) -> None:
    sheet = full(school)
    services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    outcome = services.set_finals(
        actor=school.bakyt,
        sheet_id=sheet.pk,
        cells=[FinalWrite(school.students[0].id, Decimal(40), version=1)],
        idempotency_key=key(),
    )
    assert outcome.refused[0].code == "signed"
    with pytest.raises(refused.AlreadySigned):
        services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    assert set(FinalMark.objects.values_list("points", flat=True)) == {Decimal(30)}


def test_the_deans_office_closes_what_the_teacher_signed_and_everything_is_locked(school: School) -> None:
    sheet = full(school)
    with pytest.raises(refused.NotSigned):
        services.close(actor=school.cholpon, sheet_id=sheet.pk)
    digest = services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    assert services.close(actor=school.cholpon, sheet_id=sheet.pk) == digest
    sheet.refresh_from_db()
    assert sheet.status == SheetStatus.CLOSED
    register = ledger.find_register("working_plan_line", sheet.line_id)
    assert register is not None
    assert register.is_locked
    lines = SheetLine.objects.filter(sheet=sheet)
    assert [line.student_name for line in lines] == [student.full_name for student in school.students]
    assert {(line.points, line.total, line.letter) for line in lines} == {
        (Decimal("78.00"), Decimal(78), "C")
    }
    kinds = [event.kind for event in ledger.history(register.id)]
    assert kinds[-1] == "close"
    assert kinds.count("row.insert") >= 3 * 2 + 2
    with pytest.raises(refused.SheetClosed):
        services.close(actor=school.cholpon, sheet_id=sheet.pk)


@pytest.mark.parametrize("who", ["bakyt", "aigul", "dean_elsewhere", "vice_rector", "stranger"])
def test_who_may_not_close_changes_nothing(school: School, who: str) -> None:
    sheet = full(school)
    services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    with pytest.raises(NotAllowed):
        services.close(actor=getattr(school, who), sheet_id=sheet.pk)
    with pytest.raises(NotAllowed):
        services.return_to_teacher(actor=getattr(school, who), sheet_id=sheet.pk, reason="жок")
    assert GradeSheet.objects.get(pk=sheet.pk).status == SheetStatus.TEACHER_SIGNED
    assert not SheetLine.objects.exists()


def test_the_same_person_does_not_sign_twice(school: School) -> None:
    sheet = full(school)
    both = Actor(school.bakyt.user_id, "Bakyt", (*school.bakyt.grants, *school.cholpon.grants))
    services.sign(actor=both, sheet_id=sheet.pk)
    with pytest.raises(refused.SamePerson):
        services.close(actor=both, sheet_id=sheet.pk)
    assert GradeSheet.objects.get(pk=sheet.pk).status == SheetStatus.TEACHER_SIGNED


def test_a_journal_that_changes_after_the_signature_voids_it(school: School) -> None:
    sheet = full(school)
    line = sheet.line_id
    services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    (work, _maximum), *_rest = journal.checkpoints_of(line)[0].works
    own = journal.journals_of_line(line)[0]
    journal.set_checkpoint_results(
        actor=school.bakyt,
        journal_id=own.id,
        cells=[journal.ResultWrite(work, school.students[0].id, Decimal(20), version=1)],
        idempotency_key=key(),
    )
    with pytest.raises(refused.ContentChanged):
        services.close(actor=school.cholpon, sheet_id=sheet.pk)
    assert not SheetLine.objects.exists()
    with pytest.raises(refused.ReasonMissing):
        services.return_to_teacher(actor=school.cholpon, sheet_id=sheet.pk, reason="  ")
    services.return_to_teacher(actor=school.cholpon, sheet_id=sheet.pk, reason="Журнал өзгөрдү")
    returned = Signature.objects.get()
    assert (returned.withdrawn, returned.reason) == (True, "Журнал өзгөрдү")
    services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    services.close(actor=school.cholpon, sheet_id=sheet.pk)
    assert SheetLine.objects.get(student_id=school.students[0].id).total == 83


def test_who_did_not_appear_has_not_passed_and_carries_the_journals_points(school: School) -> None:
    sheet = full(school)
    services.set_finals(
        actor=school.bakyt,
        sheet_id=sheet.pk,
        cells=[FinalWrite(school.students[0].id, absent=True, version=1)],
        idempotency_key=key(),
    )
    school.close(sheet)
    line = SheetLine.objects.get(student_id=school.students[0].id)
    assert (line.outcome, line.letter, line.traditional, line.grade_point) == ("not_appeared", "", None, 0)
    assert (line.points, line.total, line.absent, line.final_points) == (Decimal("48.00"), 48, True, None)


def test_a_control_outside_of_the_semester_is_refused(school: School) -> None:
    sheet = school.sheet(school.line())
    semester = school.semester
    with pytest.raises(refused.BadDate):
        services.set_control_date(
            actor=school.cholpon, sheet_id=sheet.pk, control_date=semester.starts_on.replace(year=2001)
        )
    services.set_control_date(actor=school.cholpon, sheet_id=sheet.pk, control_date=semester.starts_on)
    assert GradeSheet.objects.get(pk=sheet.pk).control_date == semester.starts_on
    with pytest.raises(NotAllowed):
        services.set_control_date(actor=school.bakyt, sheet_id=sheet.pk, control_date=semester.ends_on)
