"""Streaming reads inside one unchanging picture of one university's schema."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

_PAGE: Final = 2000


class Reader:
    """Reads one schema through server-side cursors; the connection must be used for nothing else meanwhile."""

    def __init__(self, connection: psycopg.Connection[Any], schema: str) -> None:
        """Start a read-only transaction in which everything is seen as of one moment."""
        self.schema = schema
        self._connection = connection
        self._names = count(1)
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SELECT set_config('search_path', %s, true)", [f'"{schema}"'])
        connection.execute("SET LOCAL timezone = 'UTC'")

    def stream(
        self, query: LiteralString | sql.Composed, values: Sequence[object] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query page by page."""
        with self._connection.cursor(name=f"ledger_{next(self._names)}") as cursor:
            cursor.itersize = _PAGE
            cursor.execute(query, values)
            yield from cursor
