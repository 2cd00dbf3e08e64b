"""The settings a new university starts with, taken from its preset with their sources (policies.md)."""

from typing import Any

from ordo.tenancy import preferences
from tenants.policies import Sourced
from tenants.presets import UniversityPreset


def _put(key: str, rule: Sourced[Any], value: Any = None) -> None:
    source = rule.source
    preferences.put(
        key,
        rule.value if value is None else value,
        by="preset",
        source=", ".join(source.references),
        is_preset=not source.confirmed,
    )


def install(preset: UniversityPreset) -> None:
    """Write the rules that are plain settings; grading policies are rows of their own."""
    _put(preferences.STUDENTS_CHANGE_CREDENTIALS, preset.students_change_credentials)
    _put(preferences.RETENTION_YEARS, preset.calendar.journal_years)
    _put("people.parents", preset.parents)
    _put("attendance.qr", preset.qr_attendance)
    words = {
        code: {"ky": text.ky, "ru": text.ru, "en": text.en}
        for code, text in (("group", preset.words.group), ("timetable", preset.words.timetable))
    }
    preferences.put(preferences.TERMS, words, by="preset", is_preset=True)
