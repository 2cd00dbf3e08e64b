"""The preset of a new university: plausible values throughout, none of them from a norm."""

from typing import Final

from tenants.policies import LessonMarks, Level, LocalizedText, LockRule, Source
from tenants.presets.grading import caps, preset_row, rating_policy
from tenants.presets.modules import CORE, LEARNING
from tenants.presets.offices import (
    ACADEMIC_DEPARTMENT,
    ACCOUNTING,
    DEANS_OFFICE,
    DEPARTMENT,
    HUMAN_RESOURCES,
    REGISTRAR,
    STUDENT_RECORDS,
    TEACHERS,
)
from tenants.presets.preset import (
    CalendarRules,
    CategoryOwner,
    DataCategory,
    FillingCheck,
    ListsLoading,
    ParentsAccess,
    Period,
    PrintedReport,
    QrAttendance,
    UniversityPreset,
    Words,
)
from tenants.presets.rules import (
    ACHIEVEMENT_REPORTS,
    CALENDAR_WINDOW,
    FILLED_ON_LESSON_DAY,
    FIVE_YEARS,
    MONTHLY_REPORT,
    TIMETABLE_NOT_REQUIRED,
    VICE_RECTOR_CONSENTS,
    presumed,
)

RATING: Final = rating_policy(
    name=LocalizedText(
        ky="Стандарттуу 100 баллдык система",
        ru="Стандартная 100-балльная система",
        en="Standard 100-point system",
    ),
    lesson_marks=LessonMarks.FIVE,
    exam=caps(10, 10, (20, 20), 40),
    pass_fail=caps(20, 20, (30, 30), 0),
    lock_rule=LockRule.ON_SIGNING,
    sources={},
)

CALENDAR: Final = CalendarRules(
    entry_window=CALENDAR_WINDOW,
    entry_schedule_due=None,
    lists_loaded=presumed(ListsLoading.LAST_WEEK_OF_AUGUST),
    change_after_lock=VICE_RECTOR_CONSENTS,
    filling_day=FILLED_ON_LESSON_DAY,
    only_by_timetable=TIMETABLE_NOT_REQUIRED,
    filling_check=presumed(FillingCheck(Period.MONTHLY, (ACADEMIC_DEPARTMENT,))),
    filling_report=MONTHLY_REPORT,
    achievement_reports=ACHIEVEMENT_REPORTS,
    journal_years=FIVE_YEARS,
    printed_report=presumed(PrintedReport(5, then_archive=False, qr_opens_journal=False)),
)

OWNERS: Final = tuple(
    CategoryOwner(category, offices, Source.preset())
    for category, offices in (
        (DataCategory.STUDENT_MOVEMENTS, (STUDENT_RECORDS,)),
        (DataCategory.TUITION_PAYMENTS, (ACCOUNTING,)),
        (DataCategory.CURRICULA, (ACADEMIC_DEPARTMENT,)),
        (DataCategory.TEACHING_LOAD, (DEPARTMENT,)),
        (DataCategory.EMPLOYEE_MOVEMENTS, (HUMAN_RESOURCES,)),
        (DataCategory.ACHIEVEMENT, (TEACHERS, DEANS_OFFICE)),
        (DataCategory.DIFFERENCES_AND_DEBTS, (DEANS_OFFICE,)),
        (DataCategory.TEACHING_DOCUMENTS, (TEACHERS,)),
        (DataCategory.TRANSCRIPT, (REGISTRAR,)),
        (DataCategory.FULFILMENT_OF_HOURS, (DEPARTMENT,)),
    )
)

STANDARD: Final = UniversityPreset(
    schema="standard",
    name=LocalizedText(ky="Жаңы университет", ru="Новый университет", en="New university"),
    abbreviation=LocalizedText(ky="ЖУ", ru="НУ", en="NU"),
    also_known_as=(),
    words=Words(
        group=LocalizedText(ky="группа", ru="группа", en="group"),
        timetable=LocalizedText(ky="жадыбал", ru="расписание", en="timetable"),
    ),
    levels=(Level.BACHELOR, Level.MASTER),
    policies=(preset_row(1, RATING),),
    calendar=CALENDAR,
    students_change_credentials=presumed(True),
    parents=presumed(ParentsAccess.OFF),
    qr_attendance=presumed(QrAttendance.OFF),
    category_owners=OWNERS,
    modules=CORE | LEARNING,
)
