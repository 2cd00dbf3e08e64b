"""What a preset of a university holds: identity, words, policies, calendar, rights, modules."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from tenants.policies import Level, LocalizedText, PolicyRow, Source, Sourced
from tenants.presets.offices import Office


class EntryWindowRule(StrEnum):
    """By what the entry of marks into sheets opens and closes."""

    DATA_ENTRY_SCHEDULE = "data_entry_schedule"
    SHEET_OPENING_SCHEDULE = "sheet_opening_schedule"
    ACADEMIC_CALENDAR = "academic_calendar"


class ChangeConsent(StrEnum):
    """Whose consent a change after the lock needs."""

    VICE_RECTOR = "vice_rector"


class FillingDay(StrEnum):
    """When a journal is to be filled."""

    ON_LESSON_DAY = "on_lesson_day"


class Period(StrEnum):
    """How often something is done."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class ReportMoment(StrEnum):
    """When achievement reports are due."""

    SEMESTER_END = "semester_end"
    YEAR_END = "year_end"


class ListsLoading(StrEnum):
    """By when or how group lists and the timetable come in."""

    BY_15_SEPTEMBER = "by_15_september"
    BY_REGISTRATION = "by_registration"
    LAST_WEEK_OF_AUGUST = "last_week_of_august"


class ParentsAccess(StrEnum):
    """What parents may see."""

    OFF = "off"
    OWN_LOGIN = "own_login"
    THROUGH_STUDENT_CABINET = "through_student_cabinet"


class QrAttendance(StrEnum):
    """How attendance is registered by QR code."""

    OFF = "off"
    QR_VISIT = "qr_visit"
    ROOM_CODE = "room_code"


class DataCategory(IntEnum):
    """The ten data categories (AVN-4.1.1 … 4.1.10, EB-R4.1)."""

    STUDENT_MOVEMENTS = 1
    TUITION_PAYMENTS = 2
    CURRICULA = 3
    TEACHING_LOAD = 4
    EMPLOYEE_MOVEMENTS = 5
    ACHIEVEMENT = 6
    DIFFERENCES_AND_DEBTS = 7
    TEACHING_DOCUMENTS = 8
    TRANSCRIPT = 9
    FULFILMENT_OF_HOURS = 10


@dataclass(frozen=True, slots=True)
class CategoryOwner:
    """Who enters one data category, who opens the entry and who checks it, and where that is written.

    A permission of a module says which category it enters (`ENTRY` of its permissions.py), and a new university's roles
    start with it accordingly; that is so for movements, curricula, load, employees and achievement. The other
    categories wait for their modules: payments, debts, teaching documents, transcript, fulfilment of hours.
    `parts` are offices that enter one part of the category in a program of its own, and so hold the rights of that
    program's module only.
    """

    category: DataCategory
    offices: tuple[Office, ...]
    source: Source
    opened_by: Office | None = None
    checked_by: Office | None = None
    parts: tuple[Office, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the codes of the roles that own the category, without repeats, in the offices' order."""
        return tuple(dict.fromkeys(role for office in self.offices for role in office.roles))


@dataclass(frozen=True, slots=True)
class Words:
    """Interface words that differ between universities."""

    group: LocalizedText
    timetable: LocalizedText


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class FillingCheck:
    """How often the filling of journals is checked, and by whom."""

    period: Period
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """How long the printed filling report is kept (years), and what follows."""

    years: int
    then_archive: bool
    qr_opens_journal: bool


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """Windows, changes after the lock, filling, reports, retention. The lock stands in the policy."""

    entry_window: Sourced[EntryWindowRule]
    entry_schedule_due: Sourced[MonthDay] | None
    lists_loaded: Sourced[ListsLoading]
    change_after_lock: Sourced[ChangeConsent]
    filling_day: Sourced[FillingDay]
    only_by_timetable: Sourced[bool]
    filling_check: Sourced[FillingCheck]
    filling_report: Sourced[Period]
    achievement_reports: Sourced[tuple[ReportMoment, ...]]
    journal_years: Sourced[int]
    printed_report: Sourced[PrintedReport]


@dataclass(frozen=True, slots=True)
class UniversityPreset:
    """Everything a university starts with; each rule carries its source, a norm or 'preset'."""

    schema: str
    name: LocalizedText
    abbreviation: LocalizedText
    also_known_as: tuple[str, ...]
    words: Words
    levels: tuple[Level, ...]
    policies: tuple[PolicyRow, ...]
    calendar: CalendarRules
    students_change_credentials: Sourced[bool]
    parents: Sourced[ParentsAccess]
    qr_attendance: Sourced[QrAttendance]
    category_owners: tuple[CategoryOwner, ...]
    modules: frozenset[str]

    def owner_of(self, category: DataCategory) -> CategoryOwner:
        """Return who enters a data category."""
        return next(owner for owner in self.category_owners if owner.category is category)
