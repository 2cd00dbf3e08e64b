"""Deeds around disciplines (EB-06.1, EB-06.2g)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from modules.structure import facade as structure
from modules.teaching.models import Discipline
from modules.teaching.permissions import TeachingPermission
from ordo.access.actor import Actor, Target
from ordo.editing import versions
from ordo.language import fold, sort_key, squeeze


def target_of_department(department_id: int) -> Target:
    """Where a discipline of a department stands."""
    faculties = {unit.id: unit.faculty_id for unit in structure.departments()}
    return Target(faculty_id=faculties.get(department_id), department_id=department_id)


def index_of(row: Discipline) -> dict[str, str]:
    """Columns of order and search that follow from the names and the code."""
    names = structure.texts(row, "name")
    short = structure.texts(row, "short_name")
    words = " ".join(dict.fromkeys([*names.values(), *short.values()]))
    return {
        **{f"sort_{code}": sort_key(name) for code, name in names.items()},
        "search": f"{squeeze(row.code)} {fold(words)}",
    }


@transaction.atomic
def save_discipline(
    *, actor: Actor, values: Mapping[str, Any], discipline_id: int | None = None, seen: int | None = None
) -> int:
    """Add a discipline or change one that was opened at version `seen`; returns its id.

    Raises NotAllowed, ValidationError, ChangedMeanwhile, Discipline.DoesNotExist.
    """
    actor.require(TeachingPermission.DISCIPLINE_CHANGE)
    row = (
        Discipline()
        if discipline_id is None
        else Discipline.objects.select_for_update().get(pk=discipline_id)
    )
    if discipline_id is not None:
        actor.require(TeachingPermission.DISCIPLINE_CHANGE, target_of_department(row.department_id))
    if "department_id" in values:
        actor.require(TeachingPermission.DISCIPLINE_CHANGE, target_of_department(values["department_id"]))
    draft = Discipline(**{**_present(row), **values})
    derived = index_of(draft) if seen is None or seen == row.version else {}
    versions.save(row, {**values, **derived}, seen if discipline_id is not None else None)
    return row.pk


def _present(row: Discipline) -> dict[str, Any]:
    """Values of all columns but the bare translated ones, which hold the language of the last save (trap 24)."""
    bare = {"name", "short_name"}
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in bare
    }
