"""`ordo university check`: is every university still a closed house with all its rooms?"""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from ordo.tenancy.names import EXTENSIONS, PUBLIC, TEMPLATE, role_of
from tenants.provisioning import migrations


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be, in one schema."""

    schema: str
    code: str
    detail: str


def _column(statement: str, *params: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [str(row[0]) for row in cursor.fetchall()]


def wanted_tables() -> frozenset[str]:
    """Tables every university has."""
    shared = set(settings.SHARED_APPS)
    return frozenset(
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name not in shared
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )


def inspect(schema: str) -> list[Fault]:
    """All faults of one schema: tables, foreign keys that leave it, unpinned functions, wrong owners and rights."""
    found: list[Fault] = []

    def note(code: str, details: list[str]) -> None:
        found.extend(Fault(schema, code, detail) for detail in details)

    tables = set(_column("SELECT tablename FROM pg_tables WHERE schemaname = %s", schema))
    note("table_missing", sorted(wanted_tables() - tables))
    note("foreign_key_leaves", _column(_LEAVING_KEYS, schema, schema))
    note("function_not_pinned", _column(_UNPINNED, schema, f"search_path={schema}, {EXTENSIONS}, pg_temp"))
    note("role_owns", _column(_OWNED_BY_ROLE, role_of(schema)))
    note("role_reaches", _column(_FOREIGN_RIGHTS, role_of(schema), schema))
    note("content_types_differ", _content_types(schema))
    if migrations.lagging([schema])[schema]:
        note("lags_behind", ["django_migrations"])
    return found


_LEAVING_KEYS = (
    "SELECT c.conname FROM pg_constraint c JOIN pg_class s ON s.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid"
    " WHERE c.contype = 'f' AND s.relnamespace = to_regnamespace(quote_ident(%s))"
    " AND t.relnamespace <> to_regnamespace(quote_ident(%s))"
)
_UNPINNED = (
    "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = to_regnamespace(quote_ident(%s)) AND p.prokind = 'f'"
    " AND NOT coalesce(p.proconfig, '{}') @> ARRAY[%s]"
)
_OWNED_BY_ROLE = "SELECT relname FROM pg_class WHERE relowner = to_regrole(quote_ident(%s))"
_FOREIGN_RIGHTS = (
    "SELECT n.nspname FROM pg_namespace n WHERE has_schema_privilege(%s, n.oid, 'USAGE')"
    " AND n.nspname NOT IN (%s, 'extensions', 'pg_catalog', 'information_schema')"
    " AND n.nspname NOT LIKE 'pg\\_toast%%'"
)


def _content_types(schema: str) -> list[str]:
    """Content types whose id differs from the template's (trap 5)."""
    if schema in {PUBLIC, TEMPLATE}:
        return []
    statement = sql.SQL(
        "SELECT a.app_label || '.' || a.model FROM {t}.django_content_type a"
        " JOIN {s}.django_content_type b USING (app_label, model) WHERE a.id <> b.id"
    ).format(t=sql.Identifier(TEMPLATE), s=sql.Identifier(schema))
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection))
        return [str(row[0]) for row in cursor.fetchall()]
