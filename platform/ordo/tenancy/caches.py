"""Cache keys that name the university (trap 1)."""

from ordo.tenancy import connection


def make_key(key: str, key_prefix: str, version: int) -> str:
    """`schema:prefix:version:key`, as CACHES' KEY_FUNCTION."""
    return f"{connection.current().schema_name}:{key_prefix}:{version}:{key}"
