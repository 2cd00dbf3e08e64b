"""Somebody with the server in hand alters the register with every trigger off; verification says where."""

from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ordo.ledger.chain import ChainEvent, event_hash
from ordo.ledger.merkle import Head, root
from ordo.ledger.roots import FIRST, HEADS, ExportedRoot, RootStatement
from ordo.ledger.verify import FindingKind, Report, examine
from tests.platform.ledger.conftest import Sheet, new_sheet
from tests.platform.ledger.houses import MARK, SIGNATURE, House, scratch

KEY = Ed25519PrivateKey.generate()
KEYS = {"k1": KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)}
EVENT_COLUMNS = """register_id, seq, kind, subject_table, subject_id, actor_id, actor_name, origin, at, payload,
    prev_hash"""


@pytest.fixture
def fresh() -> Any:
    """A university that nobody has altered yet."""
    with scratch() as (house, _other):
        yield house


@pytest.fixture
def paper(fresh: House) -> Sheet:
    """A sheet whose first mark was changed once."""
    sheet = new_sheet(fresh)
    with fresh.application() as connection:
        connection.execute("UPDATE mark SET points = 15, version = 2 WHERE id = %s", [sheet.marks[0]])
        connection.commit()
    return sheet


def report(house: House, exported: tuple[ExportedRoot, ...] = (), *, every_day: bool = False) -> Report:
    with psycopg.connect(house.dsn) as connection:
        return examine(
            connection,
            house.schema,
            specs=(MARK, SIGNATURE),
            public_keys=KEYS,
            exported=exported,
            every_day=every_day,
        )


def kinds(house: House, exported: tuple[ExportedRoot, ...] = ()) -> set[FindingKind]:
    return {finding.kind for finding in report(house, exported).findings}


def sign_day(house: House, day: date, key: Ed25519PrivateKey = KEY) -> ExportedRoot:
    """Make a root as the daily task does, and give the copy that leaves the database."""
    with house.superuser() as connection:
        connection.execute("SELECT ledger_gather(%s)", [day])
        heads = [Head(*row).leaf for row in connection.execute(HEADS, [day]).fetchall()]
        last = connection.execute(
            "SELECT day, heads, merkle_root, previous FROM ledger_root ORDER BY day DESC LIMIT 1"
        ).fetchone()
        previous = RootStatement(house.schema, *last).digest if last else FIRST
        statement = RootStatement(house.schema, day, len(heads), root(heads), previous)
        signature = key.sign(statement.text)
        connection.execute(
            "INSERT INTO ledger_root (day, merkle_root, heads, previous, signature, key_id)"
            " VALUES (%s, %s, %s, %s, %s, 'k1')",
            [day, statement.merkle_root, statement.heads, previous, signature],
        )
        connection.commit()
    return ExportedRoot(day, statement.text, signature, "k1")


def rewrite(house: House, register: int, change: Callable[[ChainEvent], ChainEvent]) -> None:
    """Change events and recompute the whole chain after them, head included: a perfect forgery."""
    with house.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        rows = connection.execute(
            f"SELECT {EVENT_COLUMNS} FROM ledger_event WHERE register_id = %s ORDER BY seq", [register]
        ).fetchall()
        previous = rows[0][10]
        for row in rows:
            event = change(ChainEvent(*row[:10], previous, b""))
            previous = event_hash(event)
            connection.execute(
                "UPDATE ledger_event SET payload = %s, prev_hash = %s, hash = %s WHERE register_id = %s AND seq = %s",
                [event.payload, event.prev_hash, previous, register, event.seq],
            )
        connection.execute("UPDATE ledger_register SET head_hash = %s WHERE id = %s", [previous, register])
        connection.commit()


def raised_to_twenty(event: ChainEvent) -> ChainEvent:
    return ChainEvent(
        event.register_id, event.seq, event.kind, event.subject_table, event.subject_id, event.actor_id,
        event.actor_name, event.origin, event.at, event.payload.replace('"points": 15.00', '"points": 20.00'),
        event.prev_hash, b"",
    )  # fmt: skip


def test_an_untouched_register_is_sound(fresh: House, paper: Sheet) -> None:
    copy = sign_day(fresh, date(2026, 9, 1))
    found = report(fresh, (copy,), every_day=True)
    assert found.is_sound, found.findings
    assert (found.registers, found.events) == (1, 5)


def test_corrections_and_signatures_after_the_lock_are_sound(fresh: House, paper: Sheet) -> None:
    with fresh.application(9, "Dean") as connection:
        connection.execute("SELECT ledger_close(%s, 'signed')", [paper.register])
        connection.execute(
            "INSERT INTO signature (register_id, signer) VALUES (%s, 'Dean')", [paper.register]
        )
        connection.execute("SELECT ledger_note(%s, 'printed', 'mark', 1, '{}')", [paper.register])
        connection.commit()
    assert kinds(fresh) == set()


