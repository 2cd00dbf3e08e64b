"""Why a result is what it is: steps with codes and values, without words; words are put in at the edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from typing import TypeAlias

from tenants.policies import Json, LocalizedText

Param: TypeAlias = str | Decimal | date | LocalizedText | tuple[str | Decimal, ...]
"""A value named in a sentence; numbers, dates and texts are written in the reader's language at the edge."""


class StepCode(StrEnum):
    """Kinds of step; each has one sentence in `modules.grading.wording`. Values are the names in lower case."""

    POLICY_IN_FORCE = auto()
    POLICY_PRESET = auto()
    POLICY_DRAFT = auto()
    CONTROL_EXAM = auto()
    CONTROL_PASS_FAIL = auto()
    ROUNDING_HALF_UP = auto()
    ROUNDING_DOWN = auto()
    ATTENDANCE_COUNTS = auto()
    EXCUSED_EXCLUDED = auto()
    EXCUSED_COUNTS_AS_ATTENDED = auto()
    EXCUSED_COUNTS_AS_ABSENT = auto()
    ATTENDANCE = auto()
    ATTENDANCE_NO_DATA = auto()
    ATTENDANCE_UNUSED = auto()
    LESSON_MARKS = auto()
    ABSENCES_NOT_MARKS = auto()
    PROGRESS = auto()
    PROGRESS_NO_DATA = auto()
    PROGRESS_UNUSED = auto()
    CHECKPOINTS_SPREAD = auto()
    CHECKPOINT = auto()
    CHECKPOINT_NO_DATA = auto()
    CHECKPOINT_TOTAL = auto()
    FINAL = auto()
    FINAL_NO_DATA = auto()
    FINAL_UNUSED = auto()
    SUM = auto()
    FIVE_POINT_MARK = auto()
    SHEET_HALF_UP = auto()
    SHEET_DOWN = auto()
    OPEN = auto()
    CLOSED_WITHOUT_DATA = auto()
    LETTER = auto()
    PASSED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: its code and the values named in its sentence."""

    code: StepCode
    params: tuple[tuple[str, Param], ...] = ()

    @classmethod
    def of(cls, code: StepCode, **params: Param) -> "Step":
        """Return a step with named values."""
        return cls(code, tuple(params.items()))

    @property
    def values(self) -> dict[str, Param]:
        """Return the values by name."""
        return dict(self.params)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Steps in the order in which a person would reckon them."""

    steps: tuple[Step, ...] = ()

    def __add__(self, other: "Explanation") -> "Explanation":
        """Return both explanations, one after the other."""
        return Explanation(self.steps + other.steps)

    @property
    def codes(self) -> tuple[StepCode, ...]:
        """Return the codes of the steps."""
        return tuple(step.code for step in self.steps)

    def first(self, code: StepCode) -> Step:
        """Return the first step of a kind; raises LookupError when there is none."""
        for step in self.steps:
            if step.code is code:
                return step
        raise LookupError(code)

    def to_data(self) -> list[Json]:
        """Return JSON-ready values, to be kept with a signed result."""
        return [
            {"code": step.code.value, "params": {name: _pack(value) for name, value in step.params}}
            for step in self.steps
        ]


def joined(explanations: Iterable[Explanation]) -> Explanation:
    """Return all explanations, one after the other."""
    return Explanation(tuple(step for explanation in explanations for step in explanation.steps))


def _pack(value: Param) -> Json:
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, LocalizedText):
        return {"ky": value.ky, "ru": value.ru, "en": value.en}
    if isinstance(value, tuple):
        return [_pack(item) for item in value]
    return value
