"""Deeds around academic years and semesters (EB-06.9)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from modules.structure.models import AcademicYear, Semester
from modules.structure.permissions import StructurePermission
from ordo.access.actor import Actor
from ordo.editing import versions


@transaction.atomic
def save_semester(
    *,
    actor: Actor,
    year_start: int | None,
    values: Mapping[str, Any],
    semester_id: int | None = None,
    seen: int | None = None,
) -> int:
    """Add or change a semester of the academic year that starts in `year_start`; returns its id.

    An academic year is made with its first semester; None leaves a semester in the year it has. Raises NotAllowed,
    ValidationError (also for a day that belongs to another semester), ChangedMeanwhile, Semester.DoesNotExist.
    """
    actor.require(StructurePermission.CALENDAR_CHANGE)
    row = Semester() if semester_id is None else Semester.objects.select_for_update().get(pk=semester_id)
    if year_start is not None:
        values = {**values, "year_id": _year(year_start).pk}
    elif semester_id is None:
        raise ValidationError(_("Say in which year the academic year of the semester starts."))
    versions.save(row, values, seen if semester_id is not None else None)
    return row.pk


def _year(starts: int) -> AcademicYear:
    """The academic year, made when it is new."""
    year = AcademicYear.objects.filter(starts=starts).first()
    if year is None:
        year = AcademicYear(starts=starts)
        year.full_clean()
        year.save()
    return year
