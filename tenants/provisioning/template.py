"""The template schema: migrated once, recorded, and replayed into every new university (ADR 0003)."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, cast

from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

from ordo.tenancy import connection as tenant_connection
from ordo.tenancy.current import inside
from ordo.tenancy.names import EXTENSIONS, PUBLIC, TEMPLATE
from tenants.models import RecordedStatement
from tenants.provisioning import database

_NOT_REPLAYED = re.compile(
    r"\s*(SELECT|SHOW|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET\s+search_path|LOCK)\b", re.IGNORECASE
)


class Recorder:
    """Execute-wrapper of Django that writes down every statement that changes something."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(
        self, execute: Callable[..., Any], statement: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Run the statement, then note it."""
        result = execute(statement, params, many, context)
        if not _NOT_REPLAYED.match(statement):
            rows = params if many else [params]
            self.statements.extend(self._text(statement, row) for row in rows)
        return result

    @staticmethod
    def _text(statement: str, params: Any) -> str:
        if params is None:
            return statement
        return str(cast(Any, connection).ops.compose_sql(statement, params))


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Look for garbage seldom: migrations make classes by the ten thousand, and looking each time costs a third."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def ensure_template() -> int:
    """Bring the template up to date and append what that took to the recording; returns the statements added."""
    if TEMPLATE not in database.schema_names():
        database.create_schema(TEMPLATE)
    recorder = Recorder()
    with ExitStack() as stack:
        stack.enter_context(_rare_collection())
        stack.enter_context(connection.execute_wrapper(recorder))
        call_command("migrate_schemas", schema_name=TEMPLATE, tenant=True, interactive=False, verbosity=0)
    with inside(PUBLIC):
        RecordedStatement.objects.bulk_create([RecordedStatement(sql=text) for text in recorder.statements])
    return len(recorder.statements)


@transaction.atomic
def replay_into(schema: str) -> int:
    """Run the whole recording in a new schema, in one transaction; returns the number of statements."""
    with inside(PUBLIC):
        statements = list(RecordedStatement.objects.order_by("id").values_list("sql", flat=True))
    database.create_schema(schema)
    with connection.cursor() as cursor:
        raw = cursor.cursor
        path = sql.SQL("SET LOCAL search_path = {}, {}").format(
            sql.Identifier(schema), sql.Identifier(EXTENSIONS)
        )
        raw.execute(path.as_string(connection.connection))
        # Deferred checks would leave pending events on tables that a later statement alters.
        raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for start in range(0, len(statements), 200):
            raw.execute(";\n".join(text.rstrip().rstrip(";") for text in statements[start : start + 200]))
    tenant_connection.current().search_path_set_schemas = None
    return len(statements)
