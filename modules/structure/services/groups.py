"""Deeds around study groups and their subgroups (EB-02.1, JAMU-3.5b)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from modules.structure.models import Programme, StudyGroup, Subgroup
from modules.structure.permissions import StructurePermission
from ordo.access.actor import Actor, Target
from ordo.editing import versions
from ordo.exchange.reading import fields as reading
from ordo.language import fold, sort_key, squeeze


def target_of_programme(programme_id: int) -> Target:
    """Where groups of a programme stand; raises Programme.DoesNotExist."""
    row = Programme.objects.select_related("department").get(pk=programme_id)
    return Target(faculty_id=row.department.faculty_id, department_id=row.department_id)


def target_of_group(row: StudyGroup) -> Target:
    """Where a group stands."""
    place = target_of_programme(row.programme_id)
    return Target(faculty_id=place.faculty_id, department_id=place.department_id, group_id=row.pk)


def group_name(written: str) -> str:
    """The name as lists write it: without the word 'group', Latin look-alikes put right; raises ValidationError."""
    found = reading.group_name(written)
    if found.value is None:
        raise ValidationError(_("This is not the name of a group."))
    return found.value


@transaction.atomic
def save_group(
    *, actor: Actor, values: Mapping[str, Any], group_id: int | None = None, seen: int | None = None
) -> int:
    """Open a group or change one that was opened at version `seen`; returns its id.

    A move to a programme of another faculty needs the right in both. Raises NotAllowed, ValidationError,
    ChangedMeanwhile, StudyGroup.DoesNotExist.
    """
    actor.require(StructurePermission.GROUP_CHANGE)
    row = StudyGroup() if group_id is None else StudyGroup.objects.select_for_update().get(pk=group_id)
    if group_id is not None:
        actor.require(StructurePermission.GROUP_CHANGE, target_of_group(row))
    if "programme_id" in values:
        actor.require(StructurePermission.GROUP_CHANGE, target_of_programme(values["programme_id"]))
    versions.save(row, {**values, **index_of(values)}, seen if group_id is not None else None)
    return row.pk


def index_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Columns of order and search that follow from a new name."""
    if "name" not in values:
        return {}
    name = str(values["name"])
    return {"sort_key": sort_key(name), "search": f"{fold(name)} {squeeze(name)}"}


@transaction.atomic
def set_subgroups(*, actor: Actor, group_id: int, names: list[str]) -> list[int]:
    """Add the named parts that the group lacks; returns the ids of all named ones, in their order.

    Blanks around a name are not a part of it. Parts that are not named stay: journals stand on them. Raises
    NotAllowed, ValidationError, StudyGroup.DoesNotExist.
    """
    actor.require(StructurePermission.GROUP_CHANGE)
    group = StudyGroup.objects.select_for_update().get(pk=group_id)
    actor.require(StructurePermission.GROUP_CHANGE, target_of_group(group))
    known = dict(group.subgroups.values_list("name", "pk"))
    wanted = [name.strip() for name in names]
    for name in wanted:
        if name not in known:
            row = Subgroup(group=group, name=name)
            row.full_clean()
            row.save()
            known[name] = row.pk
    return [known[name] for name in wanted]
