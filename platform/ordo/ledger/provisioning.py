"""What provisioning does for the register after every migrate and every clone, as the owner."""

from django.db import connection
from psycopg import sql

from ordo.tenancy.names import role_of


def seal(schema: str) -> None:
    """Leave the university's role exactly the rights it needs on the register and on guarded tables.

    Comes after the general grants: those open every function and table of the schema.
    """
    call = sql.SQL("SELECT {}.ledger_seal({})").format(sql.Identifier(schema), sql.Literal(role_of(schema)))
    with connection.cursor() as cursor:
        cursor.execute(call.as_string(cursor.connection))
