"""The closed word lists that a grading policy is written in. Their values are stored; never change one."""

from decimal import Decimal
from enum import StrEnum, auto
from typing import Final, Literal, TypeAlias

ABSENT: Final[Literal["кж"]] = "кж"
"""The journal's sign 'was absent' (JAMU-3.5c). It is a sign of attendance, not a mark."""

LessonMark: TypeAlias = Decimal | Literal["кж"]
"""What may stand in a journal cell: a number or the sign of absence."""


class Level(StrEnum):
    """Level of education."""

    COLLEGE = "college"
    BACHELOR = "bachelor"
    SPECIALIST = "specialist"
    MASTER = "master"
    PHD = "phd"


class ControlForm(StrEnum):
    """Form of control of a curriculum line (EB-06.2f), stored as 'exam' or 'pass_fail'."""

    EXAM = auto()
    PASS_FAIL = auto()


class Scale(StrEnum):
    """Scale of the final result: the 100-point rating or the traditional 5-point marks (EB-08.0a)."""

    HUNDRED = "hundred"
    FIVE = "five"

    @property
    def maximum(self) -> Decimal:
        """Return the highest result of the scale: 100 points or the mark 5."""
        return Decimal(100) if self is Scale.HUNDRED else Decimal(5)


class LessonMarks(StrEnum):
    """What a teacher sets at a lesson: 'кж', 5, 4, 3, 2 (JAMU-3.5c), or 'кж' and 0–100 points per work."""

    FIVE = "five"
    HUNDRED = "hundred"

    @property
    def maximum(self) -> Decimal:
        """Return the highest mark: 5 or 100."""
        return Decimal(5) if self is LessonMarks.FIVE else Decimal(100)

    def accepts(self, mark: LessonMark) -> bool:
        """Say whether the mark may stand in the journal (JAMU-3.5c for FIVE)."""
        if not isinstance(mark, Decimal):
            return mark == ABSENT
        if not mark.is_finite():
            return False
        if self is LessonMarks.FIVE:
            return mark in _FIVE_MARKS
        return 0 <= mark <= self.maximum


_FIVE_MARKS: Final = frozenset(Decimal(mark) for mark in (2, 3, 4, 5))


class ExcusedAbsence(StrEnum):
    """How an absence for a valid reason counts in attendance."""

    EXCLUDED = "excluded"
    COUNTS_AS_ATTENDED = "counts_as_attended"
    COUNTS_AS_ABSENT = "counts_as_absent"


class LockRule(StrEnum):
    """What locks the journal (JAMU-4.3b, OSH-4.3b: as soon as the checkpoint total is set)."""

    ON_SIGNING = "on_signing"
    ON_WINDOW_END = "on_window_end"
    ON_CHECKPOINT_TOTAL = "on_checkpoint_total"


class RoundingMode(StrEnum):
    """How a value between two steps is rounded: half up, or cut down to the lower step."""

    HALF_UP = "half_up"
    DOWN = "down"


class PolicyStatus(StrEnum):
    """Where a version of a policy stands: shipped preset, draft, or in force by an order."""

    PRESET = "preset"
    DRAFT = "draft"
    IN_FORCE = "in_force"
