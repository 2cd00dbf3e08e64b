"""Fields that every university has, whatever its modules: who am I, whose house is this, my jobs."""

from datetime import datetime
from uuid import UUID

import strawberry

from ordo.graph.context import Info, actor_of
from ordo.graph.pages import Connection, page
from ordo.jobs import selectors as jobs
from ordo.jobs import services as job_services
from ordo.jobs.models import Job
from ordo.modular import registry, switches


@strawberry.type(description="A role the caller holds, with its scope.")
class HeldRole:
    """One grant of the caller."""

    role: str
    scope: str
    scope_id: strawberry.ID | None


@strawberry.type(description="The caller.")
class Me:
    """Name, roles and permissions of whoever calls."""

    name: str
    roles: list[HeldRole]
    permissions: list[str]


@strawberry.type(description="The university this address belongs to.")
class UniversityInfo:
    """Names in the three languages and the modules that are on."""

    schema: str
    name_ky: str
    name_ru: str
    name_en: str
    modules: list[str]


@strawberry.type(name="Job", description="A long job.")
class JobType:
    """State of a job of one's own."""

    id: strawberry.ID
    kind: str
    status: str
    done: int
    total: int
    failure: str
    created_at: datetime


def _job(row: Job) -> JobType:
    return JobType(
        id=strawberry.ID(str(row.id)), kind=row.kind, status=row.status, done=row.done, total=row.total,
        failure=row.failure, created_at=row.created_at,
    )  # fmt: skip


@strawberry.type
class KernelQuery:
    """Queries of the kernel."""

    @strawberry.field(description="The caller: name, roles, permissions.")
    def me(self, info: Info) -> Me:
        """The caller."""
        actor = actor_of(info)
        permissions = sorted({code for grant in actor.grants for code in grant.permissions})
        roles = [
            HeldRole(
                role=grant.role,
                scope=grant.scope.value,
                scope_id=None if grant.scope_id is None else strawberry.ID(str(grant.scope_id)),
            )
            for grant in actor.grants
        ]
        return Me(name=actor.name, roles=roles, permissions=permissions)

    @strawberry.field(description="The university of this address and its modules.")
    def university(self, info: Info) -> UniversityInfo:
        """The university of the address."""
        tenant = info.context.request.tenant
        on = switches.enabled()
        return UniversityInfo(
            schema=tenant.schema_name,
            name_ky=tenant.name_ky,
            name_ru=tenant.name_ru,
            name_en=tenant.name_en,
            modules=[config.label for config in registry.active(on)],
        )

    @strawberry.field(description="Jobs the caller asked for, newest first.")
    def jobs(self, info: Info, first: int = 50, after: str | None = None) -> Connection[JobType]:
        """The caller's jobs."""
        return page(jobs.own_jobs(actor=actor_of(info)), _job, first=first, after=after)

    @strawberry.field(description="One job the caller asked for.")
    def job(self, info: Info, id: UUID) -> JobType | None:
        """One of the caller's jobs, or null."""
        row = jobs.own_job(actor=actor_of(info), job_id=id)
        return None if row is None else _job(row)


@strawberry.type
class KernelMutation:
    """Mutations of the kernel."""

    @strawberry.mutation(description="Ask one of the caller's jobs to stop.")
    def cancel_job(self, info: Info, id: UUID) -> JobType:
        """Ask one of the caller's jobs to stop; an unknown id is NOT_FOUND."""
        return _job(job_services.cancel(actor=actor_of(info), job_id=id))
