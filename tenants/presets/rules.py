"""Rules that several presets share because no norm of theirs speaks; each is marked as a preset."""

from typing import Final, TypeVar

from tenants.policies import Source, Sourced
from tenants.presets.preset import (
    ChangeConsent,
    EntryWindowRule,
    FillingDay,
    Period,
    ReportMoment,
)

Value = TypeVar("Value")


def normed(value: Value, *requirement_ids: str) -> Sourced[Value]:
    """Return a value that stands in a norm."""
    return Sourced(value, Source.norm(*requirement_ids))


def presumed(value: Value) -> Sourced[Value]:
    """Return a plausible value that no norm gives: shown as 'preset, not from a norm'."""
    return Sourced(value, Source.preset())


SEMESTER_AND_YEAR: Final = (ReportMoment.SEMESTER_END, ReportMoment.YEAR_END)

CALENDAR_WINDOW: Final = presumed(EntryWindowRule.ACADEMIC_CALENDAR)
VICE_RECTOR_CONSENTS: Final = presumed(ChangeConsent.VICE_RECTOR)
FILLED_ON_LESSON_DAY: Final = presumed(FillingDay.ON_LESSON_DAY)
TIMETABLE_NOT_REQUIRED: Final = presumed(False)
MONTHLY_REPORT: Final = presumed(Period.MONTHLY)
ACHIEVEMENT_REPORTS: Final = presumed(SEMESTER_AND_YEAR)
FIVE_YEARS: Final = presumed(5)
