"""Names a university's schema may have, and the names derived from it.

The same rule stands in the database as a CHECK on `tenants_university.schema_name` (trap 3).
"""

import re

PUBLIC = "public"
EXTENSIONS = "extensions"
TEMPLATE = "template"
PLATFORM = "platform"

SCHEMA_PATTERN = r"^[a-z][a-z0-9_]{1,30}$"
_SCHEMA = re.compile(SCHEMA_PATTERN + r"\Z")

RESERVED = frozenset(
    {
        PUBLIC,
        EXTENSIONS,
        TEMPLATE,
        "information_schema",
        "pg_catalog",
        "pg_toast",
        "postgres",
        "root",
        "ordo",
        "www",
        "api",
        "admin",
        "static",
        "media",
        "mail",
        "localhost",
    }
)


class InvalidSchemaName(ValueError):
    """The name cannot be a university's schema."""


def check_schema_name(name: str) -> str:
    """Give the name back when a university may carry it; raise InvalidSchemaName otherwise."""
    if not _SCHEMA.match(name) or name in RESERVED or name.startswith("pg_"):
        raise InvalidSchemaName(name)
    return name


def role_of(schema: str) -> str:
    """Name of the PostgreSQL role that may touch this schema and no other."""
    return f"ordo_t_{schema}"
