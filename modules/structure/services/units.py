"""Deeds around faculties, departments and programmes (EB-06.1, EB-06.3)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from modules.structure.models import Department, Faculty, Programme
from modules.structure.permissions import StructurePermission
from ordo.access.actor import Actor
from ordo.editing import versions
from ordo.exchange.reading import fields as reading


@transaction.atomic
def save_faculty(
    *, actor: Actor, values: Mapping[str, Any], faculty_id: int | None = None, seen: int | None = None
) -> int:
    """Add a faculty, or change one that was opened at version `seen`; returns its id.

    Raises NotAllowed, ValidationError, ChangedMeanwhile, Faculty.DoesNotExist.
    """
    actor.require(StructurePermission.CHANGE)
    row = Faculty() if faculty_id is None else Faculty.objects.select_for_update().get(pk=faculty_id)
    versions.save(row, values, seen if faculty_id is not None else None)
    return row.pk


@transaction.atomic
def save_department(
    *, actor: Actor, values: Mapping[str, Any], department_id: int | None = None, seen: int | None = None
) -> int:
    """Add or change a department; returns its id. Raises like `save_faculty`."""
    actor.require(StructurePermission.CHANGE)
    row = (
        Department()
        if department_id is None
        else Department.objects.select_for_update().get(pk=department_id)
    )
    versions.save(row, values, seen if department_id is not None else None)
    return row.pk


def programme_code(written: str) -> str:
    """Six digits; '710.200' and '71 02 00' are understood; raises ValidationError."""
    found = reading.programme_code(written)
    if found.value is None:
        raise ValidationError(_("Give the six digits of the code."))
    return found.value


@transaction.atomic
def save_programme(
    *, actor: Actor, values: Mapping[str, Any], programme_id: int | None = None, seen: int | None = None
) -> int:
    """Add or change a programme; returns its id. Raises like `save_faculty`."""
    actor.require(StructurePermission.CHANGE)
    row = Programme() if programme_id is None else Programme.objects.select_for_update().get(pk=programme_id)
    versions.save(row, values, seen if programme_id is not None else None)
    return row.pk
