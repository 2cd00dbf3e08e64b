"""The regulation of grade sheets as pure functions: numbers, keystrokes, which writes stand, digests, GPA."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

NOT_APPEARED_TYPED: Final = frozenset({"кж", "н", "к", "н/я", "a", "а", "n", "h", "-", "–"})
_FIVE_MARKS: Final = frozenset(Decimal(mark) for mark in (2, 3, 4, 5))
_STEP: Final = Decimal("0.01")


class SheetStatus(StrEnum):
    """Where a sheet stands. It moves on by signatures only, and from CLOSED it never moves."""

    OPEN = "open"
    TEACHER_SIGNED = "teacher_signed"
    CLOSED = "closed"


class SignatureRole(StrEnum):
    """Who signs a sheet, in this order."""

    TEACHER = "teacher"
    DEANS_OFFICE = "deans_office"


class Standing(StrEnum):
    """What a student is on a sheet (EB-08.0d): in the list, or gone before the day of the control."""

    LISTED = "listed"
    TRANSFERRED = "transferred"
    EXPELLED = "expelled"
    ON_LEAVE = "on_leave"

    @property
    def counts(self) -> bool:
        """Say whether the student gets a result on this sheet."""
        return self is Standing.LISTED


class SheetOutcome(StrEnum):
    """What a closed line says; NONE is for those who left before the control."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPEARED = "not_appeared"
    NONE = ""

    @property
    def is_debt(self) -> bool:
        """Say whether the student owes the discipline (EB-08.4)."""
        return self in {SheetOutcome.FAILED, SheetOutcome.NOT_APPEARED}


@dataclass(frozen=True, slots=True)
class FinalValue:
    """Content of a cell of the final column: points, 'did not appear', or nothing yet."""

    points: Decimal | None = None
    absent: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was entered yet."""
        return self.points is None and not self.absent


EMPTY: Final = FinalValue()


class NotUnderstood(ValueError):
    """What was typed is neither points of the final control nor a sign of absence."""


def sheet_number(year: int, semester: int, serial: int) -> str:
    """Return the number as printed: year of the academic year's start, semester, serial within the year."""
    return f"{year}-{semester}-{serial:06d}"


def typed_final(text: str) -> FinalValue:
    """Return what a keystroke or a pasted cell means; a comma is a point. Raises NotUnderstood."""
    plain = text.strip().lower().replace(",", ".")
    if not plain:
        return EMPTY
    if plain in NOT_APPEARED_TYPED:
        return FinalValue(absent=True)
    try:
        points = Decimal(plain)
    except InvalidOperation:
        raise NotUnderstood(text) from None
    if not points.is_finite() or points < 0 or points != points.quantize(_STEP):
        raise NotUnderstood(text)
    return FinalValue(points=points.quantize(_STEP))


def within(points: Decimal, maximum: Decimal, *, five: bool) -> bool:
    """Say whether points may stand: whole hundredths, at most the policy's cap (EB-08.0a: or a mark 2, 3, 4, 5)."""
    if not points.is_finite() or points % _STEP:
        return False
    return points in _FIVE_MARKS if five else 0 <= points <= maximum


@dataclass(frozen=True, slots=True)
class Write:
    """One cell to be written: the content, and the version that the writer saw (0: an empty cell)."""

    student_id: int
    content: FinalValue
    version: int


@dataclass(frozen=True, slots=True)
class Stored:
    """One cell as it stands."""

    id: int
    content: FinalValue
    version: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of each write; none falls under two headings and none is lost."""

    unchanged: tuple[tuple[int, int], ...]
    created: tuple[Write, ...]
    changed: tuple[tuple[Write, Stored], ...]
    conflicts: tuple[tuple[Write, Stored], ...]
    refused: tuple[tuple[Write, str], ...]


def judge(
    writes: Iterable[Write], stored: Mapping[int, Stored], refusal: Callable[[Write], str]
) -> Judgement:
    """Sort writes into those that stand, those that meet another's change, and those that are refused.

    A write whose seen version is not the stored one is a conflict, unless both want the same content. `refusal`
    gives a reason code or ''. Of two writes for one student the later counts.
    """
    unchanged: list[tuple[int, int]] = []
    created: list[Write] = []
    changed: list[tuple[Write, Stored]] = []
    conflicts: list[tuple[Write, Stored]] = []
    refused: list[tuple[Write, str]] = []
    for write in {write.student_id: write for write in writes}.values():
        row = stored.get(write.student_id)
        if reason := refusal(write):
            refused.append((write, reason))
        elif write.content == (row.content if row else EMPTY):
            unchanged.append((write.student_id, row.version if row else 0))
        elif row is None:
            created.append(write)
        elif row.version != write.version:
            conflicts.append((write, row))
        else:
            changed.append((write, row))
    return Judgement(tuple(unchanged), tuple(created), tuple(changed), tuple(conflicts), tuple(refused))


def digest(content: Mapping[str, object]) -> str:
    """Return the SHA-256, hexadecimal, of what a signature stands for; values are JSON-ready."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def gpa(results: Iterable[tuple[Decimal | None, Decimal]]) -> Decimal | None:
    """Return the mean of grade points weighted by credits, to 0.01 half up; None without any (KNU-4.0).

    Takes (grade point, credits) of closed results; those without a grade point do not count.
    """
    counted = [(point, weight) for point, weight in results if point is not None and weight > 0]
    together = sum((weight for _point, weight in counted), Decimal(0))
    if not together:
        return None
    points = sum((point * weight for point, weight in counted), Decimal(0))
    return (points / together).quantize(_STEP, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a session by outcome (EB-08.7); `quality` is the share of 4 and 5 among all, in per cent."""

    students: int
    passed: int
    failed: int
    not_appeared: int
    excellent: int
    good: int

    @property
    def success_percent(self) -> Decimal | None:
        """Share of those who passed, in per cent; None without students."""
        return _percent(self.passed, self.students)

    @property
    def quality_percent(self) -> Decimal | None:
        """Share of traditional 4 and 5, in per cent; None without students."""
        return _percent(self.excellent + self.good, self.students)


def tally(results: Iterable[tuple[SheetOutcome, int | None, int]]) -> Tally:
    """Sum up (outcome, traditional mark, how many) of closed lines; those who left do not count."""
    outcomes: Counter[SheetOutcome] = Counter()
    marks: Counter[int | None] = Counter()
    for outcome, mark, number in results:
        if outcome is not SheetOutcome.NONE:
            outcomes[outcome] += number
            marks[mark] += number
    return Tally(
        students=outcomes.total(),
        passed=outcomes[SheetOutcome.PASSED],
        failed=outcomes[SheetOutcome.FAILED],
        not_appeared=outcomes[SheetOutcome.NOT_APPEARED],
        excellent=marks[5],
        good=marks[4],
    )


def _percent(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
