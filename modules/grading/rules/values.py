"""What the arithmetic is fed with; a value that cannot be is refused, never cut to fit."""

from dataclasses import dataclass
from decimal import Decimal

from tenants.policies import LessonMark, LessonMarks


class ImpossibleCounts(ValueError):
    """Attendance counts that contradict each other, e.g. more lessons attended than held."""

    def __init__(self, held: int, attended: int, excused: int) -> None:
        """Keep the counts."""
        super().__init__(f"held {held}, attended {attended}, excused {excused}")
        self.held, self.attended, self.excused = held, attended, excused


class ImpossiblePoints(ValueError):
    """Points below 0, above their maximum or not a number."""

    def __init__(self, value: Decimal | None, maximum: Decimal) -> None:
        """Keep the points and their maximum."""
        super().__init__(f"{value} of {maximum}")
        self.value, self.maximum = value, maximum


class NotAMark(ValueError):
    """A value that the policy's kind of lesson marks does not know (JAMU-3.5c: 'кж', 5, 4, 3, 2)."""

    def __init__(self, mark: LessonMark, kind: LessonMarks) -> None:
        """Keep the value and the kind of marks."""
        super().__init__(f"{mark} is no mark of the kind {kind.value}")
        self.mark, self.kind = mark, kind


@dataclass(frozen=True, slots=True)
class AttendanceCounts:
    """Lessons held for the student, attended, and missed for a valid reason (excused)."""

    held: int
    attended: int
    excused: int = 0

    def __post_init__(self) -> None:
        """Refuse counts that contradict each other."""
        if min(self.held, self.attended, self.excused) < 0 or self.attended + self.excused > self.held:
            raise ImpossibleCounts(self.held, self.attended, self.excused)


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work of a checkpoint, or the final control: points set (None: not yet) and their maximum.

    A mark of a 5-point policy is a work with the maximum 5 (EB-08.0b).
    """

    value: Decimal | None
    maximum: Decimal

    def __post_init__(self) -> None:
        """Refuse points outside 0 … maximum."""
        limit_is_good = self.maximum.is_finite() and self.maximum > 0
        if not limit_is_good or (self.value is not None and not self._within(self.value)):
            raise ImpossiblePoints(self.value, self.maximum)

    def _within(self, value: Decimal) -> bool:
        return value.is_finite() and 0 <= value <= self.maximum
