"""Dated versions of policies and the choice of the one that governs a semester."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tenants.policies.policy import GradingPolicy
from tenants.policies.vocabulary import ControlForm, Level, PolicyStatus


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """What a policy is chosen by: level of education, programme code, control form."""

    level: Level
    programme_code: str | None
    control_form: ControlForm


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One stored version of a policy. None in level, programme_code or control_form means 'all of them'.

    `valid_from` and `valid_to` are inclusive days. `number` is the order's number, empty for a preset.
    """

    id: int
    number: str
    status: PolicyStatus
    valid_from: date
    valid_to: date | None
    level: Level | None
    programme_code: str | None
    control_form: ControlForm | None
    policy: GradingPolicy
    order_date: date | None = None

    def fits(self, key: PolicyKey) -> bool:
        """Say whether the version speaks of such a course at all."""
        return (
            self.level in (None, key.level)
            and self.programme_code in (None, key.programme_code)
            and self.control_form in (None, key.control_form)
        )

    def valid_on(self, day: date) -> bool:
        """Say whether the day lies in the version's interval, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def narrowness(self) -> tuple[bool, bool, bool]:
        """Rank how specific the version is: a programme outranks a level, a level outranks a control form."""
        return (self.programme_code is not None, self.level is not None, self.control_form is not None)


class ChoiceError(LookupError):
    """No single policy governs the course; `key` and `day` say which course and which day."""

    def __init__(self, key: PolicyKey, day: date, message: str) -> None:
        """Keep the key and the first day of the semester."""
        super().__init__(message)
        self.key = key
        self.day = day


class NoPolicy(ChoiceError):
    """No version is in force for the course on the semester's first day."""

    def __init__(self, key: PolicyKey, day: date) -> None:
        """Keep the key and the first day of the semester."""
        super().__init__(key, day, f"no grading policy for {key} on {day.isoformat()}")


class AmbiguousPolicy(ChoiceError):
    """Several versions of the same rank are in force on the semester's first day; `ids` names them."""

    def __init__(self, key: PolicyKey, day: date, ids: tuple[int, ...]) -> None:
        """Keep the key, the first day of the semester and the ids of the colliding versions."""
        super().__init__(key, day, f"grading policies {ids} collide for {key} on {day.isoformat()}")
        self.ids = ids


def choose(
    rows: Iterable[PolicyRow],
    level: Level,
    programme_code: str | None,
    control_form: ControlForm,
    semester_start: date,
) -> PolicyRow:
    """Return the version that governs a course of the semester for good.

    The version in force on the semester's first day governs; drafts never do. The most specific version
    wins, and at the same rank a version in force by order wins over a shipped preset. Raises NoPolicy or
    AmbiguousPolicy.
    """
    key = PolicyKey(level, programme_code, control_form)
    candidates = [
        row
        for row in rows
        if row.status is not PolicyStatus.DRAFT and row.fits(key) and row.valid_on(semester_start)
    ]
    if not candidates:
        raise NoPolicy(key, semester_start)
    best = max(_rank(row) for row in candidates)
    winners = [row for row in candidates if _rank(row) == best]
    if len(winners) > 1:
        raise AmbiguousPolicy(key, semester_start, tuple(sorted(row.id for row in winners)))
    return winners[0]


def _rank(row: PolicyRow) -> tuple[tuple[bool, bool, bool], bool]:
    return row.narrowness, row.status is PolicyStatus.IN_FORCE


def collisions(row: PolicyRow, others: Iterable[PolicyRow]) -> tuple[PolicyRow, ...]:
    """Return the versions that would make the choice ambiguous if `row` were stored beside them.

    These are other versions of the same status, level, programme and control form whose intervals touch a
    common day. Ask before a version is put in force, so that `choose` never has to refuse a running
    semester.
    """
    if row.status is PolicyStatus.DRAFT:
        return ()
    rivals = (other for other in others if other.id != row.id and _same_place(row, other))
    return tuple(rival for rival in rivals if _overlap(row, rival))


def _same_place(one: PolicyRow, other: PolicyRow) -> bool:
    return (one.status, one.level, one.programme_code, one.control_form) == (
        other.status,
        other.level,
        other.programme_code,
        other.control_form,
    )


def _overlap(one: PolicyRow, other: PolicyRow) -> bool:
    starts_in_time = other.valid_to is None or one.valid_from <= other.valid_to
    return starts_in_time and (one.valid_to is None or other.valid_from <= one.valid_to)
