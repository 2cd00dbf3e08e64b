"""PostgreSQL backend: one `set_config` fixes search_path and role of the current university.

Second barrier of architecture §3: besides the search_path the application's process takes the role of the
university, which owns no table and has no right outside its schema. The public schema is not in a university's
path, so a missing table is an error and never public's row (trap 4).
"""

from typing import Any, ClassVar

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantDatabaseWrapper

from ordo.tenancy.names import EXTENSIONS, PLATFORM, PUBLIC, TEMPLATE, check_schema_name, role_of


class DatabaseWrapper(TenantDatabaseWrapper):
    """A connection that is inside exactly one schema at a time, public at first."""

    search_path_set_schemas: list[str] | None
    _setting_search_path: bool

    trusted_schemas: ClassVar[frozenset[str]] = frozenset({PUBLIC, TEMPLATE, PLATFORM})

    def set_tenant(self, tenant: Any, include_public: bool = False) -> None:
        """Move to the tenant's schema; the statement itself goes out with the next cursor."""
        name = tenant.schema_name
        if name not in self.trusted_schemas:
            check_schema_name(name)
        self.tenant = tenant
        self.schema_name = name
        self.include_public_schema = False
        self.set_settings_schema(name)
        self.search_path_set_schemas = None

    def _get_cursor_search_paths(self) -> list[str]:
        return [self.schema_name, EXTENSIONS]

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if not self.schema_name:
            raise ImproperlyConfigured("No university is set on this connection.")
        paths = self._get_cursor_search_paths()
        role = role_of(self.schema_name) if settings.ORDO_PROCESS == "app" else "none"
        self._setting_search_path = True
        target = self.connection.cursor() if cursor is None else cursor
        try:
            target.execute(
                "SELECT set_config('search_path', %s, false), set_config('role', %s, false)",
                (", ".join(f'"{path}"' for path in paths), role),
            )
        except (DatabaseError, psycopg.InternalError):
            # Inside an aborted transaction: the next statement fails as well, so nothing can go astray.
            self.search_path_set_schemas = None
            if not self._in_failed_transaction():
                raise
        else:
            self.search_path_set_schemas = paths
        finally:
            self._setting_search_path = False
            if cursor is None:
                target.close()

    def _in_failed_transaction(self) -> bool:
        status = self.connection.info.transaction_status
        return bool(status == psycopg.pq.TransactionStatus.INERROR)