def test_a_row_altered_by_a_superuser_is_found(fresh: House, paper: Sheet) -> None:
    fresh.tamper(f"UPDATE mark SET points = 20 WHERE id = {paper.marks[0]}")
    (finding,) = report(fresh).findings
    assert (finding.kind, finding.table, finding.row_id) == (FindingKind.ROW_CHANGED, "mark", paper.marks[0])
    assert finding.detail == "points"


def test_a_row_altered_and_then_properly_changed_is_still_found(fresh: House, paper: Sheet) -> None:
    fresh.tamper(f"UPDATE mark SET points = 20 WHERE id = {paper.marks[0]}")
    with fresh.application() as connection:
        connection.execute("UPDATE mark SET points = 11, version = 3 WHERE id = %s", [paper.marks[0]])
        connection.commit()
    (finding,) = report(fresh).findings
    assert (finding.kind, finding.seq, finding.detail) == (FindingKind.ROW_CHANGED_BETWEEN, 6, "points")


def test_a_removed_row_is_found(fresh: House, paper: Sheet) -> None:
    fresh.tamper(f"DELETE FROM mark WHERE id = {paper.marks[1]}")
    assert [(f.kind, f.row_id) for f in report(fresh).findings] == [(FindingKind.ROW_MISSING, paper.marks[1])]


def test_an_inserted_row_is_found(fresh: House, paper: Sheet) -> None:
    fresh.tamper(
        f"INSERT INTO mark (id, register_id, checkpoint_id, student_id, points, version)"
        f" VALUES (500, {paper.register}, {paper.checkpoint}, 50, 20, 1)"
    )
    assert [(f.kind, f.row_id) for f in report(fresh).findings] == [(FindingKind.ROW_UNRECORDED, 500)]


def test_a_removed_table_is_found(fresh: House, paper: Sheet) -> None:
    fresh.tamper("DROP TABLE mark CASCADE")
    assert FindingKind.TABLE_MISSING in kinds(fresh)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM ledger_event WHERE seq = 3", {FindingKind.EVENT_MISSING, FindingKind.ROW_UNRECORDED}),
        ("DELETE FROM ledger_event WHERE seq = 1", {FindingKind.EVENT_MISSING}),
        ("DELETE FROM ledger_event WHERE seq = 5", {FindingKind.HEAD_DIFFERS, FindingKind.ROW_CHANGED}),
        ("DELETE FROM ledger_event",
         {FindingKind.HEAD_DIFFERS, FindingKind.ROW_UNRECORDED}),
        ("UPDATE ledger_event SET payload = replace(payload, '15.00', '16.00') WHERE seq = 5",
         {FindingKind.EVENT_CHANGED, FindingKind.ROW_CHANGED}),
        ("UPDATE ledger_event SET payload = 'not json' WHERE seq = 5", {FindingKind.EVENT_CHANGED}),
        ("UPDATE ledger_event SET actor_name = 'Daniyar' WHERE seq = 2", {FindingKind.EVENT_CHANGED}),
        ("UPDATE ledger_event SET actor_id = NULL WHERE seq = 2", {FindingKind.EVENT_CHANGED}),
        ("UPDATE ledger_event SET at = at - interval '1 day' WHERE seq = 2", {FindingKind.EVENT_CHANGED}),
        ("UPDATE ledger_event SET origin = '192.0.2.8' WHERE seq = 2", {FindingKind.EVENT_CHANGED}),
        ("UPDATE ledger_event SET hash = sha256('x') WHERE seq = 2",
         {FindingKind.EVENT_CHANGED, FindingKind.LINK_BROKEN}),
        ("UPDATE ledger_event SET seq = 9 WHERE seq = 5",
         {FindingKind.EVENT_MISSING, FindingKind.EVENT_CHANGED, FindingKind.HEAD_DIFFERS}),
        ("DELETE FROM ledger_register", {FindingKind.REGISTER_MISSING}),
        ("UPDATE ledger_register SET subject_id = 4711", {FindingKind.LINK_BROKEN}),
        ("UPDATE ledger_register SET head_seq = 4", {FindingKind.HEAD_DIFFERS}),
        ("UPDATE ledger_register SET locked_at = now(), locked_reason = 'x'", {FindingKind.LOCK_DIFFERS}),
    ],
)  # fmt: skip
def test_an_altered_chain_is_found(
    fresh: House, paper: Sheet, statement: str, expected: set[FindingKind]
) -> None:
    fresh.tamper(statement)
    assert kinds(fresh) == expected


def test_a_lifted_lock_is_found(fresh: House, paper: Sheet) -> None:
    with fresh.application() as connection:
        connection.execute("SELECT ledger_close(%s, 'signed')", [paper.register])
        connection.commit()
    fresh.tamper("UPDATE ledger_register SET locked_at = NULL, locked_reason = ''")
    with fresh.application() as connection:
        connection.execute("UPDATE mark SET points = 20, version = 3 WHERE id = %s", [paper.marks[0]])
        connection.commit()
    assert kinds(fresh) == {FindingKind.LOCK_DIFFERS, FindingKind.WRITTEN_AFTER_LOCK}


