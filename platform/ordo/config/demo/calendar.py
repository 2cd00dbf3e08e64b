"""Which semester the demo stands in: the one that runs today, or the last one in the holidays."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEKS: Final = 15
"""Weeks with lessons in a semester; the session follows."""

MIDDLE: Final = 8
"""The first checkpoint comes after so many of them."""

HOLIDAYS: Final = frozenset(
    {(2, 23), (3, 8), (3, 21), (4, 7), (5, 1), (5, 5), (5, 9), (11, 7), (11, 8)}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoSemester:
    """First year of the academic year, number, days, the last day that is looked at, and whether that is today."""

    year_start: int
    number: int
    starts_on: date
    ends_on: date
    filled_until: date
    is_running: bool = False

    @property
    def first_monday(self) -> date:
        """The Monday of the first week with lessons."""
        return self.starts_on + timedelta(days=(7 - self.starts_on.weekday()) % 7)

    @property
    def weeks_done(self) -> int:
        """How many weeks with lessons lie behind, 0 to WEEKS."""
        return min(WEEKS, max(0, (self.filled_until - self.first_monday).days // 7))

    @property
    def checkpoints_done(self) -> int:
        """How many of the two checkpoints have been held."""
        if self.weeks_done >= WEEKS:
            return 2
        return 1 if self.weeks_done > MIDDLE else 0

    def days(self, weekday: int) -> list[tuple[int, date]]:
        """Lesson days of one weekday (0 is Monday) with their week, up to `filled_until`, without holidays."""
        days = [(week, self.first_monday + timedelta(days=7 * week + weekday)) for week in range(WEEKS)]
        return [
            (week, day)
            for week, day in days
            if day <= self.filled_until and (day.month, day.day) not in HOLIDAYS
        ]

    def is_today(self, day: date) -> bool:
        """Whether the lessons of this day are still to be filled in."""
        return self.is_running and day == self.filled_until

    def previous(self) -> "DemoSemester":
        """The semester before, all of it."""
        if self.number == 2:
            return _autumn(self.year_start, self.starts_on)
        return _spring(self.year_start - 1, self.starts_on)


def semester_of(today: date) -> DemoSemester:
    """Autumn 1 September to 31 January, spring 1 February to 30 June; July and August look back at spring."""
    if today.month >= 9 or today.month == 1:
        return _autumn(today.year if today.month >= 9 else today.year - 1, today)
    return _spring(today.year - 1, today)


def _autumn(year: int, today: date) -> DemoSemester:
    return _semester(year, 1, date(year, 9, 1), date(year + 1, 1, 31), today)


def _spring(year: int, today: date) -> DemoSemester:
    return _semester(year, 2, date(year + 1, 2, 1), date(year + 1, 6, 30), today)


def _semester(year: int, number: int, starts_on: date, ends_on: date, today: date) -> DemoSemester:
    return DemoSemester(year, number, starts_on, ends_on, min(today, ends_on), starts_on <= today <= ends_on)
