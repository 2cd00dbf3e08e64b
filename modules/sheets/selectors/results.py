"""A student's results by semester: the electronic record book (EB-04.1a, EB-08.0f, JAMU-4.2c, OSH-4.2c)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from modules.grading import facade as grading
from modules.grading.facade import ChoiceError, CourseResult, PolicyChoice
from modules.journal import facade as journal
from modules.people import facade as people
from modules.people.facade import StudentRef
from modules.sheets.models import FinalMark, GradeSheet, SheetLine
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import EMPTY, FinalValue, SheetOutcome, SheetStatus, gpa
from modules.sheets.selectors import corrections, reckoning, sheet
from modules.sheets.selectors.corrections import CorrectionView
from modules.sheets.selectors.sheet import Explained
from modules.structure import facade as structure
from modules.structure.facade import SemesterRef
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor, Target
from tenants.policies import CannotSpread, Caps, ControlForm


class NoStudent(LookupError):
    """There is no such student, or the results are not this person's to know."""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One discipline of a student. `closed`: from a closed sheet; else as it stands today, None for 'no data'."""

    line: LineRef
    sheet_id: int | None
    sheet_number: str
    closed: bool
    control_date: date
    caps: Caps | None
    attendance: Decimal | None
    progress: Decimal | None
    checkpoints: tuple[Decimal | None, ...]
    final: FinalValue
    has_final: bool
    total: Decimal | None
    so_far: Decimal | None
    maximum: Decimal
    letter: str
    traditional: int | None
    grade_point: Decimal | None
    credits: Decimal
    outcome: SheetOutcome
    corrected: bool


@dataclass(frozen=True, slots=True)
class SemesterResults:
    """One semester: rows, the mean of grade points and the credits earned by closed results."""

    semester: SemesterRef
    rows: tuple[CourseRow, ...]
    gpa: Decimal | None
    credits_earned: Decimal

    @property
    def credits_planned(self) -> Decimal:
        """Credits of all disciplines of the semester."""
        return sum((row.credits for row in self.rows), Decimal(0))

    @property
    def debts(self) -> int:
        """Results that are owed."""
        return sum(row.outcome.is_debt for row in self.rows)


@dataclass(frozen=True, slots=True)
class StudentResults:
    """Everything of one student, newest semester first."""

    student: StudentRef
    semesters: tuple[SemesterResults, ...]
    gpa: Decimal | None
    credits_earned: Decimal

    @property
    def debts(self) -> int:
        """Results that are owed."""
        return sum(semester.debts for semester in self.semesters)


def own_student(actor: Actor) -> StudentRef | None:
    """The student behind the actor's log-in; raises NotAllowed."""
    actor.require(SheetsPermission.OWN_VIEW)
    return None if actor.user_id is None else people.student_of_user(actor.user_id)


def student_for(actor: Actor, student_id: int) -> StudentRef:
    """A student whose results the actor may see; raises NotAllowed, NoStudent."""
    actor.require(SheetsPermission.RESULT_VIEW)
    student = people.students([student_id]).get(student_id)
    if student is None or not actor.can(SheetsPermission.RESULT_VIEW, _target(student)):
        raise NoStudent(student_id)
    return student


def _target(student: StudentRef) -> Target:
    place = structure.group_target(structure.group(student.group_id))
    owners = frozenset() if student.user_id is None else frozenset({student.user_id})
    return Target(place.faculty_id, place.department_id, place.group_id, owners)


def results(student: StudentRef, today: date) -> StudentResults:
    """All results of a student; permissions are the caller's business."""
    closed = _closed_rows(student.id)
    known = {row.line.id for row in closed}
    running = _running_rows(student, today, known)
    by_semester: dict[int, list[CourseRow]] = defaultdict(list)
    for row in (*closed, *running):
        by_semester[row.line.semester.id].append(row)
    found = [_semester(rows) for rows in by_semester.values()]
    found.sort(key=lambda one: one.semester.starts_on, reverse=True)
    return StudentResults(
        student=student,
        semesters=tuple(found),
        gpa=_gpa(row for semester in found for row in semester.rows),
        credits_earned=sum((semester.credits_earned for semester in found), Decimal(0)),
    )


def _semester(rows: list[CourseRow]) -> SemesterResults:
    ordered = tuple(sorted(rows, key=lambda row: (row.line.discipline_code, row.line.id)))
    earned = [row.credits for row in ordered if row.closed and row.outcome is SheetOutcome.PASSED]
    return SemesterResults(ordered[0].line.semester, ordered, _gpa(ordered), sum(earned, Decimal(0)))


def _gpa(rows: Iterable[CourseRow]) -> Decimal | None:
    return gpa((row.grade_point, row.credits) for row in rows if row.closed)


def _closed_rows(student_id: int) -> list[CourseRow]:
    rows = list(
        SheetLine.objects.filter(student_id=student_id, sheet__status=SheetStatus.CLOSED.value)
        .exclude(outcome="")
        .select_related("sheet")
    )
    lines = teaching.lines({row.sheet.line_id for row in rows})
    policies = grading.policies_by_version({row.sheet.policy_version_id for row in rows})
    return [_closed_row(row, lines[row.sheet.line_id], policies[row.sheet.policy_version_id]) for row in rows]


