"""Which semester the demo stands in: the one that runs today, or the last one in the holidays."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DemoSemester:
    """First year of the academic year, number, days, and the last day that already has lessons."""

    year_start: int
    number: int
    starts_on: date
    ends_on: date
    filled_until: date

    def weeks(self) -> list[date]:
        """Mondays of the weeks that have lessons by now."""
        first = self.starts_on + timedelta(days=(7 - self.starts_on.weekday()) % 7)
        last = min(self.filled_until - timedelta(days=4), first + timedelta(weeks=15))
        count = max(0, (last - first).days // 7 + 1)
        return [first + timedelta(weeks=number) for number in range(count)]


def semester_of(today: date) -> DemoSemester:
    """Autumn 1 September to 31 January, spring 1 February to 30 June; July and August look back at spring."""
    if today.month >= 9 or today.month == 1:
        year = today.year if today.month >= 9 else today.year - 1
        return DemoSemester(year, 1, date(year, 9, 1), date(year + 1, 1, 31), today)
    year = today.year - 1
    ends = date(today.year, 6, 30)
    return DemoSemester(year, 2, date(today.year, 2, 1), ends, min(today, ends))
