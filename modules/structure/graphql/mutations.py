"""Keeping the structure through the API; every right is asked by the services.

With an id a row is changed that was read at a version: an older one is CONFLICT. Without an id a row is added.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import strawberry
from django.http import Http404

from modules.structure.graphql.inputs import (
    DepartmentInput,
    FacultyInput,
    GroupInput,
    ProgrammeInput,
    SemesterInput,
)
from modules.structure.graphql.types import (
    DepartmentPayload,
    FacultyPayload,
    GroupPayload,
    ProgrammePayload,
    SemesterPayload,
    SubgroupsPayload,
)
from modules.structure.models import Department, Faculty, Programme, Semester, StudyGroup
from modules.structure.permissions import StructurePermission
from modules.structure.selectors import lists, refs
from modules.structure.selectors.refs import UnitRef
from modules.structure.services import calendar, groups, units
from ordo.access.actor import Actor
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import id_of, number
from ordo.graph.repeats import IdempotencyKey, once


def _chosen(id: strawberry.ID | None, version: int) -> tuple[int | None, int | None]:
    """Number of the row that is changed and the version that was seen; two None for a new row."""
    return (None, None) if id is None else (number(id), version)


def _demand(values: Mapping[str, Any], relation: str, rows: Iterable[UnitRef]) -> None:
    """Raise Http404 for a relation to a unit that is not there."""
    if relation in values and values[relation] not in {row.id for row in rows}:
        raise Http404


def _department(actor: Actor, given: DepartmentInput, id: strawberry.ID | None, version: int) -> int:
    actor.require(StructurePermission.CHANGE)
    values = given.values()
    _demand(values, "faculty_id", refs.faculties())
    pk, seen = _chosen(id, version)
    return units.save_department(actor=actor, values=values, department_id=pk, seen=seen)


def _programme(actor: Actor, given: ProgrammeInput, id: strawberry.ID | None, version: int) -> int:
    actor.require(StructurePermission.CHANGE)
    values = given.values()
    _demand(values, "department_id", refs.departments())
    pk, seen = _chosen(id, version)
    return units.save_programme(actor=actor, values=values, programme_id=pk, seen=seen)


def _own_group(actor: Actor, id: strawberry.ID) -> int:
    """Number of a group that the actor may change; Http404 for one outside of the reach."""
    reached = lists.groups(actor=actor, permission=StructurePermission.GROUP_CHANGE)
    wanted = number(id)
    if not reached.filter(pk=wanted).exists():
        raise Http404
    return wanted


def _group(actor: Actor, given: GroupInput, id: strawberry.ID | None, version: int) -> int:
    actor.require(StructurePermission.GROUP_CHANGE)
    pk = None if id is None else _own_group(actor, id)
    seen = None if id is None else version
    return groups.save_group(actor=actor, values=given.values(), group_id=pk, seen=seen)


@strawberry.type
class StructureMutation:
    """Mutations of the structure."""

    @strawberry.mutation(description="Add a faculty, an institute or a college, or change one.")
    def save_faculty(
        self,
        info: Info,
        input: FacultyInput,
        id: strawberry.ID | None = None,
        version: int = 0,
        idempotency_key: IdempotencyKey = None,
    ) -> FacultyPayload:
        """Add or change a faculty."""
        actor = actor_of(info)

        def deed() -> FacultyPayload:
            pk, seen = _chosen(id, version)
            saved = units.save_faculty(actor=actor, values=input.values(), faculty_id=pk, seen=seen)
            return FacultyPayload(faculty_id=id_of(saved), version=refs.version_of(Faculty, saved))

        return once(
            FacultyPayload, deed, actor=actor, permission=StructurePermission.CHANGE, key=idempotency_key,
            operation="saveFaculty", request=[input, id, version],
        )  # fmt: skip

    @strawberry.mutation(description="Add a department or a subject-cycle commission, or change one.")
    def save_department(
        self,
        info: Info,
        input: DepartmentInput,
        id: strawberry.ID | None = None,
        version: int = 0,
        idempotency_key: IdempotencyKey = None,
    ) -> DepartmentPayload:
        """Add or change a department."""
        actor = actor_of(info)

        def deed() -> DepartmentPayload:
            saved = _department(actor, input, id, version)
            return DepartmentPayload(department_id=id_of(saved), version=refs.version_of(Department, saved))

        return once(
            DepartmentPayload, deed, actor=actor, permission=StructurePermission.CHANGE, key=idempotency_key,
            operation="saveDepartment", request=[input, id, version],
        )  # fmt: skip

    @strawberry.mutation(description="Add a programme, or change one.")
    def save_programme(
        self,
        info: Info,
        input: ProgrammeInput,
        id: strawberry.ID | None = None,
        version: int = 0,
        idempotency_key: IdempotencyKey = None,
    ) -> ProgrammePayload:
        """Add or change a programme."""
        actor = actor_of(info)

        def deed() -> ProgrammePayload:
            saved = _programme(actor, input, id, version)
            return ProgrammePayload(programme_id=id_of(saved), version=refs.version_of(Programme, saved))

        return once(
            ProgrammePayload, deed, actor=actor, permission=StructurePermission.CHANGE, key=idempotency_key,
            operation="saveProgramme", request=[input, id, version],
        )  # fmt: skip

    @strawberry.mutation(description="Add a semester, with its academic year when it is new, or change one.")
    def save_semester(
        self,
        info: Info,
        input: SemesterInput,
        id: strawberry.ID | None = None,
        version: int = 0,
        idempotency_key: IdempotencyKey = None,
    ) -> SemesterPayload:
        """Add or change a semester."""
        actor = actor_of(info)

        def deed() -> SemesterPayload:
            pk, seen = _chosen(id, version)
            saved = calendar.save_semester(
                actor=actor, year_start=input.year(), values=input.values(), semester_id=pk, seen=seen
            )
            return SemesterPayload(semester_id=id_of(saved), version=refs.version_of(Semester, saved))

        return once(
            SemesterPayload, deed, actor=actor, permission=StructurePermission.CALENDAR_CHANGE,
            key=idempotency_key, operation="saveSemester", request=[input, id, version],
        )  # fmt: skip

    @strawberry.mutation(description="Open a study group, or change one; closing it is `isActive: false`.")
    def save_group(
        self,
        info: Info,
        input: GroupInput,
        id: strawberry.ID | None = None,
        version: int = 0,
        idempotency_key: IdempotencyKey = None,
    ) -> GroupPayload:
        """Open or change a group."""
        actor = actor_of(info)

        def deed() -> GroupPayload:
            saved = _group(actor, input, id, version)
            return GroupPayload(group_id=id_of(saved), version=refs.version_of(StudyGroup, saved))

        return once(
            GroupPayload, deed, actor=actor, permission=StructurePermission.GROUP_CHANGE, key=idempotency_key,
            operation="saveGroup", request=[input, id, version],
        )  # fmt: skip

    @strawberry.mutation(description="Add the named parts that a group lacks; those that it has stay.")
    def add_subgroups(
        self,
        info: Info,
        group_id: strawberry.ID,
        names: list[str],
        idempotency_key: IdempotencyKey = None,
    ) -> SubgroupsPayload:
        """Add parts to a group."""
        actor = actor_of(info)

        def deed() -> SubgroupsPayload:
            actor.require(StructurePermission.GROUP_CHANGE)
            pk = _own_group(actor, group_id)
            made = groups.set_subgroups(actor=actor, group_id=pk, names=names)
            return SubgroupsPayload(subgroup_ids=[id_of(one) for one in made])

        return once(
            SubgroupsPayload, deed, actor=actor, permission=StructurePermission.GROUP_CHANGE,
            key=idempotency_key, operation="addSubgroups", request=[group_id, names],
        )  # fmt: skip
