"""The result of one student in one course: parts, total, letter, mark, outcome and explanation."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from modules.grading.rules.explanation import Explanation, Step, StepCode, joined
from modules.grading.rules.parts import (
    PartResult,
    attendance_points,
    checkpoint_points,
    checkpoint_total,
    final_points,
    journal_mark,
    progress_points,
)
from modules.grading.rules.values import AttendanceCounts, Work
from tenants.policies import (
    ControlForm,
    GradingPolicy,
    LessonMark,
    LetterBand,
    PolicyRow,
    PolicyStatus,
    RoundingMode,
    Scale,
)

_WHOLE = Decimal(100)


class Outcome(StrEnum):
    """What the result says: passed, failed, or open because a part that counts lacks data."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What was entered for one student: attendance, lesson marks, checkpoints' works, final control.

    `checkpoints` has one entry for each checkpoint of the curriculum line, empty when it holds no work yet
    (EB-06.2d, EB-08.0b).
    """

    attendance: AttendanceCounts
    marks: tuple[LessonMark, ...]
    checkpoints: tuple[tuple[Work, ...], ...]
    final: Work | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one result, each within its cap."""

    attendance: PartResult
    progress: PartResult
    checkpoints: tuple[PartResult, ...]
    checkpoint_total: PartResult
    final: PartResult

    @property
    def counted(self) -> tuple[PartResult, ...]:
        """Return the parts that add up to the total, checkpoints one by one."""
        return (self.attendance, self.progress, *self.checkpoints, self.final)

    @property
    def points(self) -> Decimal:
        """Return the sum of the parts, 0–100, rounded inside only."""
        return sum((part.points for part in self.counted), Decimal(0))

    @property
    def complete(self) -> bool:
        """Say whether every part that counts has all its data."""
        return all(part.complete for part in self.counted)


@dataclass(frozen=True, slots=True)
class CourseResult:
    """The result of one student in one course under one version of a policy.

    `points` is the sum of the parts (0–100), `total` the figure of the grade sheet: points of 100, or the
    mark in a 5-point policy. `so_far` is the total if what is still missing went like what is complete
    (JAMU-2.7); None when nothing is complete. `band` is None as long as the outcome is open.
    """

    parts: Parts
    points: Decimal
    total: Decimal
    so_far: Decimal | None
    journal_mark: Decimal | None
    band: LetterBand | None
    outcome: Outcome
    policy_id: int
    policy_number: str
    explanation: Explanation

    @property
    def letter(self) -> str | None:
        """Return the letter, None as long as the result is open."""
        return self.band.letter if self.band else None

    @property
    def grade_point(self) -> Decimal | None:
        """Return the grade point, None as long as the result is open."""
        return self.band.grade_point if self.band else None

    @property
    def traditional(self) -> int | None:
        """Return the traditional mark 5, 4, 3 or 2, None as long as the result is open."""
        return self.band.traditional if self.band else None


def total(points: Decimal, policy: GradingPolicy) -> Decimal:
    """Return the figure of the grade sheet: points × highest result ÷ 100, rounded to the step of the sheet.

    100-point policies keep the points; in a 5-point policy this is the weighted mean of the parts (EB-08.0a).
    """
    return policy.rounding.total(points * policy.scale.maximum / _WHOLE)


def letter_of(figure: Decimal, policy: GradingPolicy) -> LetterBand:
    """Return the row of the letters table for a sheet total; a valid policy has exactly one."""
    for band in policy.letters:
        if band.covers(figure):
            return band
    raise LookupError(f"no letter for {figure}")


def traditional_of(figure: Decimal, policy: GradingPolicy) -> int:
    """Return the traditional mark 5, 4, 3 or 2 for a sheet total (EB-08.0a: both systems at once)."""
    return letter_of(figure, policy).traditional


def course_result(
    version: PolicyRow, control_form: ControlForm, facts: CourseFacts, *, closed: bool = False
) -> CourseResult:
    """Return the result of one student in one course (EB-08.0a, KNU-4.0, JAMU-3.5c–i).

    As long as a part that counts has no data the outcome is OPEN, neither passed nor failed. `closed`
    says that the grade sheet is closed: what has no data then counts 0 and the outcome is decided. Raises
    CannotSpread, NotAMark.
    """
    policy = version.policy
    parts = _parts(policy, control_form, facts)
    points = parts.points
    figure = total(points, policy)
    band = letter_of(figure, policy) if parts.complete or closed else None
    outcome = _outcome(figure, policy) if band else Outcome.OPEN
    explanation = joined(
        (
            _preamble(version, control_form, facts),
            parts.attendance.explanation,
            parts.progress.explanation,
            parts.checkpoint_total.explanation,
            parts.final.explanation,
            _sums(parts, figure, policy),
            _verdict(parts, figure, band, policy),
        )
    )
    return CourseResult(
        parts=parts,
        points=points,
        total=figure,
        so_far=_so_far(parts, policy),
        journal_mark=journal_mark(facts.marks, policy.lesson_marks, policy.rounding),
        band=band,
        outcome=outcome,
        policy_id=version.id,
        policy_number=version.number,
        explanation=explanation,
    )


