"""Settings of the current university, read by key; a value nobody set falls back to the caller's."""

from typing import Any

from ordo.tenancy.models import Preference

STUDENTS_CHANGE_CREDENTIALS = "accounts.students_change_credentials"
TERMS = "ui.terms"
RETENTION_YEARS = "journal.retention_years"


def get(key: str, default: Any = None) -> Any:
    """Value of a setting (one query), or the default."""
    row = Preference.objects.filter(key=key).values_list("value", flat=True).first()
    return default if row is None else row


def put(key: str, value: Any, *, by: str, source: str = "", is_preset: bool = False) -> None:
    """Write a setting; who may do so is the caller's check."""
    Preference.objects.update_or_create(
        key=key,
        defaults={"value": value, "source": source, "is_preset": is_preset, "changed_by_name": by},
    )
