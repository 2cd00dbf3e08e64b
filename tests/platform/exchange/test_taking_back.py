"""The one door by which rows leave a register: what an import made, while it stands as applied, and nothing else."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from modules.people.models import Student
from ordo.exchange.models import ImportRun, RunStatus
from tests.platform.exchange.rosters import applied, book, group_list, person

FAREWELL = "SELECT exchange_take_back(%s, %s)"


@pytest.fixture
def run(jamu: str) -> ImportRun:
    """An applied list of one."""
    return applied(book(group_list("ИСТ-1-25", [person(1, "Асанова Айгүл Нурлан кызы")])))


def refused(statement: str, *params: object) -> str:
    """Run a statement that must fail; what the database said."""
    with pytest.raises(DatabaseError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
    return str(problem.value)


def test_the_application_deletes_no_student_itself(run: ImportRun) -> None:
    assert "permission denied" in refused("DELETE FROM people_student")
    assert Student.objects.count() == 1


def test_nothing_leaves_for_an_import_that_is_not_there(run: ImportRun) -> None:
    assert "exchange.not_applied" in refused(FAREWELL, "people_student", uuid.uuid4())


@pytest.mark.parametrize("status", [RunStatus.UNDONE, RunStatus.READY, RunStatus.FAILED], ids=str)
def test_nothing_leaves_for_an_import_that_does_not_stand_as_applied(
    run: ImportRun, status: RunStatus
) -> None:
    ImportRun.objects.filter(pk=run.pk).update(status=status)
    assert "exchange.not_applied" in refused(FAREWELL, "people_student", run.context_id)
    assert Student.objects.count() == 1


def test_marks_and_sheets_never_leave(run: ImportRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'ledger_guard_insert' AND c.relnamespace = current_schema()::regnamespace"
        )
        guarded = [row[0] for row in cursor.fetchall()]
    assert guarded
    for table in guarded:
        assert "exchange.guarded" in refused(FAREWELL, table, run.context_id)


@pytest.mark.parametrize(
    "table", ["accounts_user; DROP TABLE people_student", "pg_class", "knu.people_student"]
)
def test_a_name_of_something_else_is_no_table(run: ImportRun, table: str) -> None:
    assert refused(FAREWELL, table, run.context_id)
    assert Student.objects.count() == 1
