"""What the university's role tries against the register, each refused by PostgreSQL itself."""

from typing import Any

import psycopg
import pytest

from tests.platform.ledger.attacks import ATTACKS, DENIED, Attack
from tests.platform.ledger.conftest import Sheet, new_sheet
from tests.platform.ledger.houses import BAKYT, House, act, value

GUARDED = (
    "ledger_register",
    "ledger_event",
    "ledger_idempotency",
    "ledger_correction_order",
    "mark",
    "checkpoint",
)


def state_of(house: House) -> list[Any]:
    """Return all rows that an attack could have touched."""
    with house.superuser() as connection:
        return [
            value(connection, f"SELECT array_agg(t::text ORDER BY t::text) FROM {table} t")
            for table in GUARDED
        ]


def run(connection: psycopg.Connection[Any], script: list[str]) -> None:
    """Run a script; a line after COPY is its data."""
    data: str | None = None
    for number, statement in enumerate(script):
        if statement.startswith("COPY mark ("):
            data = script[number + 1]
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write(data)
        elif statement != data:
            connection.execute(statement)


@pytest.mark.parametrize("case", ATTACKS)
def test_the_database_refuses(case: Attack, house: House, other_house: House, sheet: Sheet) -> None:
    other = new_sheet(house)
    if case.locked:
        with house.application() as connection:
            connection.execute("SELECT ledger_close(%s, 'signed')", [sheet.register])
            connection.commit()
    names = {
        "register": sheet.register, "mark": sheet.marks[0], "checkpoint": sheet.checkpoint, "other": other.register,
        "schema": house.schema, "elsewhere": other_house.schema, "owner": house.owner, "role": house.role,
    }  # fmt: skip
    script = [statement.format(**names) for statement in case.script]
    before = state_of(house)
    with house.application() as connection:
        copy = script[0].startswith("COPY mark (")
        run(connection, [] if copy else script[:-1])
        with pytest.raises(psycopg.Error) as refused:
            run(connection, script if copy else script[-1:])
        assert refused.value.sqlstate in case.states.split()
        connection.rollback()
    assert state_of(house) == before


def test_a_section_is_closed_while_the_register_is_open(house: House, sheet: Sheet) -> None:
    with house.superuser() as connection:
        connection.execute("UPDATE checkpoint SET locked_at = now() WHERE id = %s", [sheet.checkpoint])
        connection.commit()
    with house.application() as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute("UPDATE mark SET points = 1, version = 2 WHERE id = %s", [sheet.marks[0]])
    assert refused.value.sqlstate == "OR001"
    assert '"section"' in str(refused.value.diag.message_detail)


def test_a_row_cannot_leave_a_closed_section(house: House, sheet: Sheet) -> None:
    with house.superuser() as connection:
        connection.execute("UPDATE checkpoint SET locked_at = now() WHERE id = %s", [sheet.checkpoint])
        other = value(connection, "INSERT INTO checkpoint (cap) VALUES (20) RETURNING id")
        connection.commit()
    with house.application() as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(
            "UPDATE mark SET checkpoint_id = %s, version = 2 WHERE id = %s", [other, sheet.marks[0]]
        )
    assert refused.value.sqlstate in {"OR001", "OR005"}


def test_a_temporary_table_does_not_stand_in_for_the_register(house: House, sheet: Sheet) -> None:
    with house.application() as connection:
        connection.execute("SELECT ledger_close(%s, 'signed')", [sheet.register])
        connection.commit()
        act(connection, BAKYT)
        connection.execute(
            f"CREATE TEMP TABLE ledger_register AS SELECT * FROM {house.schema}.ledger_register"
        )
        connection.execute("UPDATE pg_temp.ledger_register SET locked_at = NULL, locked_reason = ''")
        connection.execute(
            "CREATE TEMP TABLE checkpoint AS SELECT id, 9999::numeric AS cap FROM ledger_register"
        )
        connection.execute(f"SET LOCAL search_path = pg_temp, {house.schema}")
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(
                f"UPDATE {house.schema}.mark SET points = 19, version = 2 WHERE id = %s", [sheet.marks[0]]
            )
    assert refused.value.sqlstate == "OR001"


