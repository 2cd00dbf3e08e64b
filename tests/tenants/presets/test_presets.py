"""The four universities' starting rules say what their norms say, and mark what no norm says."""

from dataclasses import fields
from decimal import Decimal

import pytest

from ordo.access.roles import RoleCode
from tenants.policies import ControlForm, LessonMarks, Level, LockRule, Scale, Source, Sourced
from tenants.presets import ALL, JAMU, KNU, NSU, OSHSU, STANDARD, by_schema
from tenants.presets.preset import (
    DataCategory,
    EntryWindowRule,
    ListsLoading,
    MonthDay,
    ParentsAccess,
    Period,
    PrintedReport,
    QrAttendance,
)

EVERY = [*ALL, STANDARD]
CORE = {"structure", "people", "teaching", "grading", "journal", "sheets"}


def test_the_four_are_found_by_schema():
    assert by_schema() == {"nsu": NSU, "knu": KNU, "jamu": JAMU, "oshsu": OSHSU}


def test_names_stand_in_three_languages():
    assert (NSU.abbreviation.ky, KNU.abbreviation.ru, OSHSU.abbreviation.en) == ("НМУ", "КНУ", "OshSU")
    assert JAMU.also_known_as == ("JASU",)
    assert JAMU.name.ky == "Жалал-Абад мамлекеттик университети"


def test_words_are_the_universities_own():
    assert [preset.words.group.ky for preset in ALL] == ["группа", "группа", "тайпа", "тайпа"]
    assert [preset.words.timetable.ky for preset in (NSU, JAMU, OSHSU)] == ["ырааттама", "жадыбал", "жадыбал"]


def test_levels():
    assert NSU.levels == (Level.COLLEGE, Level.BACHELOR, Level.MASTER)
    assert KNU.levels == (Level.BACHELOR, Level.MASTER, Level.PHD)
    assert JAMU.levels == (Level.COLLEGE, Level.BACHELOR, Level.MASTER)
    assert OSHSU.levels == (Level.COLLEGE, Level.BACHELOR, Level.SPECIALIST, Level.MASTER)


CAPS = {
    # attendance, progress, checkpoints, final: EXAM, then PASS_FAIL
    "nsu": (("0", "20", "20 20", "40"), ("0", "40", "30 30", "0")),
    "knu": (("5", "15", "20 20", "40"), ("10", "30", "30 30", "0")),
    "jamu": (("8", "10", "21 21", "40"), ("16", "20", "32 32", "0")),
    "oshsu": (("10", "10", "20 20", "40"), ("20", "20", "30 30", "0")),
}


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.schema)
def test_caps_are_those_of_the_table(preset):
    policy = preset.policies[0].policy
    for form, (attendance, progress, checkpoints, final) in zip(
        ControlForm, CAPS[preset.schema], strict=True
    ):
        caps = policy.caps(form)
        assert (caps.attendance, caps.progress, caps.final) == (
            Decimal(attendance),
            Decimal(progress),
            Decimal(final),
        )
        assert caps.checkpoints == tuple(map(Decimal, checkpoints.split()))
    assert policy.pass_threshold == 61
    assert policy.scale is Scale.HUNDRED


def test_what_a_norm_gives_is_named_and_the_rest_is_a_preset():
    jamu = JAMU.policies[0].policy
    assert dict(jamu.sources) == {
        "lesson_marks": Source.norm("JAMU-3.5c", "JAMU-3.5d"),
        "exam.attendance": Source.norm("JAMU-3.5f"),
        "exam.progress": Source.norm("JAMU-3.5g"),
        "pass_fail.attendance": Source.norm("JAMU-3.5h"),
        "pass_fail.progress": Source.norm("JAMU-3.5i"),
        "lock_rule": Source.norm("JAMU-4.3b"),
    }
    assert dict(KNU.policies[0].policy.sources) == {"scale": Source.norm("KNU-4.0")}
    assert dict(OSHSU.policies[0].policy.sources) == {"lock_rule": Source.norm("OSH-4.3b")}
    assert all(row.policy.source_of("scale") == Source.norm("EB-08.0a") for row in NSU.policies)
    assert STANDARD.policies[0].policy.sources == ()


def test_the_journal_is_locked_as_each_norm_says():
    locks = [preset.policies[0].policy.lock_rule for preset in ALL]
    # JAMU-4.3b and OSH-4.3b: when the checkpoint total is set.
    assert locks == [
        LockRule.ON_SIGNING,
        LockRule.ON_WINDOW_END,
        LockRule.ON_CHECKPOINT_TOTAL,
        LockRule.ON_CHECKPOINT_TOTAL,
    ]


def test_only_knu_counts_works_by_0_to_100_points():
    kinds = [preset.policies[0].policy.lesson_marks for preset in ALL]
    assert kinds == [LessonMarks.FIVE, LessonMarks.HUNDRED, LessonMarks.FIVE, LessonMarks.FIVE]


