"""Content type cache keyed by database and schema (trap 5).

Django keeps one dictionary per process; two universities in two threads would read each other's ids.
"""

from typing import Any

from django.db import connections


class SchemaCache(dict[str, Any]):
    """Looks like the manager's `{alias: {...}}` and keeps `{(alias, schema): {...}}`."""

    def _key(self, alias: str) -> str:
        return f"{alias}:{getattr(connections[alias], 'schema_name', '')}"

    def __getitem__(self, alias: str) -> Any:
        return super().__getitem__(self._key(alias))

    def setdefault(self, alias: str, default: Any = None) -> Any:
        """Per schema, as Django's manager calls it."""
        return super().setdefault(self._key(alias), default)


def install() -> None:
    """Replace the cache of every ContentType manager in this process."""
    from django.contrib.contenttypes.models import ContentType

    # The manager's own attribute has no type in the stubs; assigning it is the whole point.
    manager: Any = ContentType.objects
    manager._cache = SchemaCache()
