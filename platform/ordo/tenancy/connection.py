"""The default connection with the methods our backend adds, for the type checker."""

from typing import Any, Protocol, cast

from django.db import connection


class TenantConnection(Protocol):
    """What `ordo.tenancy.backend` adds to Django's wrapper."""

    schema_name: str
    search_path_set_schemas: list[str] | None

    def set_tenant(self, tenant: Any) -> None:
        """Move to a university."""

    def set_schema(self, schema_name: str) -> None:
        """Move to a schema by name."""

    def set_schema_to_public(self) -> None:
        """Leave every university."""

    def close(self) -> None:
        """Give the connection back."""

    def cursor(self) -> Any:
        """A cursor inside the schema."""


def current() -> TenantConnection:
    """This thread's connection."""
    return cast(TenantConnection, connection)


def another() -> TenantConnection:
    """A second connection of this thread with the same settings, in public; the caller closes it."""
    return cast(TenantConnection, cast(Any, connection).copy())
