"""Two at once: each race is first shown to exist without the queue row, then to be gone with it."""

import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from tests.platform.ledger.conftest import Sheet, new_sheet
from tests.platform.ledger.houses import BAKYT, CHOLPON, House, act, value

NAIVE = """
CREATE OR REPLACE FUNCTION {schema}.naive() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
    v_seq bigint;
BEGIN
    IF (SELECT locked_at FROM ledger_register WHERE id = NEW.register_id) IS NOT NULL THEN
        RAISE EXCEPTION 'locked';
    END IF;
    INSERT INTO naive_event SELECT NEW.register_id, coalesce(max(seq), 0) + 1 FROM naive_event;
    RETURN NEW;
END $$;
CREATE TABLE IF NOT EXISTS {schema}.naive_event (register_id bigint, seq bigint);
DROP TRIGGER IF EXISTS naive ON {schema}.bare_mark;
CREATE TRIGGER naive BEFORE INSERT ON {schema}.bare_mark FOR EACH ROW EXECUTE FUNCTION {schema}.naive();
GRANT SELECT, INSERT ON {schema}.bare_mark, {schema}.naive_event TO {role};
"""
INSERT = (
    "INSERT INTO {table} (register_id, checkpoint_id, student_id, points, version) VALUES (%s, %s, %s, 5, 1)"
)


@pytest.fixture
def naive(house: House) -> None:
    """The same table with the guard that one would write first: look at the lock, then write."""
    with house.superuser() as connection:
        connection.execute(NAIVE.format(schema=house.schema, role=house.role))
        connection.execute("TRUNCATE naive_event")
        connection.commit()


class Aside:
    """A statement sent and not waited for; one thread holds both ends of the race."""

    def __init__(self, connection: psycopg.Connection[Any], query: str, *values: object) -> None:
        self.connection = connection
        cursor = psycopg.ClientCursor(connection)
        connection.pgconn.send_query(cursor.mogrify(query, values).encode())

    def result(self) -> tuple[str, list[str]]:
        """Wait for the end: `ok` and the first row as text, or the SQLSTATE."""
        results = []
        while (result := self.connection.pgconn.get_result()) is not None:
            results.append(result)
        (last,) = results
        state = last.error_field(psycopg.pq.DiagnosticField.SQLSTATE)
        row = [(last.get_value(0, n) or b"").decode() for n in range(last.nfields)] if last.ntuples else []
        return (state.decode() if state else "ok"), row

    def outcome(self) -> str:
        """Wait for the end and tell only how it ended."""
        return self.result()[0]


def write(connection: psycopg.Connection[Any], table: str, sheet: Sheet, student: int) -> None:
    connection.execute(INSERT.format(table=table), [sheet.register, sheet.checkpoint, student])


def waits(house: House, waiting: psycopg.Connection[Any]) -> bool:
    """Tell whether a backend comes to wait for a lock within five seconds."""
    with psycopg.connect(house.dsn, autocommit=True) as watcher:
        for _ in range(500):
            event = value(
                watcher,
                "SELECT coalesce(wait_event_type, '') FROM pg_stat_activity WHERE pid = %s",
                waiting.info.backend_pid,
            )
            if event == "Lock":
                return True
            time.sleep(0.01)
    return False


def finished(*asides: Aside) -> Iterator[Aside]:
    """Give statements in the order in which they end, within fifteen seconds."""
    left, until = list(asides), time.monotonic() + 15
    while left:
        assert time.monotonic() < until, "they wait for each other"
        for aside in left:
            aside.connection.pgconn.consume_input()
        done = [aside for aside in left if not aside.connection.pgconn.is_busy()]
        yield from done[:1]
        left = [aside for aside in left if aside not in done[:1]]
        time.sleep(0.01)


def test_without_the_queue_a_mark_is_written_after_the_lock(house: House, sheet: Sheet, naive: None) -> None:
    """The naive guard looks at a picture of the register from before the closer's commit."""
    with house.application() as closer, house.application() as writer:
        closer.execute("SELECT ledger_close(%s, 'signed')", [sheet.register])
        write(writer, "bare_mark", sheet, 41)
        closer.commit()
        writer.commit()
        locked = value(
            writer, "SELECT locked_at IS NOT NULL FROM ledger_register WHERE id = %s", sheet.register
        )
        found = value(writer, "SELECT count(*) FROM bare_mark WHERE register_id = %s", sheet.register)
    assert (locked, found) == (True, 1)


def test_a_writer_who_meets_the_closer_waits_and_is_refused(house: House, sheet: Sheet) -> None:
    with house.application() as closer, house.application() as writer:
        closer.execute("SELECT ledger_close(%s, 'signed')", [sheet.register])
        running = Aside(writer, INSERT.format(table="mark"), sheet.register, sheet.checkpoint, 41)
        assert waits(house, writer)
        closer.commit()
        assert running.outcome() == "OR001"


def test_a_closer_who_meets_a_writer_waits_and_then_closes_over_the_mark(house: House, sheet: Sheet) -> None:
    with house.application() as closer, house.application() as writer:
        write(writer, "mark", sheet, 41)
        running = Aside(closer, "SELECT ledger_close(%s, 'signed')", sheet.register)
        assert waits(house, closer)
        writer.commit()
        assert running.outcome() == "ok"
        closer.commit()
        kinds = [
            row[0]
            for row in closer.execute(
                "SELECT kind FROM ledger_event WHERE register_id = %s ORDER BY seq DESC LIMIT 2",
                [sheet.register],
            )
        ]
    assert kinds == ["close", "row.insert"]