def _closed_row(row: SheetLine, line: LineRef, choice: PolicyChoice) -> CourseRow:
    return CourseRow(
        line=line,
        sheet_id=row.sheet_id,
        sheet_number=row.sheet.number,
        closed=True,
        control_date=row.sheet.control_date,
        caps=_caps(choice, row.sheet.control_form, len(row.checkpoints)),
        attendance=row.attendance,
        progress=row.progress,
        checkpoints=tuple(Decimal(part) for part in row.checkpoints),
        final=FinalValue(row.final_points, row.absent),
        has_final=bool(row.sheet.final_maximum),
        total=row.total,
        so_far=None,
        maximum=choice.policy.scale.maximum,
        letter=row.letter,
        traditional=row.traditional,
        grade_point=row.grade_point,
        credits=row.credits,
        outcome=SheetOutcome(row.outcome),
        corrected=row.version > 1,
    )


def _caps(choice: PolicyChoice, control_form: str, checkpoints: int) -> Caps | None:
    try:
        return choice.policy.caps_for(ControlForm(control_form), checkpoints)
    except CannotSpread:
        return None


def _running_rows(student: StudentRef, today: date, known: set[int]) -> list[CourseRow]:
    """Disciplines that are not closed: those of today's semester, and open sheets of former ones."""
    semester = structure.semester_on(today)
    lines = (
        {line.id: line for line in teaching.lines_of_group(student.group_id, semester.id)} if semester else {}
    )
    open_sheets = {
        row.line_id: row
        for row in GradeSheet.objects.filter(group_id=student.group_id).exclude(
            status=SheetStatus.CLOSED.value
        )
    }
    lines.update(teaching.lines(open_sheets.keys() - lines.keys()))
    finals = _finals(student.id, open_sheets.values())
    rows = []
    for pk, line in lines.items():
        if pk not in known and _was_member(student, line):
            rows.append(_running_row(student, line, open_sheets.get(pk), finals.get(pk, EMPTY)))
    return rows


def _was_member(student: StudentRef, line: LineRef) -> bool:
    """A sheet of a semester before the student came to the group is not the student's."""
    stays = people.members_during(line.group.id, line.semester.starts_on, line.semester.ends_on)
    return any(stay.student_id == student.id for stay in stays)


def _finals(student_id: int, sheets: Iterable[GradeSheet]) -> Mapping[int, FinalValue]:
    rows = FinalMark.objects.filter(student_id=student_id, sheet__in=list(sheets))
    return {
        line: FinalValue(points, absent)
        for line, points, absent in rows.values_list("sheet__line_id", "points", "absent")
    }


def _running_row(
    student: StudentRef, line: LineRef, found: GradeSheet | None, final: FinalValue
) -> CourseRow:
    reckoned = _reckoned(student, line, found, final)
    choice, result = reckoned or (None, None)
    parts = result.parts if result else None
    form = ControlForm(line.control_form)
    caps = _caps(choice, line.control_form, line.checkpoint_count) if choice else None
    return CourseRow(
        line=line,
        sheet_id=found.pk if found else None,
        sheet_number=found.number if found else "",
        closed=False,
        control_date=found.control_date if found else line.semester.ends_on,
        caps=caps,
        attendance=None if parts is None or parts.attendance.no_data else parts.attendance.points,
        progress=None if parts is None or parts.progress.no_data else parts.progress.points,
        checkpoints=tuple(None if part.no_data else part.points for part in parts.checkpoints)
        if parts
        else (),
        final=final,
        has_final=bool(choice and choice.policy.caps(form).final),
        total=result.total if result else None,
        so_far=result.so_far if result else None,
        maximum=choice.policy.scale.maximum if choice else Decimal(100),
        letter="",
        traditional=None,
        grade_point=None,
        credits=line.credits,
        outcome=SheetOutcome.NONE,
        corrected=False,
    )


def _reckoned(
    student: StudentRef, line: LineRef, found: GradeSheet | None, final: FinalValue
) -> tuple[PolicyChoice, CourseResult] | None:
    """The running result; None where no policy fits the line."""
    try:
        version = found.policy_version_id if found else journal.policy_version_of(line.id)
        choice = grading.policy_by_version(version)
        facts = journal.course_facts(line, [student.id]).get(student.id) or reckoning.no_facts(line)
        form = ControlForm(line.control_form)
        maximum = choice.policy.entry_maximum(choice.policy.caps(form).final)
        entered = reckoning.with_final(facts, final, maximum)
        return choice, grading.course_result(choice.row, form, entered)
    except (ChoiceError, CannotSpread):
        return None


def explanation(student: StudentRef, line_id: int) -> Explained:
    """How a student's total in one discipline came about, in the language in force; raises NoStudent."""
    row = (
        SheetLine.objects.filter(student_id=student.id, sheet__line_id=line_id)
        .select_related("sheet")
        .first()
    )
    if row is not None and row.outcome:
        choice = grading.policy_by_version(row.sheet.policy_version_id)
        return sheet.closed_explanation(row, choice, row.sheet.control_form)
    try:
        line = teaching.line(line_id)
    except LookupError as problem:
        raise NoStudent(student.id) from problem
    if not _was_member(student, line):
        raise NoStudent(student.id)
    found = GradeSheet.objects.filter(line_id=line_id).first()
    final = _finals(student.id, [found]).get(line_id, EMPTY) if found else EMPTY
    reckoned = _reckoned(student, line, found, final)
    if reckoned is None:
        raise NoStudent(student.id)
    sentences = grading.sentences(reckoned[1].explanation)
    return Explained(student.full_name, reckoned[1].total, sentences, final.absent, agrees=True)


def corrections_of(student_id: int) -> tuple[CorrectionView, ...]:
    """Correction orders that were applied to a student's results: nothing is changed in secret."""
    sheets = GradeSheet.objects.filter(lines__student_id=student_id, lines__version__gt=1)
    return tuple(
        view
        for row in sheets
        for view in corrections.of_sheet(row)
        if view.student_id == student_id and view.state == "applied"
    )