def test_a_row_added_after_a_lifted_lock_is_found(fresh: House, paper: Sheet) -> None:
    with fresh.application() as connection:
        connection.execute("SELECT ledger_close(%s, 'signed')", [paper.register])
        connection.commit()
    fresh.tamper("UPDATE ledger_register SET locked_at = NULL, locked_reason = ''")
    with fresh.application() as connection:
        connection.execute(
            "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version) VALUES (%s, %s, 9, 9, 1)",
            [paper.register, paper.checkpoint],
        )
        connection.commit()
    fresh.tamper("UPDATE ledger_register SET locked_at = now(), locked_reason = 'signed'")
    assert kinds(fresh) == {FindingKind.WRITTEN_AFTER_LOCK}


def test_a_rewritten_chain_tail_is_found_by_the_signed_root(fresh: House, paper: Sheet) -> None:
    copy = sign_day(fresh, date(2026, 9, 1))
    fresh.tamper(f"UPDATE mark SET points = 20 WHERE id = {paper.marks[0]}")
    rewrite(fresh, paper.register, raised_to_twenty)
    assert kinds(fresh, (copy,)) == {FindingKind.TAIL_REWRITTEN}


def test_without_a_root_the_perfect_forgery_is_not_found(fresh: House, paper: Sheet) -> None:
    """Why the roots exist: this is what a chain alone cannot see."""
    fresh.tamper(f"UPDATE mark SET points = 20 WHERE id = {paper.marks[0]}")
    rewrite(fresh, paper.register, raised_to_twenty)
    assert kinds(fresh) == set()


def test_rewritten_leaves_do_not_fit_the_signed_root(fresh: House, paper: Sheet) -> None:
    sign_day(fresh, date(2026, 9, 1))
    rewrite(fresh, paper.register, raised_to_twenty)
    fresh.tamper(
        f"UPDATE mark SET points = 20 WHERE id = {paper.marks[0]}",
        "UPDATE ledger_root_leaf l SET hash = r.head_hash FROM ledger_register r WHERE r.id = l.register_id",
    )
    assert kinds(fresh) == {FindingKind.ROOT_DIFFERS}


def test_a_root_signed_by_another_key_is_found(fresh: House, paper: Sheet) -> None:
    sign_day(fresh, date(2026, 9, 1), Ed25519PrivateKey.generate())
    assert kinds(fresh) == {FindingKind.ROOT_SIGNATURE}


def test_a_removed_root_is_found_in_the_middle_and_by_its_copy_at_the_end(fresh: House, paper: Sheet) -> None:
    copies = tuple(sign_day(fresh, date(2026, 9, day)) for day in (1, 2, 3))
    assert kinds(fresh, copies) == set()
    fresh.tamper("DELETE FROM ledger_root WHERE day = '2026-09-03'")
    assert kinds(fresh) == set()
    assert kinds(fresh, copies) == {FindingKind.ROOT_MISSING}
    fresh.tamper("DELETE FROM ledger_root WHERE day = '2026-09-01'")
    assert kinds(fresh) == {FindingKind.ROOT_LINK}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("ALTER TABLE mark DISABLE TRIGGER ledger_guard_update", FindingKind.GUARD_DISABLED),
        ("ALTER TABLE ledger_event DISABLE TRIGGER ALL", FindingKind.GUARD_DISABLED),
        ("DROP TRIGGER ledger_guard_insert ON mark", FindingKind.GUARD_MISSING),
        ("DROP FUNCTION ledger_close(bigint, text)", FindingKind.GUARD_MISSING),
        ("CREATE OR REPLACE FUNCTION ledger_guard_mark() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
         FindingKind.GUARD_ALTERED),
        ("ALTER FUNCTION ledger_write(text, text, bigint[], bigint[], jsonb[]) RESET search_path",
         FindingKind.GUARD_ALTERED),
        ("GRANT DELETE ON mark TO {role}", FindingKind.RIGHTS_OPEN),
        ("GRANT UPDATE ON ledger_event TO {role}", FindingKind.RIGHTS_OPEN),
        ("GRANT EXECUTE ON FUNCTION ledger_append(bigint, text, text, bigint, jsonb) TO {role}",
         FindingKind.RIGHTS_OPEN),
    ],
)  # fmt: skip
def test_a_weakened_barrier_is_found(fresh: House, statement: str, expected: FindingKind) -> None:
    fresh.tamper(statement.format(role=fresh.role))
    assert kinds(fresh) == {expected}


def test_a_column_added_by_a_migration_is_no_alteration(fresh: House, paper: Sheet) -> None:
    from dataclasses import replace

    from ordo.ledger.guards import guard_sql

    wider = replace(MARK, payload_columns=(*MARK.payload_columns, "remark"))
    with fresh.superuser() as connection:
        connection.execute(f"SET ROLE {fresh.owner}")
        connection.execute("ALTER TABLE mark ADD remark text NOT NULL DEFAULT ''")
        connection.execute(guard_sql(wider))
        connection.commit()
    with psycopg.connect(fresh.dsn) as connection:
        found = examine(connection, fresh.schema, specs=(wider, SIGNATURE), public_keys=KEYS)
    assert found.is_sound, found.findings