def test_a_temporary_table_does_not_stand_in_for_the_caps(house: House, sheet: Sheet) -> None:
    with house.application() as connection:
        connection.execute(f"CREATE TEMP TABLE checkpoint AS SELECT * FROM {house.schema}.checkpoint")
        connection.execute("UPDATE pg_temp.checkpoint SET cap = 900")
        connection.execute(f"SET LOCAL search_path = pg_temp, {house.schema}")
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(
                f"UPDATE {house.schema}.mark SET points = 300, version = 2 WHERE id = %s", [sheet.marks[0]]
            )
    assert refused.value.sqlstate == "OR003"


def test_a_temporary_function_does_not_stand_in_for_the_ledgers(house: House, sheet: Sheet) -> None:
    with house.application() as connection:
        connection.execute(
            "CREATE FUNCTION pg_temp.ledger_actor() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'"
        )
        connection.execute(
            "CREATE FUNCTION pg_temp.ledger_raise(text, text, text, bigint, bigint, bigint) RETURNS void"
            " LANGUAGE sql AS 'SELECT'"
        )
        connection.execute(f"SET LOCAL search_path = pg_temp, {house.schema}")
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(
                f"UPDATE {house.schema}.mark SET points = 300, version = 2 WHERE id = %s", [sheet.marks[0]]
            )
    assert refused.value.sqlstate == "OR003"


def test_the_path_of_the_caller_does_not_lead_into_another_university(
    house: House, other_house: House, sheet: Sheet
) -> None:
    before = state_of(other_house)
    with house.application() as connection:
        connection.execute(f"SET LOCAL search_path = {other_house.schema}, {house.schema}")
        connection.execute(
            f"UPDATE {house.schema}.mark SET points = 5, version = 2 WHERE id = %s", [sheet.marks[0]]
        )
        connection.commit()
        found = value(
            connection,
            f"SELECT count(*) FROM {house.schema}.ledger_event WHERE subject_table = 'mark' AND subject_id = %s",
            sheet.marks[0],
        )
    assert found == 2
    assert state_of(other_house) == before


def test_events_written_through_a_replaced_table_are_refused_even_by_an_unsealed_guard(
    house: House, sheet: Sheet
) -> None:
    """General grants open every function before the seal: the guard must still serve its own table only."""
    with house.superuser() as connection:
        connection.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {house.schema} TO {house.role}")
        connection.commit()
    try:
        with house.application() as connection:
            connection.execute(f"CREATE TEMP TABLE mark (LIKE {house.schema}.mark)")
            connection.execute(
                "CREATE TRIGGER t AFTER INSERT ON pg_temp.mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"
                f" EXECUTE FUNCTION {house.schema}.ledger_guard_mark()"
            )
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(
                    "INSERT INTO pg_temp.mark VALUES (1, %s, %s, 1, 20, now(), 1)",
                    [sheet.register, sheet.checkpoint],
                )
            assert refused.value.sqlstate == "OR005"
            connection.rollback()
            act(connection, BAKYT)
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(
                    "SELECT ledger_append(%s, 'row.update', 'mark', 1, '{}')", [sheet.register]
                )
            assert refused.value.sqlstate == DENIED
    finally:
        with house.superuser() as connection:
            connection.execute("SELECT ledger_seal(%s)", [house.role])
            connection.commit()


def test_the_application_may_read_queue_and_write_within_the_rules(house: House, sheet: Sheet) -> None:
    with house.application() as connection:
        connection.execute("SELECT 1 FROM ledger_register WHERE id = %s FOR UPDATE", [sheet.register])
        connection.execute("UPDATE mark SET points = 20, version = 2 WHERE id = %s", [sheet.marks[0]])
        connection.commit()
        assert value(connection, "SELECT points FROM mark WHERE id = %s", sheet.marks[0]) == 20


def test_even_the_owner_cannot_empty_the_register_by_accident(house: House, sheet: Sheet) -> None:
    for statement in (
        "TRUNCATE ledger_event",
        "DELETE FROM ledger_event",
        "UPDATE ledger_event SET payload = '{}'",
        "DELETE FROM mark",
        "TRUNCATE mark",
        f"DELETE FROM ledger_register WHERE id = {sheet.register}",
    ):
        with house.superuser() as connection:
            connection.execute(f"SET ROLE {house.owner}")
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(statement)
            connection.rollback()
        assert refused.value.sqlstate == "OR004", statement
