"""Kyrgyz National University: 100 points and credits (KNU-4.0), sheets opened by schedule (KNU-5.7)."""

from typing import Final

from tenants.policies import LessonMarks, Level, LocalizedText, LockRule, Source
from tenants.presets.grading import caps, preset_row, rating_policy
from tenants.presets.modules import DOCUMENT_FLOW, DORMITORY, EBILIM, QR_VISIT, QUALITY, REGISTRATION
from tenants.presets.offices import (
    ACADEMIC_DEPARTMENT,
    ACCOUNTING,
    ADMISSIONS,
    DEANS_OFFICE,
    DEPARTMENT,
    E_LEARNING,
    EDUCATION_DOCUMENTS,
    HUMAN_RESOURCES,
    PLANNING_FINANCE,
    QUALITY_OFFICE,
    REGISTRAR,
    STUDENT_RECORDS,
    TEACHERS,
)
from tenants.presets.preset import (
    CalendarRules,
    CategoryOwner,
    DataCategory,
    EntryWindowRule,
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
    FILLED_ON_LESSON_DAY,
    FIVE_YEARS,
    MONTHLY_REPORT,
    TIMETABLE_NOT_REQUIRED,
    VICE_RECTOR_CONSENTS,
    normed,
    presumed,
)

RATING: Final = rating_policy(
    name=LocalizedText(
        ky="КУУ: 100 баллдык кредиттик система",
        ru="КНУ: 100-балльная кредитная система",
        en="KNU: 100-point credit system",
    ),
    lesson_marks=LessonMarks.HUNDRED,
    exam=caps(5, 15, (20, 20), 40),
    pass_fail=caps(10, 30, (30, 30), 0),
    lock_rule=LockRule.ON_WINDOW_END,
    sources={"scale": Source.norm("KNU-4.0")},
)

CALENDAR: Final = CalendarRules(
    entry_window=normed(EntryWindowRule.SHEET_OPENING_SCHEDULE, "KNU-5.7"),
    entry_schedule_due=None,
    lists_loaded=normed(ListsLoading.BY_REGISTRATION, "KNU-5.14", "KNU-7.9b"),
    change_after_lock=VICE_RECTOR_CONSENTS,
    filling_day=FILLED_ON_LESSON_DAY,
    only_by_timetable=TIMETABLE_NOT_REQUIRED,
    filling_check=presumed(FillingCheck(Period.MONTHLY, (ACADEMIC_DEPARTMENT,))),
    filling_report=MONTHLY_REPORT,
    achievement_reports=ACHIEVEMENT_REPORTS,
    journal_years=FIVE_YEARS,
    printed_report=presumed(PrintedReport(5, then_archive=False, qr_opens_journal=False)),
)

_PRESET: Final = Source.preset()

OWNERS: Final = (
    CategoryOwner(
        DataCategory.STUDENT_MOVEMENTS,
        (STUDENT_RECORDS,),
        Source.norm("KNU-7.8", "KNU-7.11"),
        parts=(ADMISSIONS,),
    ),
    CategoryOwner(DataCategory.TUITION_PAYMENTS, (ACCOUNTING,), Source.norm("KNU-7.4")),
    CategoryOwner(DataCategory.CURRICULA, (ACADEMIC_DEPARTMENT,), Source.norm("KNU-7.2")),
    CategoryOwner(DataCategory.TEACHING_LOAD, (DEPARTMENT,), Source.norm("KNU-7.1")),
    CategoryOwner(
        DataCategory.EMPLOYEE_MOVEMENTS,
        (HUMAN_RESOURCES,),
        Source.norm("KNU-7.10", "KNU-7.13"),
        parts=(PLANNING_FINANCE,),
    ),
    CategoryOwner(DataCategory.ACHIEVEMENT, (TEACHERS,), Source.norm("KNU-5.7"), opened_by=E_LEARNING),
    CategoryOwner(DataCategory.DIFFERENCES_AND_DEBTS, (DEANS_OFFICE,), _PRESET),
    CategoryOwner(
        DataCategory.TEACHING_DOCUMENTS, (TEACHERS,), Source.norm("KNU-7.7c"), checked_by=QUALITY_OFFICE
    ),
    CategoryOwner(
        DataCategory.TRANSCRIPT,
        (REGISTRAR,),
        Source.norm("KNU-7.12", "KNU-7.14"),
        parts=(EDUCATION_DOCUMENTS,),
    ),
    CategoryOwner(DataCategory.FULFILMENT_OF_HOURS, (DEPARTMENT,), _PRESET),
)

KNU: Final = UniversityPreset(
    schema="knu",
    name=LocalizedText(
        ky="Жусуп Баласагын атындагы Кыргыз улуттук университети",
        ru="Кыргызский национальный университет им. Ж. Баласагына",
        en="Kyrgyz National University",
    ),
    abbreviation=LocalizedText(ky="КУУ", ru="КНУ", en="KNU"),
    also_known_as=(),
    words=Words(
        group=LocalizedText(ky="группа", ru="группа", en="group"),
        timetable=LocalizedText(ky="жадыбал", ru="расписание", en="timetable"),
    ),
    levels=(Level.BACHELOR, Level.MASTER, Level.PHD),
    policies=(preset_row(1, RATING),),
    calendar=CALENDAR,
    students_change_credentials=presumed(True),
    parents=presumed(ParentsAccess.OFF),
    qr_attendance=normed(QrAttendance.QR_VISIT, "KNU-3.4"),
    category_owners=OWNERS,
    modules=EBILIM | {QUALITY, QR_VISIT, DOCUMENT_FLOW, REGISTRATION, DORMITORY},
)
