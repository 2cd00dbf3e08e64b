"""Groups and semesters that come along with another module's rows, so that they cost no query of their own.

A module with a foreign key puts `group_columns("group")` into its `.values()` and takes the value out of each row with
`take_group(row, "group")`; semesters likewise.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from modules.structure.selectors.refs import (
    LANGUAGES,
    GroupRef,
    Names,
    SemesterRef,
    filled,
    semester_label,
)

_GROUP = {
    "id": "id",
    "name": "name",
    "sort_key": "sort_key",
    "course": "course",
    "language": "language",
    "form_of_study": "form_of_study",
    "is_active": "is_active",
    "programme_id": "programme_id",
    "programme_code": "programme__code",
    "level": "programme__level",
    "department_id": "programme__department_id",
    "faculty_id": "programme__department__faculty_id",
}
_PROGRAMME_NAME, _FACULTY_NAME = "programme__name", "programme__department__faculty__name"
_SEMESTER = {
    "id": "id",
    "number": "number",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "version": "version",
    "year_start": "year__starts",
}


def _key(path: str, name: str) -> str:
    """The name of a column in the row; Django allows no `__` in it."""
    return f"{path.replace('__', '_')}_of_{name}"


def _columns(path: str, wanted: dict[str, str]) -> dict[str, F]:
    return {_key(path, name): F(f"{path}__{column}") for name, column in wanted.items()}


def _taken(row: dict[str, Any], path: str, names: Iterable[str]) -> dict[str, Any]:
    return {name: row.pop(_key(path, name)) for name in names}


def name_columns(path: str) -> dict[str, F]:
    """Expressions for the three names at the end of a path, as `discipline__name`."""
    return {_key(path, code): F(f"{path}_{code}") for code in LANGUAGES}


def take_names(row: dict[str, Any], path: str) -> Names:
    """The three names out of a row, gaps filled from the other languages."""
    return filled({code: value or "" for code, value in _taken(row, path, LANGUAGES).items()})


def group_columns(path: str) -> dict[str, F]:
    """Expressions for everything a `GroupRef` holds, at the end of a foreign key's path."""
    programme, faculty = f"{path}__{_PROGRAMME_NAME}", f"{path}__{_FACULTY_NAME}"
    return _columns(path, _GROUP) | name_columns(programme) | name_columns(faculty)


def take_group(row: dict[str, Any], path: str) -> GroupRef:
    """The group out of a row."""
    return GroupRef(
        programme_names=take_names(row, f"{path}__{_PROGRAMME_NAME}"),
        faculty_names=take_names(row, f"{path}__{_FACULTY_NAME}"),
        **_taken(row, path, _GROUP),
    )


def semester_columns(path: str) -> dict[str, F]:
    """Expressions for everything a `SemesterRef` holds, at the end of a foreign key's path."""
    return _columns(path, _SEMESTER)


def take_semester(row: dict[str, Any], path: str) -> SemesterRef:
    """The semester out of a row."""
    values = _taken(row, path, _SEMESTER)
    return SemesterRef(label=semester_label(values["year_start"], values["number"]), **values)
