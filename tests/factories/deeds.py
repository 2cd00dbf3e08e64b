"""Runs one deed as one role and tells whether it was allowed; a denied deed must leave the database as it was."""

from collections.abc import Callable

from django.db import connection, transaction

from ordo.access.actor import Actor, NotAllowed


def allowed(deed: Callable[[Actor], object], actor: Actor) -> bool:
    """Whether the deed ran; it is taken back. A refusal must come before anything is written."""
    before = _written()
    point = transaction.savepoint()
    try:
        deed(actor)
    except NotAllowed:
        assert _written() == before
        return False
    transaction.savepoint_rollback(point)
    return True


def _written() -> tuple[int, int, int]:
    """Rows of the transaction so far: the database's own counters of inserted, changed and removed rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins), 0), coalesce(sum(n_tup_upd), 0), coalesce(sum(n_tup_del), 0)"
            " FROM pg_stat_xact_user_tables WHERE schemaname = current_schema()"
        )
        row = cursor.fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2])
