"""Roles, grants and pinned functions: what makes a schema a closed house (architecture §3, traps 4 and 10)."""

from django.apps import apps
from django.db import connection
from pghistory.models import Event as EventModel
from psycopg import sql

from ordo.ledger.provisioning import seal
from ordo.tenancy.names import EXTENSIONS, PUBLIC, role_of

APP_ROLE = "ordo_app"
EXTENSION_NAMES = ("pg_trgm", "unaccent", "btree_gist")
PUBLIC_TABLES = ("tenants_university", "tenants_domain")


def _run(statement: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection))


def _role_exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        return cursor.fetchone() is not None


def ensure_role(name: str, *, login: bool = False) -> None:
    """Make a role that inherits nothing; roles belong to the cluster, so another database may have made it."""
    if not _role_exists(name):
        kind = sql.SQL("LOGIN") if login else sql.SQL("NOLOGIN")
        _run(sql.SQL("CREATE ROLE {} NOINHERIT {}").format(sql.Identifier(name), kind))


def let_application_become(role: str) -> None:
    """Make the application's login a member of a role, once.

    Memberships belong to the whole cluster: two processes that grant at the same moment break each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('ordo.roles', 0))")
        try:
            ensure_role(role)
            cursor.execute(
                "SELECT 1 FROM pg_auth_members WHERE roleid = to_regrole(quote_ident(%s))"
                " AND member = to_regrole(quote_ident(%s))",
                [role, APP_ROLE],
            )
            if cursor.fetchone() is None:
                _run(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(APP_ROLE)))
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended('ordo.roles', 0))")


def prepare_database() -> None:
    """Once per database: extensions in a schema of their own, the application's role, and public closed to tenants."""
    _run(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(EXTENSIONS)))
    for name in EXTENSION_NAMES:
        _run(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA {}").format(
                sql.Identifier(name), sql.Identifier(EXTENSIONS)
            )
        )
    ensure_role(APP_ROLE, login=True)
    _run(sql.SQL("GRANT USAGE ON SCHEMA {} TO PUBLIC").format(sql.Identifier(EXTENSIONS)))
    _run(sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"))


def open_public() -> None:
    """Let the application read universities and host names, and nothing else, while no university is set."""
    reader = role_of(PUBLIC)
    let_application_become(reader)
    _run(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(reader)))
    for table in PUBLIC_TABLES:
        _run(sql.SQL("GRANT SELECT ON public.{} TO {}").format(sql.Identifier(table), sql.Identifier(reader)))


def _tables_with(attribute: str) -> list[str]:
    names: list[str] = []
    for config in apps.get_app_configs():
        names.extend(config.get_model(model)._meta.db_table for model in getattr(config, attribute, ()))
    return names


def grant_schema(schema: str) -> None:
    """Give the university's role what the application needs in its schema, and take back what nobody may do."""
    role = role_of(schema)
    let_application_become(role)
    names = {"s": sql.Identifier(schema), "r": sql.Identifier(role)}
    for text in (
        "REVOKE ALL ON SCHEMA {s} FROM PUBLIC",
        "GRANT USAGE ON SCHEMA {s} TO {r}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {s} TO {r}",
        "REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA {s} FROM {r}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {s} TO {r}",
        "REVOKE INSERT, UPDATE, DELETE ON {s}.django_migrations FROM {r}",
    ):
        _run(sql.SQL(text).format(**names))
    for table in _tables_with("keeps_rows"):
        _run(sql.SQL("REVOKE DELETE ON {s}.{t} FROM {r}").format(t=sql.Identifier(table), **names))
    for table in _tables_with("read_only"):
        _run(
            sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {s}.{t} FROM {r}").format(
                t=sql.Identifier(table), **names
            )
        )
    for table in _audit_tables():
        _run(sql.SQL("REVOKE UPDATE, DELETE ON {s}.{t} FROM {r}").format(t=sql.Identifier(table), **names))
    for table, columns in _column_updates():
        _run(sql.SQL("REVOKE UPDATE ON {s}.{t} FROM {r}").format(t=sql.Identifier(table), **names))
        _run(
            sql.SQL("GRANT UPDATE ({c}) ON {s}.{t} TO {r}").format(
                t=sql.Identifier(table), c=sql.SQL(", ").join(map(sql.Identifier, columns)), **names
            )
        )


def _audit_tables() -> list[str]:
    """Event tables of audited models: rows are added by triggers and never touched again."""
    events = (model for model in apps.get_models() if issubclass(model, EventModel))
    return [model._meta.db_table for model in events if model._meta.managed and not model._meta.proxy]


def _column_updates() -> list[tuple[str, tuple[str, ...]]]:
    """Tables of which the application may change named columns only: `updatable_columns` of an AppConfig."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for config in apps.get_app_configs():
        columns: dict[str, tuple[str, ...]] = getattr(config, "updatable_columns", {})
        found.extend((config.get_model(model)._meta.db_table, names) for model, names in columns.items())
    return found


def pin_functions(schema: str) -> int:
    """Fix the search_path of every function of the schema (trap 10), close them to everybody else; say how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = %s AND p.prokind = 'f'",
            [schema],
        )
        functions = [row[0] for row in cursor.fetchall()]
        for function in functions:
            names = {"f": sql.SQL(function), "s": sql.Identifier(schema), "e": sql.Identifier(EXTENSIONS)}
            for text in (
                "ALTER FUNCTION {f} SET search_path = {s}, {e}, pg_temp",
                "REVOKE ALL ON FUNCTION {f} FROM PUBLIC",
            ):
                cursor.execute(sql.SQL(text).format(**names).as_string(cursor.connection))
            cursor.execute(
                sql.SQL("GRANT EXECUTE ON FUNCTION {f} TO {r}")
                .format(f=sql.SQL(function), r=sql.Identifier(role_of(schema)))
                .as_string(cursor.connection)
            )
    return len(functions)


def create_schema(schema: str) -> None:
    """Make the empty schema; fails when it exists."""
    _run(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def drop_schema(schema: str) -> None:
    """Remove a schema that a failed provisioning left behind."""
    _run(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def schema_names() -> frozenset[str]:
    """Schemas that exist in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return frozenset(row[0] for row in cursor.fetchall())


def secure(schema: str) -> None:
    """Grants, pinned functions and the sealed register; again after every migration (traps 4 and 10)."""
    grant_schema(schema)
    pin_functions(schema)
    seal(schema)
