"""Semesters, groups and units as frozen values for other modules; permissions are the caller's business."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from modules.structure.models import Department, Faculty, Programme, Semester, StudyGroup, Subgroup
from ordo.access.actor import Target

LANGUAGES = ("ky", "ru", "en")
Names = Mapping[str, str]
"""A text in ky, ru and en; a language that was not filled in holds the fallback's text."""


@dataclass(frozen=True, slots=True)
class SemesterRef:
    """A semester; `label` is in the language in force, `year_start` the year in which its academic year starts."""

    id: int
    label: str
    year_start: int
    number: int
    starts_on: date
    ends_on: date
    version: int


@dataclass(frozen=True, slots=True)
class GroupRef:
    """A study group with the programme and the faculty it stands in; `level` is a value of policies.Level."""

    id: int
    name: str
    sort_key: str
    course: int
    language: str
    programme_id: int
    programme_code: str
    programme_names: Names
    level: str
    form_of_study: str
    department_id: int
    faculty_id: int
    faculty_names: Names
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class SubgroupRef:
    """A part of a group."""

    id: int
    group_id: int
    name: str


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A faculty or a department with its names; `faculty_id` of a faculty is its own id."""

    id: int
    code: str
    names: Names
    faculty_id: int


@dataclass(frozen=True, slots=True)
class ProgrammeRef:
    """A programme at its level and in its form of study, with the faculty it stands in."""

    id: int
    code: str
    names: Names
    level: str
    form_of_study: str
    department_id: int
    faculty_id: int


def texts(row: models.Model, field: str) -> Names:
    """Values of a translated field in all three languages; an empty one takes the first of its fallbacks."""
    values = {code: str(getattr(row, f"{field}_{code}") or "") for code in LANGUAGES}
    return filled(values)


def filled(values: Names) -> Names:
    """The same texts with the gaps closed: en from ru, ru and ky from each other."""
    fallbacks: Mapping[str, Any] = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    answer = {}
    for code in LANGUAGES:
        order = (code, *fallbacks.get(code, ()), *fallbacks["default"])
        answer[code] = next((values[other] for other in order if values.get(other)), "")
    return answer


def semester_label(year_start: int, number: int, language: str | None = None) -> str:
    """'2025/2026, autumn semester' in a language, by default the one in force."""
    if language is not None:
        with override(language):
            return semester_label(year_start, number)
    years = {"from": year_start, "to": year_start + 1}
    if number == Semester.Number.AUTUMN:
        return _("%(from)d/%(to)d, autumn semester") % years
    if number == Semester.Number.SPRING:
        return _("%(from)d/%(to)d, spring semester") % years
    return _("%(from)d/%(to)d, summer semester") % years


def semesters() -> list[SemesterRef]:
    """All semesters, newest first."""
    return [_semester(row) for row in Semester.objects.select_related("year").order_by("-starts_on")]


def semesters_by_id(ids: Iterable[int]) -> dict[int, SemesterRef]:
    """Several semesters by id, in one query."""
    rows = Semester.objects.select_related("year").filter(pk__in=set(ids))
    return {row.pk: _semester(row) for row in rows}


def semester_on(day: date) -> SemesterRef | None:
    """The semester of a day; between semesters the one before it, before all of them the first; None without any."""
    rows = Semester.objects.select_related("year")
    row = rows.filter(starts_on__lte=day).order_by("-starts_on").first()
    row = row or rows.order_by("starts_on").first()
    return None if row is None else _semester(row)


def groups(ids: Iterable[int]) -> dict[int, GroupRef]:
    """Several groups by id, in one query."""
    return {ref.id: ref for ref in _groups(StudyGroup.objects.filter(pk__in=set(ids)))}


def active_groups() -> list[GroupRef]:
    """All groups that study now, in the order of lists."""
    return _groups(StudyGroup.objects.filter(is_active=True))


def groups_named(names: Iterable[str]) -> dict[str, GroupRef]:
    """Groups that study now by their exact name."""
    return {ref.name: ref for ref in _groups(StudyGroup.objects.filter(is_active=True, name__in=set(names)))}


def group_target(ref: GroupRef) -> Target:
    """Where the group stands, for permissions: its faculty, its programme's department, itself."""
    return Target(faculty_id=ref.faculty_id, department_id=ref.department_id, group_id=ref.id)


def subgroups(group_ids: Iterable[int]) -> list[SubgroupRef]:
    """Parts of several groups, by name."""
    rows = Subgroup.objects.filter(group_id__in=set(group_ids)).order_by("group_id", "name")
    return [SubgroupRef(row.pk, row.group_id, row.name) for row in rows]


def faculties() -> list[UnitRef]:
    """All faculties, institutes and colleges, by code."""
    return [UnitRef(row.pk, row.code, texts(row, "name"), row.pk) for row in Faculty.objects.order_by("code")]


def departments() -> list[UnitRef]:
    """All departments, by code."""
    rows = Department.objects.order_by("code")
    return [UnitRef(row.pk, row.code, texts(row, "name"), row.faculty_id) for row in rows]


def programmes() -> list[ProgrammeRef]:
    """All programmes, by code, level and form of study."""
    rows = Programme.objects.select_related("department").order_by("code", "level", "form_of_study")
    return [
        ProgrammeRef(
            row.pk, row.code, texts(row, "name"), row.level, row.form_of_study, row.department_id,
            row.department.faculty_id,
        )
        for row in rows
    ]  # fmt: skip


def version_of(row: type[models.Model], pk: int) -> int:
    """How often a faculty, department, programme, semester or group was changed; raises DoesNotExist."""
    found: int = row._default_manager.values_list("version", flat=True).get(pk=pk)
    return found


def programme_id(code: str, level: str, form_of_study: str) -> int | None:
    """Id of a programme by its key, if there is one."""
    found = Programme.objects.filter(code=code, level=level, form_of_study=form_of_study)
    return found.values_list("pk", flat=True).first()


def _semester(row: Semester) -> SemesterRef:
    return SemesterRef(
        id=row.pk,
        label=semester_label(row.year.starts, row.number),
        year_start=row.year.starts,
        number=row.number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        version=row.version,
    )


_PROGRAMME_NAMES = [f"programme__name_{code}" for code in LANGUAGES]
_FACULTY_NAMES = [f"programme__department__faculty__name_{code}" for code in LANGUAGES]


def _groups(rows: QuerySet[StudyGroup]) -> list[GroupRef]:
    values = rows.order_by("sort_key", "id").values(
        "id",
        "name",
        "sort_key",
        "course",
        "language",
        "form_of_study",
        "is_active",
        "programme_id",
        *_PROGRAMME_NAMES,
        *_FACULTY_NAMES,
        programme_code=F("programme__code"),
        level=F("programme__level"),
        department_id=F("programme__department_id"),
        faculty_id=F("programme__department__faculty_id"),
    )
    return [_group(row) for row in values]


def _group(row: dict[str, Any]) -> GroupRef:
    programme = {code: row.pop(key) for code, key in zip(LANGUAGES, _PROGRAMME_NAMES, strict=True)}
    faculty = {code: row.pop(key) for code, key in zip(LANGUAGES, _FACULTY_NAMES, strict=True)}
    return GroupRef(programme_names=filled(programme), faculty_names=filled(faculty), **row)
