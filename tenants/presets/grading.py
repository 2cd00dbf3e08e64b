"""Pieces shared by the presets' grading policies; all of them are sample values, not from a norm."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from tenants.policies import (
    Caps,
    ControlForm,
    ExcusedAbsence,
    GradingPolicy,
    LessonMarks,
    LetterBand,
    Level,
    LocalizedText,
    LockRule,
    PolicyRow,
    PolicyStatus,
    Rounding,
    Scale,
    Source,
)

PRESET_SINCE: Final = date(2000, 1, 1)
"""Shipped presets cover every semester that a university may want to load."""


def _band(letter: str, lowest: int, highest: int, grade_point: str, traditional: int) -> LetterBand:
    return LetterBand(letter, Decimal(lowest), Decimal(highest), Decimal(grade_point), traditional)


RATING_LETTERS: Final = (
    _band("A", 87, 100, "4.0", 5),
    _band("B", 80, 86, "3.33", 4),
    _band("C", 74, 79, "3.0", 4),
    _band("D", 68, 73, "2.33", 3),
    _band("E", 61, 67, "2.0", 3),
    _band("FX", 31, 60, "0", 2),
    _band("F", 0, 30, "0", 2),
)
FIVE_LETTERS: Final = (
    _band("5", 5, 5, "4.0", 5),
    _band("4", 4, 4, "3.0", 4),
    _band("3", 3, 3, "2.0", 3),
    _band("2", 0, 2, "0", 2),
)


def caps(attendance: int, progress: int, checkpoints: tuple[int, ...], final: int) -> Caps:
    """Return caps written as whole points."""
    return Caps(
        Decimal(attendance), Decimal(progress), tuple(Decimal(cap) for cap in checkpoints), Decimal(final)
    )


def rating_policy(
    *,
    name: LocalizedText,
    lesson_marks: LessonMarks,
    exam: Caps,
    pass_fail: Caps,
    lock_rule: LockRule,
    sources: Mapping[str, Source],
) -> GradingPolicy:
    """Return a 100-point policy with the sample letters, threshold 61 and half-up rounding."""
    return GradingPolicy(
        name=name,
        scale=Scale.HUNDRED,
        lesson_marks=lesson_marks,
        exam=exam,
        pass_fail=pass_fail,
        pass_threshold=Decimal(61),
        letters=RATING_LETTERS,
        rounding=Rounding(),
        excused_absence=ExcusedAbsence.EXCLUDED,
        lock_rule=lock_rule,
        sources=tuple(sources.items()),
    )


def five_point_policy(
    *,
    name: LocalizedText,
    exam: Caps,
    pass_fail: Caps,
    lock_rule: LockRule,
    sources: Mapping[str, Source],
) -> GradingPolicy:
    """Return a traditional 5-point policy (EB-08.0a): caps are weights in per cent, the pass mark is 3."""
    return GradingPolicy(
        name=name,
        scale=Scale.FIVE,
        lesson_marks=LessonMarks.FIVE,
        exam=exam,
        pass_fail=pass_fail,
        pass_threshold=Decimal(3),
        letters=FIVE_LETTERS,
        rounding=Rounding(),
        excused_absence=ExcusedAbsence.EXCLUDED,
        lock_rule=lock_rule,
        sources=tuple(sources.items()),
    )


def preset_row(
    row_id: int,
    policy: GradingPolicy,
    *,
    level: Level | None = None,
    control_form: ControlForm | None = None,
) -> PolicyRow:
    """Return the policy as a shipped version without an order; the id only tells the preset's rows apart."""
    return PolicyRow(
        id=row_id,
        number="",
        status=PolicyStatus.PRESET,
        valid_from=PRESET_SINCE,
        valid_to=None,
        level=level,
        programme_code=None,
        control_form=control_form,
        policy=policy,
    )