def _parts(policy: GradingPolicy, form: ControlForm, facts: CourseFacts) -> Parts:
    caps = policy.caps_for(form, len(facts.checkpoints))
    rounding = policy.rounding
    pairs = zip(facts.checkpoints, caps.checkpoints, strict=True)
    checkpoints = tuple(
        checkpoint_points(works, cap, rounding, number) for number, (works, cap) in enumerate(pairs, start=1)
    )
    return Parts(
        attendance=attendance_points(facts.attendance, caps.attendance, policy.excused_absence, rounding),
        progress=progress_points(facts.marks, caps.progress, policy.lesson_marks, rounding),
        checkpoints=checkpoints,
        checkpoint_total=checkpoint_total(checkpoints),
        final=final_points(facts.final, caps.final, rounding),
    )


def _so_far(parts: Parts, policy: GradingPolicy) -> Decimal | None:
    complete = [part for part in parts.counted if part.complete]
    reached = sum((part.cap for part in complete), Decimal(0))
    if not reached:
        return None
    points = sum((part.points for part in complete), Decimal(0))
    return policy.rounding.part(points * policy.scale.maximum, reached)


def _outcome(figure: Decimal, policy: GradingPolicy) -> Outcome:
    return Outcome.PASSED if figure >= policy.pass_threshold else Outcome.FAILED


_STATUS_STEP = {
    PolicyStatus.PRESET: StepCode.POLICY_PRESET,
    PolicyStatus.DRAFT: StepCode.POLICY_DRAFT,
    PolicyStatus.IN_FORCE: StepCode.POLICY_IN_FORCE,
}
_FORM_STEP = {ControlForm.EXAM: StepCode.CONTROL_EXAM, ControlForm.PASS_FAIL: StepCode.CONTROL_PASS_FAIL}


def _preamble(version: PolicyRow, form: ControlForm, facts: CourseFacts) -> Explanation:
    policy = version.policy
    half_up = policy.rounding.mode is RoundingMode.HALF_UP
    steps = [
        Step.of(
            _STATUS_STEP[version.status],
            name=policy.name,
            version=str(version.id),
            number=version.number,
            since=version.valid_from,
        ),
        Step(_FORM_STEP[form]),
        Step.of(
            StepCode.ROUNDING_HALF_UP if half_up else StepCode.ROUNDING_DOWN, step=policy.rounding.inside
        ),
    ]
    own, planned = len(policy.caps(form).checkpoints), len(facts.checkpoints)
    if own != planned:
        caps = policy.caps_for(form, planned).checkpoints
        steps.append(
            Step.of(StepCode.CHECKPOINTS_SPREAD, planned=Decimal(planned), own=Decimal(own), caps=caps)
        )
    return Explanation(tuple(steps))


def _sums(parts: Parts, figure: Decimal, policy: GradingPolicy) -> Explanation:
    steps = [
        Step.of(
            StepCode.SUM,
            attendance=parts.attendance.points,
            progress=parts.progress.points,
            checkpoints=parts.checkpoint_total.points,
            final=parts.final.points,
            points=parts.points,
        )
    ]
    mark = parts.points * policy.scale.maximum / _WHOLE
    if policy.scale is Scale.FIVE:
        steps.append(Step.of(StepCode.FIVE_POINT_MARK, points=parts.points, mark=mark))
    half_up = policy.rounding.mode is RoundingMode.HALF_UP
    steps.append(
        Step.of(
            StepCode.SHEET_HALF_UP if half_up else StepCode.SHEET_DOWN,
            step=policy.rounding.sheet,
            value=mark,
            total=figure,
        )
    )
    return Explanation(tuple(steps))


def _verdict(parts: Parts, figure: Decimal, band: LetterBand | None, policy: GradingPolicy) -> Explanation:
    if band is None:
        return Explanation((Step(StepCode.OPEN),))
    steps = [] if parts.complete else [Step(StepCode.CLOSED_WITHOUT_DATA)]
    steps.append(
        Step.of(
            StepCode.LETTER,
            total=figure,
            lowest=band.lowest,
            highest=band.highest,
            letter=band.letter,
            grade_point=band.grade_point,
            traditional=Decimal(band.traditional),
        )
    )
    passed = _outcome(figure, policy) is Outcome.PASSED
    code = StepCode.PASSED if passed else StepCode.FAILED
    steps.append(Step.of(code, total=figure, threshold=policy.pass_threshold))
    return Explanation(tuple(steps))
