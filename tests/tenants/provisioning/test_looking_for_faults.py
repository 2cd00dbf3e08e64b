"""`ordo university check` finds what was planted, and nothing in a healthy house (traps 4, 5, 10)."""

from tests.tenants.provisioning.conftest import Operator

FAULTS = (
    # KNU lacks a table, has a key that leads into NSU, and a content type with another number.
    "DROP TABLE knu.sample_samplenote",
    "ALTER TABLE knu.tenancy_preference ADD COLUMN x bigint REFERENCES nsu.accounts_user (id)",
    "SET session_replication_role = replica",
    "UPDATE knu.django_content_type SET id = 99999 WHERE app_label = 'sample'",
    # JAMU has a function that follows its caller's path, and its role owns a table.
    "CREATE FUNCTION jamu.loose() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE jamu.owned (x int)",
    "ALTER TABLE jamu.owned OWNER TO ordo_t_jamu",
    # The role of OshSU reaches into NSU.
    "GRANT USAGE ON SCHEMA nsu TO ordo_t_oshsu",
    # NSU lacks a migration.
    "DELETE FROM nsu.django_migrations WHERE app = 'sample'",
)
FOUND = {
    "knu: table_missing: sample_samplenote",
    "knu: content_types_differ: sample.samplenote",
    "jamu: function_not_pinned: loose",
    "jamu: role_owns: owned",
    "oshsu: role_reaches: nsu",
    "nsu: lags_behind: django_migrations",
}


def test_every_planted_fault_is_found_and_nothing_else(operator: Operator) -> None:
    for statement in FAULTS:
        operator.connection.execute(statement)
    done = operator.ordo("university", "check")
    *lines, last = done.stdout.splitlines()
    leaving = {line for line in lines if line.startswith("knu: foreign_key_leaves: ")}
    assert len(leaving) == 1
    assert set(lines) - leaving == FOUND
    assert done.returncode == 1
    assert last == "Universities: 5, faults: 7"


def test_healthy_universities_have_no_fault(operator: Operator) -> None:
    done = operator.ordo("university", "check")
    assert done.stdout.splitlines() == ["Universities: 5, faults: 0"], done.stdout + done.stderr
    assert done.returncode == 0
