"""Who enters what at a new university, and what an upgrade gives to the roles of an old one."""

import json
from collections.abc import Callable

import pytest

from ordo.access.permissions_registry import info_of
from ordo.access.roles import RoleCode
from tenants import presets
from tenants.provisioning import rights
from tests.tenants.provisioning.conftest import Operator

R = RoleCode
MOVE, FINAL, ASSIGN = "people.student.move", "sheets.final.set", "teaching.assignment.change"
HOLDERS = (
    "SELECT r.code FROM {schema}.access_role r JOIN {schema}.access_rolepermission p ON p.role_id = r.id"
    " WHERE p.permission = '{code}'"
)
TAKE = "DELETE FROM {schema}.access_rolepermission p WHERE permission = '{code}'"
KNOWN = "{schema}.tenancy_preference WHERE key = 'access.known_permissions'"
NEVER = "DELETE FROM {schema}.access_rolepermissionevent WHERE permission = '{code}'"


def forget(operator: Operator, schema: str, code: str) -> None:
    """As if the permission came with the next version of the program."""
    operator.connection.execute(TAKE.format(schema=schema, code=code))
    operator.connection.execute(NEVER.format(schema=schema, code=code))
    operator.connection.execute(
        f"UPDATE {schema}.tenancy_preference SET value = value - '{code}' WHERE key = 'access.known_permissions'"
    )


def holders(operator: Operator, schema: str, code: str) -> set[str]:
    return set(operator.column(HOLDERS.format(schema=schema, code=code)))


@pytest.mark.parametrize(
    ("schema", "code", "wanted"),
    [
        # EB-R4.2.1 and KNU-7.8 name the students' HR department, JAMU and OshSU leave it to the dean's office.
        ("nsu", MOVE, {R.SYSTEM_ADMINISTRATOR, R.STUDENT_RECORDS}),
        ("knu", MOVE, {R.SYSTEM_ADMINISTRATOR, R.STUDENT_RECORDS}),
        ("jamu", MOVE, {R.SYSTEM_ADMINISTRATOR, R.DEANS_OFFICE}),
        ("oshsu", MOVE, {R.SYSTEM_ADMINISTRATOR, R.DEANS_OFFICE}),
        # EB-R4.2.6: the dean's office as well; KNU-5.7: teachers only, in opened sheets.
        ("nsu", FINAL, {R.TEACHER, R.DEANS_OFFICE}),
        ("knu", FINAL, {R.TEACHER}),
        ("jamu", FINAL, {R.TEACHER, R.DEANS_OFFICE}),
        ("oshsu", FINAL, {R.TEACHER, R.DEANS_OFFICE}),
    ],
)
def test_the_owner_of_a_category_enters_it(
    prepared: Callable[[str], list[tuple[object, ...]]], schema: str, code: str, wanted: set[RoleCode]
) -> None:
    assert {row[0] for row in prepared(HOLDERS.format(schema=schema, code=code))} == wanted


def test_an_office_that_enters_a_part_only_gets_no_right_to_the_whole(
    prepared: Callable[[str], list[tuple[object, ...]]],
) -> None:
    owner = presets.KNU.owner_of(presets.DataCategory.EMPLOYEE_MOVEMENTS)
    assert [office.roles for office in owner.parts] == [("planning_finance",)]
    rows = prepared(HOLDERS.format(schema="knu", code="people.employee.change"))
    assert {row[0] for row in rows} == {R.SYSTEM_ADMINISTRATOR, R.HUMAN_RESOURCES}


@pytest.mark.parametrize("preset", [*presets.ALL, presets.STANDARD], ids=lambda preset: preset.schema)
def test_every_preset_gives_every_permission_to_somebody_who_had_it_by_default_or_owns_it(
    preset: presets.UniversityPreset,
) -> None:
    owners = rights.owners_of(preset)
    for code in (MOVE, FINAL, ASSIGN, "teaching.line.change", "people.employee.change"):
        info = info_of(code)
        assert info.entry is not None
        assert info.starts_with(owners) == info.entry.beside | owners[info.entry.category]
    assert info_of("people.student.change").starts_with(owners) == info_of("people.student.change").defaults


def test_a_permission_of_a_new_version_comes_with_the_next_migrate(operator: Operator) -> None:
    for schema in ("nsu", "jamu"):
        forget(operator, schema, MOVE)
    done = operator.ordo("university", "migrate")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    for schema in ("nsu", "jamu"):
        assert lines[schema].split(maxsplit=1)[1] == f"migrated new permissions: {MOVE}"
    assert lines["knu"].split()[1] == "current"
    assert holders(operator, "nsu", MOVE) == {R.SYSTEM_ADMINISTRATOR, R.STUDENT_RECORDS}
    assert holders(operator, "jamu", MOVE) == {R.SYSTEM_ADMINISTRATOR, R.DEANS_OFFICE}
    audited = operator.column(
        "SELECT DISTINCT c.metadata->>'name' FROM nsu.access_rolepermissionevent e"
        f" JOIN nsu.pghistory_context c ON c.id = e.pgh_context_id WHERE e.permission = '{MOVE}'"
    )
    assert audited == [rights.BY]
    again = operator.ordo("university", "migrate")
    assert {line.split()[1] for line in again.stdout.splitlines()} == {"current"}


def test_what_an_administrator_took_away_is_not_given_back(operator: Operator) -> None:
    operator.connection.execute(TAKE.format(schema="nsu", code=FINAL))
    forget(operator, "nsu", MOVE)
    assert operator.ordo("university", "migrate").returncode == 0
    assert holders(operator, "nsu", FINAL) == set()
    assert holders(operator, "nsu", MOVE) == {R.SYSTEM_ADMINISTRATOR, R.STUDENT_RECORDS}


def test_a_university_from_before_this_was_remembered_keeps_what_its_administrator_did(
    operator: Operator,
) -> None:
    operator.connection.execute(TAKE.format(schema="nsu", code=FINAL))
    forget(operator, "nsu", MOVE)
    operator.connection.execute(f"DELETE FROM {KNOWN.format(schema='nsu')}")
    done = operator.ordo("university", "migrate")
    assert done.returncode == 0, done.stdout + done.stderr
    assert holders(operator, "nsu", FINAL) == set()
    assert holders(operator, "nsu", MOVE) == {R.SYSTEM_ADMINISTRATOR, R.STUDENT_RECORDS}
    (kept,) = operator.column(f"SELECT value FROM {KNOWN.format(schema='nsu')}")
    assert {MOVE, FINAL} <= set(json.loads(kept.replace("'", '"')))


def test_a_new_built_in_role_comes_with_all_that_it_starts_with(operator: Operator) -> None:
    operator.connection.execute(
        "DELETE FROM nsu.access_rolepermission WHERE role_id = (SELECT id FROM nsu.access_role WHERE code = 'library')"
    )
    operator.connection.execute("DELETE FROM nsu.access_role WHERE code = 'library'")
    forget(operator, "nsu", MOVE)
    assert operator.ordo("university", "migrate").returncode == 0
    assert "library" in holders(operator, "nsu", "people.student.view")