def test_without_the_queue_two_writers_fork_the_chain(house: House, sheet: Sheet, naive: None) -> None:
    with house.application() as first, house.application() as second:
        write(first, "bare_mark", sheet, 51)
        write(second, "bare_mark", sheet, 52)
        first.commit()
        second.commit()
    with house.superuser() as connection:
        numbers = [row[0] for row in connection.execute("SELECT seq FROM naive_event")]
    assert numbers == [1, 1]


def test_two_writers_stand_in_one_queue_and_the_chain_stays_one(house: House, sheet: Sheet) -> None:
    with house.application() as first, house.application(CHOLPON, "Cholpon") as second:
        write(first, "mark", sheet, 51)
        running = Aside(second, INSERT.format(table="mark"), sheet.register, sheet.checkpoint, 52)
        assert waits(house, second)
        first.commit()
        assert running.outcome() == "ok"
        second.commit()
        rows = second.execute(
            "SELECT seq, prev_hash, hash FROM ledger_event WHERE register_id = %s ORDER BY seq",
            [sheet.register],
        ).fetchall()
    assert [row[0] for row in rows] == list(range(1, 7))
    assert all(after[1] == before[2] for before, after in pairwise(rows))


def test_the_second_of_two_who_saw_the_same_version_loses(house: House, sheet: Sheet) -> None:
    change = "UPDATE mark SET points = %s, version = 2 WHERE id = %s"
    with house.application() as first, house.application(CHOLPON, "Cholpon") as second:
        first.execute(change, [18, sheet.marks[0]])
        running = Aside(second, change, 3, sheet.marks[0])
        assert waits(house, second)
        first.commit()
        assert running.outcome() == "OR002"
        second.rollback()
        assert value(second, "SELECT points FROM mark WHERE id = %s", sheet.marks[0]) == 18


def test_writers_of_different_sheets_do_not_wait_for_each_other(house: House, sheet: Sheet) -> None:
    other = new_sheet(house)
    with house.application() as first, house.application() as second:
        write(first, "mark", sheet, 61)
        second.execute("SET LOCAL lock_timeout = '2s'")
        write(second, "mark", other, 61)
        second.commit()
        first.commit()


def test_a_statement_over_two_sheets_queues_in_ascending_order(house: House, sheet: Sheet) -> None:
    """While it waits for the lower sheet the higher one is free, whatever the order of its rows."""
    other = new_sheet(house)
    both = (
        "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
        " SELECT r, c, 71, 1, 1 FROM (VALUES (%s::bigint, %s::bigint), (%s, %s)) v (r, c)"
    )
    take = "SELECT 1 FROM ledger_register WHERE id = %s FOR NO KEY UPDATE NOWAIT"
    with house.application() as holder, house.application() as writer, house.application() as third:
        holder.execute(take, [sheet.register])
        running = Aside(writer, both, other.register, other.checkpoint, sheet.register, sheet.checkpoint)
        assert waits(house, writer)
        third.execute(take, [other.register])
        third.rollback()
        holder.commit()
        assert running.outcome() == "ok"


def test_two_rows_inserted_at_once_do_not_lock_each_other_out(house: House, sheet: Sheet) -> None:
    """Each holds its foreign key's share of the queue row: FOR UPDATE would be a deadlock here."""
    insert = INSERT.format(table="mark")
    with house.application() as holder, house.application() as first, house.application() as second:
        holder.execute("SELECT 1 FROM ledger_register WHERE id = %s FOR NO KEY UPDATE", [sheet.register])
        one = Aside(first, insert, sheet.register, sheet.checkpoint, 81)
        assert waits(house, first)
        two = Aside(second, insert, sheet.register, sheet.checkpoint, 82)
        assert waits(house, second)
        holder.commit()
        for running in finished(one, two):
            assert running.outcome() == "ok"
            running.connection.commit()


def test_a_repeated_request_waits_for_the_first_and_gets_its_answer(house: House, sheet: Sheet) -> None:
    claim = "SELECT fresh, answer FROM ledger_claim(%s, 'set', sha256('a'), NULL)"
    key = [f"twice-{sheet.register}"]
    with house.application() as first, house.application() as second:
        assert first.execute(claim, key).fetchone() == (True, None)
        running = Aside(second, claim, *key)
        assert waits(house, second)
        first.execute("SELECT ledger_answer(%s, %s::jsonb)", [*key, '{"done": 30}'])
        first.commit()
        assert running.result() == ("ok", ["f", '{"done": 30}'])


def test_a_key_of_a_failed_request_is_free_again(house: House, sheet: Sheet) -> None:
    claim = "SELECT fresh FROM ledger_claim(%s, 'set', sha256('a'), NULL)"
    with house.application() as connection:
        assert value(connection, claim, f"fails-{sheet.register}") is True
        connection.rollback()
        act(connection, BAKYT)
        assert value(connection, claim, f"fails-{sheet.register}") is True


def test_two_who_open_the_same_register_get_the_same_one(house: House, sheet: Sheet) -> None:
    query = "SELECT ledger_open('sheet', %s)"
    subject = 1_000_000 + sheet.register
    with house.application() as first, house.application() as second:
        opened = value(first, query, subject)
        running = Aside(second, query, subject)
        assert waits(house, second)
        first.commit()
        assert running.result() == ("ok", [str(opened)])
