"""The door of grading: which policy governs a course, the arithmetic under it, and its sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext

from modules.grading import selectors
from modules.grading.models import PolicyVersion
from modules.grading.rules import (
    AttendanceCounts,
    CourseFacts,
    CourseResult,
    Explanation,
    ImpossibleCounts,
    ImpossiblePoints,
    NotAMark,
    Outcome,
    PartResult,
    Parts,
    Work,
    checkpoint_points,
    course_result,
    final_points,
    journal_mark,
    letter_of,
    total,
)
from modules.grading.wording import refusal, sentences
from tenants.policies import ChoiceError, ControlForm, GradingPolicy, Level, NoPolicy, PolicyRow

__all__ = [
    "AttendanceCounts",
    "ChoiceError",
    "CourseFacts",
    "CourseResult",
    "Explanation",
    "ImpossibleCounts",
    "ImpossiblePoints",
    "NoPolicy",
    "NotAMark",
    "Outcome",
    "PartResult",
    "Parts",
    "PolicyChoice",
    "Work",
    "absence_sign",
    "checkpoint_points",
    "course_result",
    "final_points",
    "journal_mark",
    "letter_of",
    "policies_by_version",
    "policy_by_version",
    "policy_for",
    "refusal",
    "sentences",
    "total",
]


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """The version that governs a course. `number` is the order's number, empty for a preset."""

    version_id: int
    number: str
    policy: GradingPolicy
    row: PolicyRow


def absence_sign() -> str:
    """Return the journal's sign 'was absent' in the language in force: кж, н (JAMU-3.5c)."""
    return pgettext("lesson mark", "abs")


def policy_for(level: str, programme_code: str | None, control_form: str, on: date) -> PolicyChoice:
    """Return the version in force on the first day of a semester; it governs that semester for good.

    Raises NoPolicy or AmbiguousPolicy, both ChoiceError.
    """
    row = selectors.chosen(Level(level), programme_code or None, ControlForm(control_form), on)
    return _choice(row)


def policy_by_version(version_id: int) -> PolicyChoice:
    """Return a version that was pinned before; raises LookupError when there is none."""
    found = policies_by_version([version_id])
    if version_id not in found:
        raise LookupError(version_id)
    return found[version_id]


def policies_by_version(version_ids: Iterable[int]) -> dict[int, PolicyChoice]:
    """Return several pinned versions by id, in one query."""
    found = PolicyVersion.objects.filter(pk__in=set(version_ids))
    return {version.pk: _choice(version.row()) for version in found}


def _choice(row: PolicyRow) -> PolicyChoice:
    return PolicyChoice(version_id=row.id, number=row.number, policy=row.policy, row=row)
