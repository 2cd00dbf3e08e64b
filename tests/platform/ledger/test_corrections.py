"""After the lock: an order, two approvers, and nothing else."""

import json
from typing import Any

import psycopg
import pytest

from tests.platform.ledger.conftest import Sheet, new_sheet
from tests.platform.ledger.houses import BAKYT, CHOLPON, DEAN, House, act, value


@pytest.fixture
def closed(house: House, sheet: Sheet) -> Sheet:
    """A sheet that Bakyt has closed."""
    with house.application() as connection:
        connection.execute("SELECT ledger_close(%s, 'signed')", [sheet.register])
        connection.commit()
    return sheet


def change(sheet: Sheet, **values: object) -> dict[str, Any]:
    return {"table": "mark", "id": sheet.marks[0], "version": 1, "set": values or {"points": 19}}


def ask(connection: psycopg.Connection[Any], register: int, *changes: dict[str, Any]) -> int:
    return int(
        value(
            connection,
            "SELECT ledger_order_request(%s, 'order 12', 'misread', %s::jsonb)",
            register,
            json.dumps(changes),
        )
    )


def step(connection: psycopg.Connection[Any], person: int | str, query: str, *values: object) -> Any:
    act(connection, person, "Somebody")
    return value(connection, query, *values)


def approve(connection: psycopg.Connection[Any], order: int, *people: int) -> None:
    for person in people:
        step(connection, person, "SELECT ledger_order_approve(%s)", order)


def refused(connection: psycopg.Connection[Any], person: int | str, query: str, *values: object) -> str:
    """Return SQLSTATE and reason of a refused step, which leaves the transaction as it was."""
    with pytest.raises(psycopg.Error) as problem, connection.transaction():
        step(connection, person, query, *values)
    detail = json.loads(problem.value.diag.message_detail or "{}")
    return f"{problem.value.sqlstate} {detail.get('reason')}"


