"""Keeping the tables and the rights of all universities up to date.

A few queries tell which schemas lag behind; those are migrated in parallel, and one that breaks stops no other
(trap 18).
"""

import multiprocessing
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from ordo.tenancy.current import inside
from ordo.tenancy.names import PUBLIC
from tenants.models import University
from tenants.provisioning import database, rights


@dataclass(frozen=True, slots=True)
class MigrationOutcome:
    """What happened to one schema: `migrated`, with the permissions that were new; `current`; `failed` and why."""

    schema: str
    state: str
    reason: str = ""


def is_current(schema: str) -> bool:
    """Whether the schema exists and lacks no migration."""
    return schema in database.schema_names() and not lagging([schema])[schema]


def lagging(schemas: list[str]) -> dict[str, bool]:
    """Which schemas lack a migration, asked in one query over all their migration tables."""
    if not schemas:
        return {}
    labels = {config.label for config in apps.get_app_configs() if config.name not in settings.SHARED_APPS}
    wanted = {key for key in MigrationLoader(None).disk_migrations if key[0] in labels}
    parts = [
        sql.SQL("SELECT {n}, app, name FROM {s}.django_migrations").format(
            n=sql.Literal(name), s=sql.Identifier(name)
        )
        for name in schemas
    ]
    applied: dict[str, set[tuple[str, str]]] = {name: set() for name in schemas}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
        for schema, app, name in cursor.fetchall():
            applied[schema].add((app, name))
    return {name: bool(wanted - applied[name]) for name in schemas}


def migrate_all(*, processes: int = 2) -> list[MigrationOutcome]:
    """Migrate every schema that lags behind; the public schema and the template must be current already."""
    with inside(PUBLIC):
        names = list(University.objects.values_list("schema_name", flat=True))
    existing = [name for name in names if name in database.schema_names()]
    lags = lagging(existing)
    unaware = rights.unaware(existing)
    behind = [name for name in existing if lags[name] or name in unaware]
    outcomes = [MigrationOutcome(name, "current") for name in existing if name not in behind]
    outcomes += [MigrationOutcome(name, "failed", "no schema") for name in names if name not in existing]
    if behind:
        connections.close_all()
        context = multiprocessing.get_context("fork")
        with context.Pool(min(processes, len(behind)), maxtasksperchild=20) as pool:
            outcomes += pool.map(migrate_one, behind)
    return sorted(outcomes, key=lambda outcome: outcome.schema)


def migrate_one(schema: str) -> MigrationOutcome:
    """Migrate and secure one schema, then give its roles what is new; the reason of a failure comes back as text."""
    try:
        call_command("migrate_schemas", schema_name=schema, tenant=True, interactive=False, verbosity=0)
        database.secure(schema)
        new = rights.renew(schema)
    except Exception as problem:
        return MigrationOutcome(schema, "failed", f"{type(problem).__name__}: {problem}"[:500])
    return MigrationOutcome(schema, "migrated", f"new permissions: {', '.join(sorted(new))}" if new else "")
