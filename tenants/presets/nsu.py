"""Naryn State University: rating for bachelor and master, traditional marks for the college (EB-08.0a)."""

from typing import Final

from tenants.policies import LessonMarks, Level, LocalizedText, LockRule, Source
from tenants.presets.grading import caps, five_point_policy, preset_row, rating_policy
from tenants.presets.modules import EBILIM
from tenants.presets.offices import (
    ACADEMIC_DEPARTMENT,
    ACADEMIC_DIRECTORATE,
    ACCOUNTING,
    CORRESPONDENCE_STUDIES,
    DEANS_OFFICE,
    DEPARTMENT,
    HUMAN_RESOURCES,
    STUDENT_RECORDS,
)
from tenants.presets.preset import (
    CalendarRules,
    CategoryOwner,
    ChangeConsent,
    DataCategory,
    EntryWindowRule,
    FillingCheck,
    ListsLoading,
    MonthDay,
    ParentsAccess,
    Period,
    PrintedReport,
    QrAttendance,
    UniversityPreset,
    Words,
)
from tenants.presets.rules import (
    ACHIEVEMENT_REPORTS,
    FILLED_ON_LESSON_DAY,
    FIVE_YEARS,
    MONTHLY_REPORT,
    TIMETABLE_NOT_REQUIRED,
    normed,
    presumed,
)

_EXAM: Final = caps(0, 20, (20, 20), 40)
_PASS_FAIL: Final = caps(0, 40, (30, 30), 0)
_SOURCES: Final = {"scale": Source.norm("EB-08.0a")}

RATING: Final = rating_policy(
    name=LocalizedText(
        ky="НМУ: 100 баллдык рейтинг системасы",
        ru="НГУ: 100-балльная рейтинговая система",
        en="NSU: 100-point rating system",
    ),
    lesson_marks=LessonMarks.FIVE,
    exam=_EXAM,
    pass_fail=_PASS_FAIL,
    lock_rule=LockRule.ON_SIGNING,
    sources=_SOURCES,
)
COLLEGE: Final = five_point_policy(
    name=LocalizedText(
        ky="НМУ, колледж: салттуу 5 баллдык система",
        ru="НГУ, колледж: традиционная 5-балльная система",
        en="NSU, college: traditional 5-point system",
    ),
    exam=_EXAM,
    pass_fail=_PASS_FAIL,
    lock_rule=LockRule.ON_SIGNING,
    sources=_SOURCES,
)

CALENDAR: Final = CalendarRules(
    entry_window=normed(EntryWindowRule.DATA_ENTRY_SCHEDULE, "AVN-4.3", "EB-R4.3"),
    entry_schedule_due=normed(MonthDay(9, 15), "AVN-4.3", "EB-R4.3"),
    lists_loaded=normed(ListsLoading.BY_15_SEPTEMBER, "AVN-4.3", "EB-R4.3"),
    change_after_lock=normed(ChangeConsent.VICE_RECTOR, "AVN-3.7", "EB-R3.7"),
    filling_day=FILLED_ON_LESSON_DAY,
    only_by_timetable=TIMETABLE_NOT_REQUIRED,
    filling_check=presumed(FillingCheck(Period.MONTHLY, (ACADEMIC_DEPARTMENT,))),
    filling_report=MONTHLY_REPORT,
    achievement_reports=ACHIEVEMENT_REPORTS,
    journal_years=FIVE_YEARS,
    printed_report=presumed(PrintedReport(5, then_archive=False, qr_opens_journal=False)),
)

# The regulation of 2021 is in force; it moved the transcript from the registrar to the academic department.
OWNERS: Final = tuple(
    CategoryOwner(category, offices, Source.norm(f"EB-R4.2.{category.value}"))
    for category, offices in (
        (DataCategory.STUDENT_MOVEMENTS, (STUDENT_RECORDS,)),
        (DataCategory.TUITION_PAYMENTS, (ACCOUNTING,)),
        (DataCategory.CURRICULA, (ACADEMIC_DIRECTORATE,)),
        (DataCategory.TEACHING_LOAD, (DEPARTMENT, CORRESPONDENCE_STUDIES)),
        (DataCategory.EMPLOYEE_MOVEMENTS, (HUMAN_RESOURCES,)),
        (DataCategory.ACHIEVEMENT, (DEANS_OFFICE,)),
        (DataCategory.DIFFERENCES_AND_DEBTS, (DEANS_OFFICE,)),
        (DataCategory.TEACHING_DOCUMENTS, (DEANS_OFFICE,)),
        (DataCategory.TRANSCRIPT, (ACADEMIC_DEPARTMENT,)),
        (DataCategory.FULFILMENT_OF_HOURS, (DEPARTMENT,)),
    )
)

NSU: Final = UniversityPreset(
    schema="nsu",
    name=LocalizedText(
        ky="С. Нааматов атындагы Нарын мамлекеттик университети",
        ru="Нарынский государственный университет им. С. Нааматова",
        en="Naryn State University",
    ),
    abbreviation=LocalizedText(ky="НМУ", ru="НГУ", en="NSU"),
    also_known_as=(),
    words=Words(
        group=LocalizedText(ky="группа", ru="группа", en="group"),
        timetable=LocalizedText(ky="ырааттама", ru="расписание", en="timetable"),
    ),
    levels=(Level.COLLEGE, Level.BACHELOR, Level.MASTER),
    policies=(preset_row(1, RATING), preset_row(2, COLLEGE, level=Level.COLLEGE)),
    calendar=CALENDAR,
    students_change_credentials=presumed(True),
    parents=normed(ParentsAccess.OWN_LOGIN, "AVN-3.2b", "EB-R3.2b"),
    qr_attendance=presumed(QrAttendance.OFF),
    category_owners=OWNERS,
    modules=EBILIM,
)