def test_the_nsu_college_is_a_second_policy_by_the_same_structure():
    college = NSU.policies[1]
    assert college.level is Level.COLLEGE
    assert college.policy.scale is Scale.FIVE
    assert college.policy.exam == NSU.policies[0].policy.exam


def test_entry_windows():
    assert NSU.calendar.entry_window == Sourced(
        EntryWindowRule.DATA_ENTRY_SCHEDULE, Source.norm("AVN-4.3", "EB-R4.3")
    )
    assert NSU.calendar.entry_schedule_due.value == MonthDay(9, 15)
    assert KNU.calendar.entry_window == Sourced(
        EntryWindowRule.SHEET_OPENING_SCHEDULE, Source.norm("KNU-5.7")
    )
    assert not JAMU.calendar.entry_window.source.confirmed


def test_filling_and_reports():
    checks = [preset.calendar.filling_check.value.period for preset in ALL]
    assert checks == [Period.MONTHLY, Period.MONTHLY, Period.MONTHLY, Period.FORTNIGHTLY]
    assert OSHSU.calendar.filling_report == Sourced(Period.WEEKLY, Source.norm("OSH-6.2"))
    assert JAMU.calendar.filling_report == Sourced(Period.MONTHLY, Source.norm("JAMU-6.2"))
    assert JAMU.calendar.only_by_timetable == Sourced(True, Source.norm("JAMU-3.5j"))


def test_retention():
    assert [preset.calendar.journal_years.value for preset in ALL] == [5, 5, 5, 5]
    assert JAMU.calendar.printed_report.value == PrintedReport(1, then_archive=True, qr_opens_journal=False)
    assert OSHSU.calendar.printed_report.value == PrintedReport(25, then_archive=False, qr_opens_journal=True)
    assert OSHSU.calendar.printed_report.source == Source.norm("OSH-5.6", "OSH-5.8")


def test_group_lists():
    assert [preset.calendar.lists_loaded.value for preset in ALL] == [
        ListsLoading.BY_15_SEPTEMBER,
        ListsLoading.BY_REGISTRATION,
        ListsLoading.LAST_WEEK_OF_AUGUST,
        ListsLoading.LAST_WEEK_OF_AUGUST,
    ]


def test_students_of_jamu_and_oshsu_may_not_change_their_credentials():
    assert [preset.students_change_credentials.value for preset in ALL] == [True, True, False, False]
    assert JAMU.students_change_credentials.source == Source.norm("JAMU-4.2j")
    assert OSHSU.students_change_credentials.source == Source.norm("OSH-4.2j")


def test_parents_and_qr_codes():
    assert [preset.parents.value for preset in ALL] == [
        ParentsAccess.OWN_LOGIN,
        ParentsAccess.OFF,
        ParentsAccess.THROUGH_STUDENT_CABINET,
        ParentsAccess.OFF,
    ]
    assert [preset.qr_attendance.value for preset in ALL] == [
        QrAttendance.OFF,
        QrAttendance.QR_VISIT,
        QrAttendance.ROOM_CODE,
        QrAttendance.ROOM_CODE,
    ]


@pytest.mark.parametrize("preset", EVERY, ids=lambda preset: preset.schema)
def test_each_data_category_has_one_owner_whose_roles_exist(preset):
    assert [owner.category for owner in preset.category_owners] == list(DataCategory)
    for owner in preset.category_owners:
        assert owner.roles
        assert set(owner.roles) <= {role.value for role in RoleCode}


def test_owners_differ_as_the_norms_do():
    # EB-R4.2.9: NSU moved the transcript to the academic department; elsewhere the registrar has it.
    assert NSU.owner_of(DataCategory.TRANSCRIPT).roles == ("academic_office",)
    assert KNU.owner_of(DataCategory.TRANSCRIPT).roles == ("registrar",)
    assert NSU.owner_of(DataCategory.ACHIEVEMENT).roles == ("deans_office",)
    assert JAMU.owner_of(DataCategory.ACHIEVEMENT).roles == ("teacher", "deans_office")
    assert KNU.owner_of(DataCategory.ACHIEVEMENT).opened_by is not None
    assert NSU.owner_of(DataCategory.STUDENT_MOVEMENTS).source == Source.norm("EB-R4.2.1")


def test_modules_at_start():
    assert all(preset.modules >= CORE for preset in EVERY)
    assert {"cash_desk", "admissions"} <= NSU.modules
    assert "qr_visit" not in NSU.modules
    assert {"qr_visit", "document_flow", "registration", "dormitory", "cash_desk"} <= KNU.modules
    assert not {"cash_desk", "admissions", "document_flow", "registration", "dormitory"} & JAMU.modules
    assert OSHSU.modules - JAMU.modules == {"quality"}


def test_the_preset_of_a_new_university_claims_no_norm():
    rules = [getattr(STANDARD.calendar, field.name) for field in fields(STANDARD.calendar)]
    rules += [STANDARD.students_change_credentials, STANDARD.parents, STANDARD.qr_attendance]
    assert not any(rule.source.confirmed for rule in rules if rule is not None)
    assert not any(owner.source.confirmed for owner in STANDARD.category_owners)
