"""From what was entered to the lines of a sheet: the list of students, and grading's arithmetic for each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from modules.grading import facade as grading
from modules.grading.facade import AttendanceCounts, CourseFacts, CourseResult, Outcome, PolicyChoice, Work
from modules.journal import facade as journal
from modules.sheets.models import FinalMark, GradeSheet, SheetLine
from modules.sheets.rules import EMPTY, FinalValue, SheetOutcome, Standing, Stored
from modules.sheets.selectors import basis, roster
from modules.sheets.selectors.roster import Listed
from modules.teaching.facade import LineRef
from tenants.policies import CannotSpread, ControlForm

_STEP = Decimal("0.01")


class Unreckonable(Exception):
    """The policy cannot be applied to the line; `sentence` says why in the language in force."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One student of an open sheet: standing, final control as it stands, result so far and the facts behind it."""

    listed: Listed
    final: Stored | None
    facts: CourseFacts
    result: CourseResult
    decided: CourseResult

    @property
    def content(self) -> FinalValue:
        """What stands in the final column."""
        return self.final.content if self.final else EMPTY

    @property
    def version(self) -> int:
        """Version of the final column's cell, 0 when it is empty."""
        return self.final.version if self.final else 0


@dataclass(frozen=True, slots=True)
class LineValues:
    """What a closed line holds of one student: the columns of SheetLine without its keys."""

    student_id: int
    position: int
    student_name: str
    record_book_number: str
    standing: str
    attendance: Decimal
    progress: Decimal
    checkpoints: tuple[Decimal, ...]
    final_points: Decimal | None
    absent: bool
    points: Decimal
    total: Decimal
    letter: str
    traditional: int | None
    grade_point: Decimal | None
    credits: Decimal
    outcome: str
    basis: Mapping[str, Any]

    def columns(self) -> dict[str, Any]:
        """The same as columns of SheetLine."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            **values,
            "checkpoints": [_text(part) for part in self.checkpoints],
            "basis": dict(self.basis),
        }

    def content(self) -> dict[str, Any]:
        """What a signature stands for, JSON-ready; equal figures give equal texts."""
        values = self.columns()
        return {name: _text(value) if isinstance(value, Decimal) else value for name, value in values.items()}

    @classmethod
    def of_row(cls, row: SheetLine) -> "LineValues":
        """Read a closed line back."""
        values = {name: getattr(row, name) for name in cls.__dataclass_fields__}
        return cls(**{**values, "checkpoints": tuple(Decimal(part) for part in row.checkpoints)})


def read(sheet: GradeSheet, line: LineRef, choice: PolicyChoice) -> tuple[Reckoned, ...]:
    """Every student of an open sheet with the result so far and the result if it closed now.

    Those who left are at the end (EB-08.0d). Raises Unreckonable.
    """
    finals = stored_finals(sheet.pk)
    listed = roster.read(line, sheet.control_date, finals)
    try:
        entered = journal.course_facts(line, [item.student.id for item in listed])
        reckon = _Reckoner(sheet, line, choice)
        return tuple(
            reckon(item, finals.get(item.student.id), entered.get(item.student.id)) for item in listed
        )
    except CannotSpread as problem:
        raise Unreckonable(grading.refusal(problem)) from problem


def stored_finals(sheet_id: int) -> dict[int, Stored]:
    """The final column by student id."""
    rows = FinalMark.objects.filter(sheet_id=sheet_id).values_list(
        "student_id", "id", "points", "absent", "version"
    )
    return {
        student: Stored(pk, FinalValue(points, absent), version)
        for student, pk, points, absent, version in rows
    }


@dataclass(frozen=True, slots=True)
class _Reckoner:
    """Grading's arithmetic for one sheet."""

    sheet: GradeSheet
    line: LineRef
    choice: PolicyChoice

    def __call__(self, listed: Listed, final: Stored | None, entered: CourseFacts | None) -> Reckoned:
        facts = with_final(
            entered or no_facts(self.line), final.content if final else EMPTY, self.sheet.final_maximum
        )
        form, row = ControlForm(self.sheet.control_form), self.choice.row
        return Reckoned(
            listed=listed,
            final=final,
            facts=facts,
            result=grading.course_result(row, form, facts),
            decided=grading.course_result(row, form, facts, closed=True),
        )


def no_facts(line: LineRef) -> CourseFacts:
    """Facts of a student of whom no journal knows anything yet."""
    return CourseFacts(AttendanceCounts(0, 0), (), ((),) * line.checkpoint_count)


def with_final(facts: CourseFacts, content: FinalValue, maximum: Decimal) -> CourseFacts:
    """The facts with the final control put in; whoever did not appear has none."""
    if content.points is None or not maximum:
        return replace(facts, final=None)
    return replace(facts, final=Work(content.points, maximum))


def outcome_of(result: CourseResult, *, absent: bool) -> SheetOutcome:
    """Outcome of a closed line; whoever did not appear has not passed, whatever the journal gives."""
    if absent:
        return SheetOutcome.NOT_APPEARED
    return SheetOutcome.PASSED if result.outcome is Outcome.PASSED else SheetOutcome.FAILED


def lines_of(rows: Iterable[Reckoned], credits: Decimal) -> tuple[LineValues, ...]:
    """The lines as they would close now, in the order of the sheet."""
    return tuple(_line(row, place, credits) for place, row in enumerate(rows, start=1))


def _line(row: Reckoned, position: int, credits: Decimal) -> LineValues:
    student, counts = row.listed.student, row.listed.standing.counts
    return result_values(
        LineValues(
            student_id=student.id,
            position=position,
            student_name=student.full_name,
            record_book_number=student.record_book_number,
            standing=row.listed.standing.value,
            attendance=Decimal(0),
            progress=Decimal(0),
            checkpoints=(),
            final_points=row.content.points,
            absent=row.content.absent,
            points=Decimal(0),
            total=Decimal(0),
            letter="",
            traditional=None,
            grade_point=None,
            credits=credits if counts else Decimal(0),
            outcome="",
            basis=basis.to_data(row.facts),
        ),
        row.decided,
    )


def result_values(line: LineValues, result: CourseResult) -> LineValues:
    """A line with the figures of a decided result; those who left keep their points but get no result.

    Whoever did not appear gets neither letter nor mark, and the grade point 0.
    """
    parts = result.parts
    counts = Standing(line.standing).counts
    graded = counts and not line.absent
    grade_point = Decimal(0) if counts and line.absent else None
    return replace(
        line,
        attendance=_exact(parts.attendance.points),
        progress=_exact(parts.progress.points),
        checkpoints=tuple(_exact(part.points) for part in parts.checkpoints),
        points=_exact(result.points),
        total=_exact(result.total),
        letter=(result.letter or "") if graded else "",
        traditional=result.traditional if graded else None,
        grade_point=_exact(result.grade_point) if graded and result.grade_point is not None else grade_point,
        outcome=outcome_of(result, absent=line.absent).value if counts else "",
    )


def content_of(sheet: GradeSheet, lines: Iterable[LineValues]) -> dict[str, object]:
    """Everything that a signature on the sheet stands for."""
    return {
        "number": sheet.number,
        "line": sheet.line_id,
        "policy": sheet.policy_version_id,
        "control_form": sheet.control_form,
        "control_date": sheet.control_date.isoformat(),
        "credits": _text(sheet.credits),
        "final_maximum": _text(sheet.final_maximum),
        "lines": [line.content() for line in lines],
    }


def _exact(value: Decimal) -> Decimal:
    return value.quantize(_STEP)


def _text(value: Decimal) -> str:
    return str(value.quantize(_STEP))
