"""The grading policy as a frozen value: scale, caps, letters, threshold, rounding, lock, sources."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tenants.policies.errors import CannotSpread
from tenants.policies.source import Source
from tenants.policies.text import LocalizedText
from tenants.policies.vocabulary import (
    ControlForm,
    ExcusedAbsence,
    LessonMarks,
    LockRule,
    RoundingMode,
    Scale,
)

WHOLE: Final = Decimal(100)
"""Caps of one control form add up to this: points of the rating, or weights in per cent (5-point)."""

PARTS: Final = ("attendance", "progress", "checkpoints", "final")
"""Fields of Caps, in the order of the semester."""

SOURCED_FIELDS: Final = (
    "scale",
    "lesson_marks",
    *(f"{form}.{part}" for form in ControlForm for part in PARTS),
    "pass_threshold",
    "letters",
    "rounding",
    "excused_absence",
    "lock_rule",
)
"""Paths of the fields whose source is kept and shown."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How results are rounded: `inside` is the step of each part, `sheet` that of the sheet's total."""

    inside: Decimal = Decimal("0.01")
    sheet: Decimal = Decimal(1)
    mode: RoundingMode = RoundingMode.HALF_UP

    def part(self, numerator: Decimal, denominator: Decimal = Decimal(1)) -> Decimal:
        """Return the non-negative numerator ÷ denominator rounded once to the inside step."""
        return self._round(Fraction(numerator) / Fraction(denominator), self.inside)

    def total(self, value: Decimal) -> Decimal:
        """Return a non-negative total rounded to the step of the grade sheet."""
        return self._round(Fraction(value), self.sheet)

    def _round(self, value: Fraction, step: Decimal) -> Decimal:
        # Exact fractions: neither the decimal context of the caller nor a second rounding can move a half.
        steps = value / Fraction(step)
        half = Fraction(1, 2) if self.mode is RoundingMode.HALF_UP else Fraction(0)
        return Decimal((steps + half).__floor__()) * step


@dataclass(frozen=True, slots=True)
class Caps:
    """Highest points of each part for one control form (JAMU-3.5f–i); weights in a 5-point policy."""

    attendance: Decimal
    progress: Decimal
    checkpoints: tuple[Decimal, ...]
    final: Decimal

    @property
    def checkpoint_sum(self) -> Decimal:
        """Return the points of all checkpoints together."""
        return sum(self.checkpoints, Decimal(0))

    @property
    def sum(self) -> Decimal:
        """Return the points of all parts together; a valid policy has 100."""
        return self.attendance + self.progress + self.checkpoint_sum + self.final

    def spread_over(self, number: int, step: Decimal = Decimal("0.01")) -> "Caps":
        """Return the caps for a curriculum line with `number` checkpoints (EB-06.2d, EB-08.0b).

        The policy's own number keeps its caps. Another number shares the same sum out equally in whole
        steps; what the division leaves goes to the last checkpoint, so that the sum stays. Raises
        CannotSpread when there are points but no checkpoint.
        """
        if number == len(self.checkpoints):
            return self
        if number < 1:
            if self.checkpoint_sum:
                raise CannotSpread(self.checkpoint_sum)
            return Caps(self.attendance, self.progress, (), self.final)
        share = Decimal((Fraction(self.checkpoint_sum) / number / Fraction(step)).__floor__()) * step
        shares = (share,) * (number - 1)
        last = self.checkpoint_sum - share * (number - 1)
        return Caps(self.attendance, self.progress, (*shares, last), self.final)


@dataclass(frozen=True, slots=True)
class LetterBand:
    """One row of the letters table: sheet totals from `lowest` to `highest`, both included."""

    letter: str
    lowest: Decimal
    highest: Decimal
    grade_point: Decimal
    traditional: int

    def covers(self, total: Decimal) -> bool:
        """Say whether a total of the grade sheet lies in the band."""
        return self.lowest <= total <= self.highest


@dataclass(frozen=True, slots=True)
class GradingPolicy:
    """One version of a university's rules of marking, complete and without dates (EB-08.0a, KNU-4.0).

    The 100-point rating and the 5-point college use the same fields and the same arithmetic. In a 5-point
    policy the caps are weights in per cent, checkpoints and final control are entered as marks up to 5,
    and the final mark is 5 × points ÷ 100, which is the weighted mean of the parts.
    """

    name: LocalizedText
    scale: Scale
    lesson_marks: LessonMarks
    exam: Caps
    pass_fail: Caps
    pass_threshold: Decimal
    letters: tuple[LetterBand, ...]
    rounding: Rounding
    excused_absence: ExcusedAbsence
    lock_rule: LockRule
    sources: tuple[tuple[str, Source], ...] = ()

    def __post_init__(self) -> None:
        """Order the sources, so that equal policies compare equal; refuse two sources of one field."""
        paths = [path for path, _source in self.sources]
        if len(set(paths)) != len(paths):
            raise ValueError("two sources of one field")
        object.__setattr__(self, "sources", tuple(sorted(self.sources, key=lambda pair: pair[0])))

    def caps(self, form: ControlForm) -> Caps:
        """Return the caps of a control form as the policy writes them."""
        return self.exam if form is ControlForm.EXAM else self.pass_fail

    def caps_for(self, form: ControlForm, checkpoints: int) -> Caps:
        """Return the caps for a curriculum line with that number of checkpoints (EB-06.2d)."""
        return self.caps(form).spread_over(checkpoints, self.rounding.inside)

    def entry_maximum(self, cap: Decimal) -> Decimal:
        """Return the highest figure to be typed for a checkpoint or final control: its cap, or the mark 5."""
        return cap if self.scale is Scale.HUNDRED else self.scale.maximum

    def source_of(self, path: str) -> Source:
        """Return the source of a field path such as 'exam.attendance'; a field not listed is a preset."""
        if path not in SOURCED_FIELDS:
            raise KeyError(path)
        return dict(self.sources).get(path, Source.preset())

    def unconfirmed_fields(self) -> tuple[str, ...]:
        """Return the field paths to be shown as 'preset, not from a norm'."""
        return tuple(path for path in SOURCED_FIELDS if not self.source_of(path).confirmed)
