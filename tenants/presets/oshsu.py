"""Osh State University: weekly filling report (OSH-6.2), Appendix No 1 kept 25 years (OSH-5.8)."""

from typing import Final

from tenants.policies import LessonMarks, Level, LocalizedText, LockRule, Source
from tenants.presets.grading import caps, preset_row, rating_policy
from tenants.presets.modules import CORE, LEARNING, QR_VISIT, QUALITY
from tenants.presets.offices import (
    ACADEMIC_DEPARTMENT,
    ACCOUNTING,
    DEANS_OFFICE,
    DEPARTMENT,
    HEADS_OF_DEPARTMENTS,
    HUMAN_RESOURCES,
    METHODISTS,
    REGISTRAR,
    SUBJECT_COMMISSION,
    TEACHERS,
)
from tenants.presets.preset import (
    CalendarRules,
    CategoryOwner,
    DataCategory,
    FillingCheck,
    FillingDay,
    ListsLoading,
    ParentsAccess,
    Period,
    PrintedReport,
    QrAttendance,
    UniversityPreset,
    Words,
)
from tenants.presets.rules import (
    CALENDAR_WINDOW,
    SEMESTER_AND_YEAR,
    TIMETABLE_NOT_REQUIRED,
    VICE_RECTOR_CONSENTS,
    normed,
    presumed,
)

RATING: Final = rating_policy(
    name=LocalizedText(
        ky="ОшМУ: 100 баллдык система",
        ru="ОшГУ: 100-балльная система",
        en="OshSU: 100-point system",
    ),
    lesson_marks=LessonMarks.FIVE,
    exam=caps(10, 10, (20, 20), 40),
    pass_fail=caps(20, 20, (30, 30), 0),
    lock_rule=LockRule.ON_CHECKPOINT_TOTAL,
    sources={"lock_rule": Source.norm("OSH-4.3b")},
)

CALENDAR: Final = CalendarRules(
    entry_window=CALENDAR_WINDOW,
    entry_schedule_due=None,
    lists_loaded=normed(ListsLoading.LAST_WEEK_OF_AUGUST, "OSH-4.1i"),
    change_after_lock=VICE_RECTOR_CONSENTS,
    filling_day=normed(FillingDay.ON_LESSON_DAY, "OSH-4.3h"),
    only_by_timetable=TIMETABLE_NOT_REQUIRED,
    filling_check=normed(FillingCheck(Period.FORTNIGHTLY, (HEADS_OF_DEPARTMENTS, METHODISTS)), "OSH-3.5"),
    filling_report=normed(Period.WEEKLY, "OSH-6.2"),
    achievement_reports=normed(SEMESTER_AND_YEAR, "OSH-6.1"),
    journal_years=normed(5, "OSH-5.7"),
    printed_report=normed(PrintedReport(25, then_archive=False, qr_opens_journal=True), "OSH-5.6", "OSH-5.8"),
)

_PRESET: Final = Source.preset()

OWNERS: Final = (
    CategoryOwner(DataCategory.STUDENT_MOVEMENTS, (DEANS_OFFICE,), _PRESET),
    CategoryOwner(DataCategory.TUITION_PAYMENTS, (ACCOUNTING,), _PRESET),
    CategoryOwner(DataCategory.CURRICULA, (ACADEMIC_DEPARTMENT,), _PRESET),
    CategoryOwner(DataCategory.TEACHING_LOAD, (DEPARTMENT, SUBJECT_COMMISSION), Source.norm("OSH-3.2")),
    CategoryOwner(DataCategory.EMPLOYEE_MOVEMENTS, (HUMAN_RESOURCES,), _PRESET),
    CategoryOwner(DataCategory.ACHIEVEMENT, (TEACHERS, DEANS_OFFICE), Source.norm("OSH-3.4")),
    CategoryOwner(DataCategory.DIFFERENCES_AND_DEBTS, (DEANS_OFFICE,), _PRESET),
    CategoryOwner(DataCategory.TEACHING_DOCUMENTS, (TEACHERS,), _PRESET),
    CategoryOwner(DataCategory.TRANSCRIPT, (REGISTRAR,), _PRESET),
    CategoryOwner(DataCategory.FULFILMENT_OF_HOURS, (DEPARTMENT,), _PRESET),
)

OSHSU: Final = UniversityPreset(
    schema="oshsu",
    name=LocalizedText(
        ky="Ош мамлекеттик университети",
        ru="Ошский государственный университет",
        en="Osh State University",
    ),
    abbreviation=LocalizedText(ky="ОшМУ", ru="ОшГУ", en="OshSU"),
    also_known_as=(),
    words=Words(
        group=LocalizedText(ky="тайпа", ru="группа", en="group"),
        timetable=LocalizedText(ky="жадыбал", ru="расписание", en="timetable"),
    ),
    levels=(Level.COLLEGE, Level.BACHELOR, Level.SPECIALIST, Level.MASTER),
    policies=(preset_row(1, RATING),),
    calendar=CALENDAR,
    students_change_credentials=normed(False, "OSH-4.2j"),
    parents=presumed(ParentsAccess.OFF),
    qr_attendance=normed(QrAttendance.ROOM_CODE, "OSH-4.2g"),
    category_owners=OWNERS,
    modules=CORE | LEARNING | {QR_VISIT, QUALITY},
)
