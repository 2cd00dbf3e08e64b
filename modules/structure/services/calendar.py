"""Deeds around academic years and semesters (EB-06.9)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from modules.structure.models import AcademicYear, Semester
from modules.structure.permissions import StructurePermission
from ordo.access.actor import Actor
from ordo.editing import versions


@transaction.atomic
def save_semester(
    *,
    actor: Actor,
    year_start: int,
    values: Mapping[str, Any],
    semester_id: int | None = None,
    seen: int | None = None,
) -> int:
    """Add or change a semester of the academic year that starts in `year_start`; returns its id.

    Raises NotAllowed, ValidationError (also for a day that belongs to another semester), ChangedMeanwhile.
    """
    actor.require(StructurePermission.CALENDAR_CHANGE)
    year = AcademicYear.objects.filter(starts=year_start).first()
    if year is None:
        year = AcademicYear(starts=year_start)
        year.full_clean()
        year.save()
    row = Semester() if semester_id is None else Semester.objects.select_for_update().get(pk=semester_id)
    versions.save(row, {**values, "year_id": year.pk}, seen if semester_id is not None else None)
    return row.pk
