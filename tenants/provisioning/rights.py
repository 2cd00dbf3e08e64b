"""The rights a university starts with, and those that an upgrade of the program brings."""

import json
from collections.abc import Mapping, Sequence

import pghistory
from django.db import connection, transaction
from psycopg import sql

from ordo.access import provisioning
from ordo.access.permissions_registry import all_permissions
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from ordo.tenancy.models import Preference
from ordo.tenancy.names import PUBLIC
from tenants import presets
from tenants.models import University

BY = "ordo university migrate"
"""Stands in the audit as the one who gave the new permissions."""


def owners_of(preset: presets.UniversityPreset) -> Mapping[int, frozenset[RoleCode]]:
    """Category of data → roles that enter it, as the norms of the university have it (policies.md)."""
    return {
        owner.category.value: frozenset(RoleCode(code) for code in owner.roles)
        for owner in preset.category_owners
    }


def install(preset: presets.UniversityPreset) -> frozenset[str]:
    """Roles and permissions that the university of this schema lacks; gives the permissions that were new to it."""
    return provisioning.install_roles(owners_of(preset))


def renew(schema: str) -> frozenset[str]:
    """Give the built-in roles of a university what came with an upgrade; audited. Gives the new permissions."""
    with inside(PUBLIC):
        name = University.objects.values_list("preset", flat=True).get(schema_name=schema)
    with inside(schema), transaction.atomic(), pghistory.context(name=BY):
        return install(presets.by_schema().get(name, presets.STANDARD))


def unaware(schemas: Sequence[str]) -> frozenset[str]:
    """Schemas that have not been told of some permission; two queries for all of them."""
    declared = json.dumps([permission.code for permission in all_permissions()])
    table = Preference._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = %s", [table])
        there = {row[0] for row in cursor.fetchall()}.intersection(schemas)
        if not there:
            return frozenset(schemas)
        parts = [
            sql.SQL("SELECT {n} FROM {s}.{t} WHERE key = {k} AND value @> {d}::jsonb").format(
                n=sql.Literal(name),
                s=sql.Identifier(name),
                t=sql.Identifier(table),
                k=sql.Literal(provisioning.KNOWN_PERMISSIONS),
                d=sql.Literal(declared),
            )
            for name in sorted(there)
        ]
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
        return frozenset(schemas) - {row[0] for row in cursor.fetchall()}
