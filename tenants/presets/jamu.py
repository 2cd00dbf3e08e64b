"""Jalal-Abad State University: the only norm that gives caps of the journal (JAMU-3.5f–i)."""

from typing import Final

from tenants.policies import LessonMarks, Level, LocalizedText, LockRule, Source
from tenants.presets.grading import caps, preset_row, rating_policy
from tenants.presets.modules import CORE, LEARNING, QR_VISIT
from tenants.presets.offices import (
    ACADEMIC_DEPARTMENT,
    ACCOUNTING,
    DEANS_OFFICE,
    DEPARTMENT,
    HEADS_OF_DEPARTMENTS,
    HUMAN_RESOURCES,
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
    VICE_RECTOR_CONSENTS,
    normed,
)

RATING: Final = rating_policy(
    name=LocalizedText(
        ky="ЖАМУ: модулдук-рейтингдик система",
        ru="ЖАГУ: модульно-рейтинговая система",
        en="JAMU: module-rating system",
    ),
    lesson_marks=LessonMarks.FIVE,
    exam=caps(8, 10, (21, 21), 40),
    pass_fail=caps(16, 20, (32, 32), 0),
    lock_rule=LockRule.ON_CHECKPOINT_TOTAL,
    sources={
        "lesson_marks": Source.norm("JAMU-3.5c", "JAMU-3.5d"),
        "exam.attendance": Source.norm("JAMU-3.5f"),
        "exam.progress": Source.norm("JAMU-3.5g"),
        "pass_fail.attendance": Source.norm("JAMU-3.5h"),
        "pass_fail.progress": Source.norm("JAMU-3.5i"),
        "lock_rule": Source.norm("JAMU-4.3b"),
    },
)

CALENDAR: Final = CalendarRules(
    entry_window=CALENDAR_WINDOW,
    entry_schedule_due=None,
    lists_loaded=normed(ListsLoading.LAST_WEEK_OF_AUGUST, "JAMU-4.1i"),
    change_after_lock=VICE_RECTOR_CONSENTS,
    filling_day=normed(FillingDay.ON_LESSON_DAY, "JAMU-4.3g"),
    only_by_timetable=normed(True, "JAMU-3.5j"),
    filling_check=normed(
        FillingCheck(Period.MONTHLY, (ACADEMIC_DEPARTMENT, HEADS_OF_DEPARTMENTS)), "JAMU-3.6"
    ),
    filling_report=normed(Period.MONTHLY, "JAMU-6.2"),
    achievement_reports=normed(SEMESTER_AND_YEAR, "JAMU-6.1"),
    journal_years=normed(5, "JAMU-5.6"),
    printed_report=normed(PrintedReport(1, then_archive=True, qr_opens_journal=False), "JAMU-5.7"),
)

_PRESET: Final = Source.preset()

OWNERS: Final = (
    CategoryOwner(DataCategory.STUDENT_MOVEMENTS, (DEANS_OFFICE,), _PRESET),
    CategoryOwner(DataCategory.TUITION_PAYMENTS, (ACCOUNTING,), _PRESET),
    CategoryOwner(DataCategory.CURRICULA, (ACADEMIC_DEPARTMENT,), _PRESET),
    CategoryOwner(DataCategory.TEACHING_LOAD, (DEPARTMENT, SUBJECT_COMMISSION), Source.norm("JAMU-3.2")),
    CategoryOwner(DataCategory.EMPLOYEE_MOVEMENTS, (HUMAN_RESOURCES,), _PRESET),
    CategoryOwner(DataCategory.ACHIEVEMENT, (TEACHERS, DEANS_OFFICE), Source.norm("JAMU-3.5a")),
    CategoryOwner(DataCategory.DIFFERENCES_AND_DEBTS, (DEANS_OFFICE,), _PRESET),
    CategoryOwner(DataCategory.TEACHING_DOCUMENTS, (TEACHERS,), _PRESET),
    CategoryOwner(DataCategory.TRANSCRIPT, (REGISTRAR,), _PRESET),
    CategoryOwner(DataCategory.FULFILMENT_OF_HOURS, (DEPARTMENT,), _PRESET),
)

JAMU: Final = UniversityPreset(
    schema="jamu",
    name=LocalizedText(
        ky="Жалал-Абад мамлекеттик университети",
        ru="Жалал-Абадский государственный университет",
        en="Jalal-Abad State University",
    ),
    abbreviation=LocalizedText(ky="ЖАМУ", ru="ЖАГУ", en="JAMU"),
    also_known_as=("JASU",),
    words=Words(
        group=LocalizedText(ky="тайпа", ru="группа", en="group"),
        timetable=LocalizedText(ky="жадыбал", ru="расписание", en="timetable"),
    ),
    levels=(Level.COLLEGE, Level.BACHELOR, Level.MASTER),
    policies=(preset_row(1, RATING),),
    calendar=CALENDAR,
    students_change_credentials=normed(False, "JAMU-4.2j"),
    parents=normed(ParentsAccess.THROUGH_STUDENT_CABINET, "JAMU-3.4d"),
    qr_attendance=normed(QrAttendance.ROOM_CODE, "JAMU-4.2g"),
    category_owners=OWNERS,
    modules=CORE | LEARNING | {QR_VISIT},
)