def test_an_order_of_three_people_changes_a_locked_row(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        approve(connection, order, CHOLPON, DEAN)
        assert step(connection, CHOLPON, "SELECT ledger_correct(%s)", order) == 1
        row = connection.execute(
            "SELECT points, version FROM mark WHERE id = %s", [closed.marks[0]]
        ).fetchone()
        assert row == (19, 2)
        kinds = connection.execute(
            "SELECT kind, actor_id FROM ledger_event WHERE register_id = %s ORDER BY seq DESC LIMIT 5",
            [closed.register],
        ).fetchall()
        assert kinds[::-1] == [
            ("order.request", BAKYT),
            ("order.approve", CHOLPON),
            ("order.approve", DEAN),
            ("row.correct", CHOLPON),
            ("order.apply", CHOLPON),
        ]
        payload = value(
            connection,
            "SELECT payload FROM ledger_event WHERE register_id = %s AND kind = 'row.correct'",
            closed.register,
        )
        assert json.loads(payload)["order"] == order


def test_the_lock_holds_again_right_after_the_correction(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        approve(connection, order, CHOLPON, DEAN)
        step(connection, CHOLPON, "SELECT ledger_correct(%s)", order)
        with pytest.raises(psycopg.Error) as problem:
            connection.execute("UPDATE mark SET points = 1, version = 3 WHERE id = %s", [closed.marks[0]])
    assert problem.value.sqlstate == "OR001"


def test_the_same_person_cannot_be_two_of_the_three(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        assert refused(connection, BAKYT, "SELECT ledger_order_approve(%s)", order) == "OR009 same_person"
        approve(connection, order, CHOLPON)
        assert refused(connection, CHOLPON, "SELECT ledger_order_approve(%s)", order) == "OR009 same_person"


def test_the_table_itself_refuses_two_equal_approvers(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        approve(connection, order, CHOLPON)
        connection.commit()
    with house.superuser() as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute(
            "UPDATE ledger_correction_order SET approver_2 = %s, approved_2_at = now() WHERE id = %s",
            [CHOLPON, order],
        )


def test_the_system_is_no_person(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        assert refused(connection, "system", "SELECT ledger_order_approve(%s)", order) == "OR006 person"
        approve(connection, order, CHOLPON, DEAN)
        assert refused(connection, "system", "SELECT ledger_correct(%s)", order) == "OR006 person"


@pytest.mark.parametrize("approvals", [0, 1])
def test_an_order_without_both_approvals_is_not_applied(house: House, closed: Sheet, approvals: int) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        approve(connection, order, *(CHOLPON, DEAN)[:approvals])
        assert refused(connection, CHOLPON, "SELECT ledger_correct(%s)", order) == "OR009 unapproved"


def test_an_order_is_applied_once(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        approve(connection, order, CHOLPON, DEAN)
        assert refused(connection, 77, "SELECT ledger_order_approve(%s)", order) == "OR009 approved"
        step(connection, CHOLPON, "SELECT ledger_correct(%s)", order)
        assert refused(connection, CHOLPON, "SELECT ledger_correct(%s)", order) == "OR009 applied"


def test_a_refused_order_is_final(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        step(connection, DEAN, "SELECT ledger_order_refuse(%s, 'no ground')", order)
        for query in ("SELECT ledger_order_approve(%s)", "SELECT ledger_correct(%s)"):
            assert refused(connection, CHOLPON, query, order) == "OR009 refused"


def test_an_order_that_is_not_there_is_refused(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        assert refused(connection, CHOLPON, "SELECT ledger_correct(424242)") == "OR009 missing"


def test_a_correction_adds_a_row_that_was_forgotten(house: House, closed: Sheet) -> None:
    values = {
        "checkpoint_id": closed.checkpoint,
        "student_id": 4,
        "points": 12,
        "set_at": "2026-01-15T10:00:00Z",
    }
    with house.application() as connection:
        order = ask(connection, closed.register, {"table": "mark", "set": values}, change(closed))
        approve(connection, order, CHOLPON, DEAN)
        assert step(connection, CHOLPON, "SELECT ledger_correct(%s)", order) == 2
        row = connection.execute(
            "SELECT points, version, register_id FROM mark WHERE checkpoint_id = %s AND student_id = 4",
            [closed.checkpoint],
        ).fetchone()
        assert row == (12, 1, closed.register)


def test_a_correction_obeys_caps_and_is_whole_or_not_at_all(house: House, closed: Sheet) -> None:
    second = {"table": "mark", "id": closed.marks[1], "version": 1, "set": {"points": 20.5}}
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed), second)
        approve(connection, order, CHOLPON, DEAN)
        assert refused(connection, CHOLPON, "SELECT ledger_correct(%s)", order) == "OR003 mark.over_cap"
        assert value(connection, "SELECT version FROM mark WHERE id = %s", closed.marks[0]) == 1


def test_a_correction_of_a_row_that_has_changed_meanwhile_is_refused(house: House, closed: Sheet) -> None:
    with house.application() as connection:
        orders = [ask(connection, closed.register, change(closed)) for _ in range(2)]
        for order in orders:
            act(connection, BAKYT)
            approve(connection, order, CHOLPON, DEAN)
        step(connection, CHOLPON, "SELECT ledger_correct(%s)", orders[0])
        assert refused(connection, CHOLPON, "SELECT ledger_correct(%s)", orders[1]) == "OR002 version"


def test_an_order_reaches_no_row_of_another_register(house: House, closed: Sheet) -> None:
    other = new_sheet(house)
    with house.application() as connection:
        connection.execute("SELECT ledger_close(%s, 'signed')", [other.register])
        order = ask(connection, closed.register, change(other))
        approve(connection, order, CHOLPON, DEAN)
        assert refused(connection, CHOLPON, "SELECT ledger_correct(%s)", order) == "OR002 version"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"table": "checkpoint", "set": {"cap": 100}}, "OR009 table"),
        ({"table": "ledger_register", "set": {"locked_at": None}}, "OR009 table"),
        ({"table": "mark; DROP TABLE mark", "set": {"points": 1}}, "OR009 table"),
        ({"table": "mark", "set": {}}, "OR009 form"),
        ({"table": "mark", "id": 1, "set": {"points": 1}}, "OR009 form"),
        ({"table": "mark", "id": 1, "version": 1, "set": {"version": 9}}, "OR009 column"),
        ({"table": "mark", "id": 1, "version": 1, "set": {"register_id": 9}}, "OR009 column"),
        ({"table": "mark", "id": 1, "version": 1, "set": {"points = 1; --": 9}}, "OR009 column"),
        (7, "OR009 table"),
        ([], "OR009 form"),
    ],
)
def test_an_order_says_exactly_what_it_changes(
    house: House, closed: Sheet, changes: Any, reason: str
) -> None:
    told = json.dumps([changes] if changes != [] else [])
    with house.application() as connection:
        query = "SELECT ledger_order_request(%s, 'order 12', 'misread', %s::jsonb)"
        assert refused(connection, BAKYT, query, closed.register, told) == reason


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_correction_order SET changes = '[1]' WHERE id = %s",
        "UPDATE ledger_correction_order SET reason = 'other' WHERE id = %s",
        "UPDATE ledger_correction_order SET approver_1 = 55 WHERE id = %s",
        "UPDATE ledger_correction_order SET approver_1 = NULL, approved_1_at = NULL WHERE id = %s",
        "UPDATE ledger_correction_order SET requested_by = 55 WHERE id = %s",
        "DELETE FROM ledger_correction_order WHERE id = %s",
    ],
)
def test_even_the_owner_does_not_change_an_order_after_an_approval(
    house: House, closed: Sheet, statement: str
) -> None:
    with house.application() as connection:
        order = ask(connection, closed.register, change(closed))
        approve(connection, order, CHOLPON)
        connection.commit()
    with house.superuser() as connection:
        connection.execute(f"SET ROLE {house.owner}")
        with pytest.raises(psycopg.Error) as problem:
            connection.execute(statement, [order])
        connection.rollback()
    assert str(problem.value.sqlstate) in {"OR004", "OR005"}


def test_nobody_opens_a_closed_register(house: House, closed: Sheet) -> None:
    with house.superuser() as connection:
        names = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = %s::regnamespace AND prosrc ~* 'locked_at = NULL'",
            [house.schema],
        ).fetchall()
        assert names == []
        connection.execute(f"SET ROLE {house.owner}")
        with pytest.raises(psycopg.Error) as problem:
            connection.execute(
                "UPDATE ledger_register SET locked_at = NULL, locked_reason = '' WHERE id = %s",
                [closed.register],
            )
        connection.rollback()
    assert problem.value.sqlstate == "OR001"
