"""Points of each part of a result: attendance, progress, checkpoints, final control.

Every part is reckoned exactly and rounded once. The inputs are refused when they exceed their maximum, so
no part can exceed its cap. A part without data has 0 points and says so; it is not a fail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from modules.grading.rules.explanation import Explanation, Param, Step, StepCode, joined
from modules.grading.rules.values import AttendanceCounts, NotAMark, Work
from tenants.policies import ABSENT, ExcusedAbsence, LessonMark, LessonMarks, Rounding

_EXCUSED_STEP = {
    ExcusedAbsence.EXCLUDED: StepCode.EXCUSED_EXCLUDED,
    ExcusedAbsence.COUNTS_AS_ATTENDED: StepCode.EXCUSED_COUNTS_AS_ATTENDED,
    ExcusedAbsence.COUNTS_AS_ABSENT: StepCode.EXCUSED_COUNTS_AS_ABSENT,
}


@dataclass(frozen=True, slots=True)
class PartResult:
    """Points of one part, at most `cap`.

    `no_data`: nothing was entered yet for a part that counts. `pending`: something was, but not everything.
    """

    points: Decimal
    cap: Decimal
    no_data: bool
    explanation: Explanation
    pending: bool = False

    @property
    def complete(self) -> bool:
        """Say whether the part has all its data."""
        return not (self.no_data or self.pending)


def attendance_points(
    counts: AttendanceCounts, cap: Decimal, rule: ExcusedAbsence, rounding: Rounding
) -> PartResult:
    """Return cap × attended ÷ held, excused absences counted by the rule (JAMU-3.5f, JAMU-3.5h)."""
    if not cap:
        return _unused(cap, StepCode.ATTENDANCE_UNUSED)
    held, attended = _counted(counts, rule)
    steps = [_step(StepCode.ATTENDANCE_COUNTS, held=counts.held, attended=counts.attended)]
    if counts.excused:
        steps.append(_step(_EXCUSED_STEP[rule], excused=counts.excused))
    if not held:
        return _no_data(cap, *steps, _step(StepCode.ATTENDANCE_NO_DATA))
    points = rounding.part(cap * attended, Decimal(held))
    steps.append(_step(StepCode.ATTENDANCE, cap=cap, attended=attended, held=held, points=points))
    return PartResult(points, cap, False, Explanation(tuple(steps)))


def _counted(counts: AttendanceCounts, rule: ExcusedAbsence) -> tuple[int, int]:
    if rule is ExcusedAbsence.EXCLUDED:
        return counts.held - counts.excused, counts.attended
    if rule is ExcusedAbsence.COUNTS_AS_ATTENDED:
        return counts.held, counts.attended + counts.excused
    return counts.held, counts.attended


def progress_points(
    marks: Sequence[LessonMark], cap: Decimal, scale: LessonMarks, rounding: Rounding
) -> PartResult:
    """Return cap × mean of the lesson marks ÷ highest mark; 'кж' is not a mark (JAMU-3.5c, g, i).

    Raises NotAMark for a value that the kind of marks does not know.
    """
    numbers = _numbers(marks, scale)
    if not cap:
        return _unused(cap, StepCode.PROGRESS_UNUSED)
    steps = []
    if marks:
        steps.append(_step(StepCode.LESSON_MARKS, marks=tuple(marks)))
    if absences := len(marks) - len(numbers):
        steps.append(_step(StepCode.ABSENCES_NOT_MARKS, absences=absences, sign=ABSENT))
    if not numbers:
        return _no_data(cap, *steps, _step(StepCode.PROGRESS_NO_DATA))
    together, count = sum(numbers, Decimal(0)), len(numbers)
    points = rounding.part(cap * together, count * scale.maximum)
    values: dict[str, Param | int] = {
        "mean": rounding.part(together, Decimal(count)),
        "maximum": scale.maximum,
        "cap": cap,
        "sum": together,
        "count": count,
        "points": points,
    }
    return PartResult(points, cap, False, Explanation((*steps, _step(StepCode.PROGRESS, **values))))


def journal_mark(marks: Sequence[LessonMark], scale: LessonMarks, rounding: Rounding) -> Decimal | None:
    """Return the journal's progress result: the mean of the marks, 0–5 for lesson marks 2–5 (JAMU-3.5d).

    None when there is no mark yet.
    """
    numbers = _numbers(marks, scale)
    if not numbers:
        return None
    return rounding.part(sum(numbers, Decimal(0)), Decimal(len(numbers)))


def _numbers(marks: Sequence[LessonMark], scale: LessonMarks) -> list[Decimal]:
    for mark in marks:
        if not scale.accepts(mark):
            raise NotAMark(mark, scale)
    return [mark for mark in marks if isinstance(mark, Decimal)]


def checkpoint_points(works: Sequence[Work], cap: Decimal, rounding: Rounding, number: int) -> PartResult:
    """Return cap × points of all kinds of work ÷ their maxima for one checkpoint (EB-08.0b).

    `number` counts the checkpoints from 1. As soon as one work is set the others count 0, and the part is
    pending until they are set too.
    """
    entered = [work.value for work in works if work.value is not None]
    if not entered:
        return _no_data(cap, _step(StepCode.CHECKPOINT_NO_DATA, number=number))
    value = sum(entered, Decimal(0))
    maximum = sum((work.maximum for work in works), Decimal(0))
    points = rounding.part(cap * value, maximum)
    shown: tuple[str | Decimal, ...] = tuple("–" if work.value is None else work.value for work in works)
    step = _step(
        StepCode.CHECKPOINT,
        number=number,
        works=shown,
        cap=cap,
        value=value,
        maximum=maximum,
        points=points,
    )
    pending = len(entered) < len(works)
    return PartResult(points, cap, False, Explanation((step,)), pending)


def checkpoint_total(checkpoints: Sequence[PartResult]) -> PartResult:
    """Return the sum of all checkpoints; without data as long as any of them has none (EB-06.2d)."""
    points = sum((checkpoint.points for checkpoint in checkpoints), Decimal(0))
    cap = sum((checkpoint.cap for checkpoint in checkpoints), Decimal(0))
    explanation = joined(checkpoint.explanation for checkpoint in checkpoints)
    if checkpoints:
        explanation += Explanation((_step(StepCode.CHECKPOINT_TOTAL, points=points, cap=cap),))
    return PartResult(
        points,
        cap,
        no_data=any(checkpoint.no_data for checkpoint in checkpoints),
        explanation=explanation,
        pending=any(checkpoint.pending for checkpoint in checkpoints),
    )


def final_points(work: Work | None, cap: Decimal, rounding: Rounding) -> PartResult:
    """Return cap × points ÷ maximum of the final control; None means that it was not held yet."""
    if not cap:
        return _unused(cap, StepCode.FINAL_UNUSED)
    if work is None or work.value is None:
        return _no_data(cap, _step(StepCode.FINAL_NO_DATA))
    points = rounding.part(cap * work.value, work.maximum)
    step = _step(StepCode.FINAL, cap=cap, value=work.value, maximum=work.maximum, points=points)
    return PartResult(points, cap, False, Explanation((step,)))


def _step(code: StepCode, **params: Param | int) -> Step:
    values = {name: Decimal(value) if isinstance(value, int) else value for name, value in params.items()}
    return Step.of(code, **values)


def _unused(cap: Decimal, code: StepCode) -> PartResult:
    return PartResult(Decimal(0), cap, False, Explanation((Step(code),)))


def _no_data(cap: Decimal, *steps: Step) -> PartResult:
    return PartResult(Decimal(0), cap, bool(cap), Explanation(steps))
