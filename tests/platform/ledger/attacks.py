"""The list of attacks: what the university's role tries, and the SQLSTATE that stops it."""

from dataclasses import dataclass
from typing import Any

import pytest

DENIED = "42501"


@dataclass(frozen=True, slots=True)
class Attack:
    """A script of statements of which the last must fail with one of the SQLSTATEs."""

    name: str
    states: str
    script: tuple[str, ...]
    locked: bool = False


def attack(name: str, states: str, *script: str, locked: bool = False) -> Any:
    return pytest.param(Attack(name, states, script, locked), id=name.replace(" ", "_"))


ATTACKS = [
    attack("points over the cap", "OR003", "UPDATE mark SET points = 20.01, version = 2 WHERE id = {mark}"),
    attack("points below zero", "OR003", "UPDATE mark SET points = -1, version = 2 WHERE id = {mark}"),
    attack("one of many rows over the cap", "OR003",
           "UPDATE mark SET points = points + 8, version = version + 1 WHERE register_id = {register}"),
    attack("insert over the cap", "OR003",
           "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
           " VALUES ({register}, {checkpoint}, 99, 21, 1)"),
    attack("copy over the cap", "OR003",
           "COPY mark (register_id, checkpoint_id, student_id, points, version) FROM STDIN",
           "{register}\t{checkpoint}\t98\t50\t1\n"),
    attack("upsert over the cap", "OR003",
           "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
           " VALUES ({register}, {checkpoint}, 1, 5, 1)"
           " ON CONFLICT (checkpoint_id, student_id) DO UPDATE SET points = 20.5, version = mark.version + 1"),
    attack("merge over the cap", "OR003",
           "MERGE INTO mark m USING (SELECT {mark}::bigint AS id) s ON s.id = m.id"
           " WHEN MATCHED THEN UPDATE SET points = 77, version = m.version + 1"),
    attack("update hidden in a query", "OR003",
           "WITH a AS (UPDATE mark SET points = 21, version = 2 WHERE id = {mark} RETURNING 1) SELECT count(*) FROM a"),
    attack("stale version", "OR002", "UPDATE mark SET points = 1 WHERE id = {mark}"),
    attack("version jump", "OR002", "UPDATE mark SET points = 1, version = 3 WHERE id = {mark}"),
    attack("version back", "OR002", "UPDATE mark SET points = 1, version = 0 WHERE id = {mark}"),
    attack("first version is not one", "OR002",
           "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
           " VALUES ({register}, {checkpoint}, 99, 1, 2)"),
    attack("delete", DENIED, "DELETE FROM mark WHERE id = {mark}"),
    attack("truncate", DENIED, "TRUNCATE mark"),
    attack("move to another register", "OR005", "UPDATE mark SET register_id = {other}, version = 2 WHERE id = {mark}"),
    attack("move out of a locked register", "OR005",
           "UPDATE mark SET register_id = {other}, version = 2 WHERE id = {mark}", locked=True),
    attack("another student", "OR005", "UPDATE mark SET student_id = 77, version = 2 WHERE id = {mark}"),
    attack("another key", "OR005", "UPDATE mark SET id = id + 100000, version = 2 WHERE id = {mark}"),
    attack("row without a register", "OR007 23502",
           "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
           " VALUES (NULL, {checkpoint}, 99, 1, 1)"),
    attack("row of a register that is not there", "OR007 23503",
           "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
           " VALUES (999999, {checkpoint}, 99, 1, 1)"),
    attack("write without an actor", "OR006",
           "SELECT set_config('ordo.actor_id', '', true)", "UPDATE mark SET points = 1, version = 2 WHERE id = {mark}"),
    attack("actor that is no person", "OR006",
           "SELECT set_config('ordo.actor_id', '0', true)",
           "UPDATE mark SET points = 1, version = 2 WHERE id = {mark}"),
    attack("actor without a name", "OR006",
           "SELECT set_config('ordo.actor_name', ' ', true)",
           "UPDATE mark SET points = 1, version = 2 WHERE id = {mark}"),
    attack("update after the lock", "OR001", "UPDATE mark SET points = 1, version = 2 WHERE id = {mark}", locked=True),
    attack("insert after the lock", "OR001",
           "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
           " VALUES ({register}, {checkpoint}, 99, 1, 1)", locked=True),
    attack("change of a signature after the lock", "OR001",
           "INSERT INTO signature (register_id, signer) VALUES ({register}, 'Bakyt')",
           "UPDATE signature SET signer = 'Cholpon', version = 2 WHERE register_id = {register}", locked=True),
    attack("close twice", "OR001", "SELECT ledger_close({register}, 'again')", locked=True),
    attack("close without a reason", "23514", "SELECT ledger_close({register}, ' ')"),
    attack("unlock by update of the register", DENIED,
           "UPDATE ledger_register SET locked_at = NULL, locked_reason = '' WHERE id = {register}", locked=True),
    attack("new head", DENIED, "UPDATE ledger_register SET head_seq = 0 WHERE id = {register}"),
    attack("register out of nothing", DENIED,
           "INSERT INTO ledger_register (kind, subject_id, head_hash) VALUES ('sheet', 5, sha256('x'))"),
    attack("register deleted", DENIED, "DELETE FROM ledger_register WHERE id = {register}"),
    attack("pretended correction", "OR001", "SELECT set_config('ordo.correction', '1', true)",
           "UPDATE mark SET points = 1, version = 2 WHERE id = {mark}", locked=True),
    attack("order forged", DENIED,
           "INSERT INTO ledger_correction_order (register_id, document, reason, changes, requested_by, applying)"
           " VALUES ({register}, 'd', 'r', '[1]', 7, true)", locked=True),
    attack("order approved by hand", DENIED, "UPDATE ledger_correction_order SET approver_1 = 8", locked=True),
    attack("event forged", DENIED,
           "INSERT INTO ledger_event VALUES ({register}, 99, 'note.x', 'mark', 1, 7, 'B', '', now(), '{{}}',"
           " sha256('a'), sha256('b'))"),
    attack("event changed", DENIED, "UPDATE ledger_event SET payload = '{{}}' WHERE register_id = {register}"),
    attack("event deleted", DENIED, "DELETE FROM ledger_event WHERE register_id = {register}"),
    attack("events emptied", DENIED, "TRUNCATE ledger_event"),
    attack("append called with a forged register", DENIED,
           "SELECT ledger_append({register}, 'row.update', 'mark', {mark}, '{{}}')"),
    attack("write called directly", DENIED,
           "SELECT ledger_write('row.update', 'mark', ARRAY[{register}]::bigint[], ARRAY[{mark}]::bigint[],"
           " ARRAY['{{}}']::jsonb[])"),
    attack("note for a register that is not there", "OR007", "SELECT ledger_note(999999, 'x', 'mark', 1, '{{}}')"),
    attack("note that is no kind", "23514", "SELECT ledger_note({register}, E'x\\ny', 'mark', 1, '{{}}')"),
    attack("note without end", "OR003",
           "SELECT ledger_note({register}, 'x', 'mark', 1, to_jsonb(repeat('x', 70000)))"),
    attack("guard called as a function", f"{DENIED} 0A000", "SELECT ledger_guard_mark()"),
    attack("guard on a table of one's own", DENIED,
           "CREATE TEMP TABLE mark (LIKE {schema}.mark)",
           "CREATE TRIGGER t AFTER INSERT ON mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"
           " EXECUTE FUNCTION {schema}.ledger_guard_mark('id', 'register_id', 'version', 'id')"),
    attack("trigger disabled", DENIED, "ALTER TABLE mark DISABLE TRIGGER ALL"),
    attack("trigger dropped", DENIED, "DROP TRIGGER ledger_guard_update ON mark"),
    attack("trigger of one's own", DENIED,
           "CREATE TRIGGER zz BEFORE UPDATE ON mark FOR EACH ROW"
           " EXECUTE FUNCTION suppress_redundant_updates_trigger()"),
    attack("rule", DENIED, "CREATE RULE r AS ON UPDATE TO mark DO INSTEAD NOTHING"),
    attack("row level security", DENIED, "ALTER TABLE mark ENABLE ROW LEVEL SECURITY"),
    attack("replication role", DENIED, "SET session_replication_role = replica"),
    attack("altered table", DENIED, "ALTER TABLE mark ALTER version DROP NOT NULL"),
    attack("dropped constraint", DENIED,
           "ALTER TABLE ledger_correction_order DROP CONSTRAINT ledger_order_three_people"),
    attack("dropped table", DENIED, "DROP TABLE ledger_event CASCADE"),
    attack("renamed table", DENIED, "ALTER TABLE ledger_event RENAME TO old_event"),
    attack("taken ownership", DENIED, "ALTER TABLE mark OWNER TO CURRENT_USER"),
    attack("own grant", DENIED, "GRANT DELETE ON mark TO CURRENT_USER", "DELETE FROM mark"),
    attack("function replaced", DENIED,
           "CREATE OR REPLACE FUNCTION {schema}.ledger_actor() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'"),
    attack("function dropped", DENIED, "DROP FUNCTION {schema}.ledger_guard_mark() CASCADE"),
    attack("function unpinned", DENIED, "ALTER FUNCTION {schema}.ledger_guard_mark() RESET ALL"),
    attack("function beside it", DENIED, "CREATE FUNCTION {schema}.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    attack("table beside it", DENIED, "CREATE TABLE {schema}.mark2 (id int)"),
    attack("seal broken", DENIED, "SELECT ledger_seal('{role}')"),
    attack("other university read", DENIED, "SELECT * FROM {elsewhere}.mark"),
    attack("other university's events read", DENIED, "SELECT * FROM {elsewhere}.ledger_event"),
    attack("other university written", DENIED, "INSERT INTO {elsewhere}.mark SELECT * FROM mark"),
    attack("other university's function", DENIED, "SELECT {elsewhere}.ledger_open('sheet', 1)"),
    attack("other university by its path", "42P01", "SET LOCAL search_path = {elsewhere}", "SELECT * FROM mark"),
    attack("role of the owner", DENIED, "SET ROLE {owner}"),
    attack("role of a superuser", DENIED, "SET SESSION AUTHORIZATION postgres"),
    attack("login without the university's role", DENIED, "RESET ROLE", "SELECT * FROM {schema}.mark"),
    attack("program run", DENIED, "COPY mark TO PROGRAM 'cat'"),
    attack("file read", DENIED, "SELECT pg_read_file('/etc/passwd')"),
    attack("idempotency key removed", DENIED, "DELETE FROM ledger_idempotency"),
    attack("idempotency key reset", DENIED, "UPDATE ledger_idempotency SET response = NULL"),
    attack("idempotency key forged", DENIED,
           "INSERT INTO ledger_idempotency (key, operation, request_hash) VALUES ('forged-key', 'x', sha256('x'))"),
    attack("idempotency key for another request", "OR008",
           "SELECT ledger_claim('key-of-{register}', 'set', sha256('a'), {register})",
           "SELECT ledger_claim('key-of-{register}', 'set', sha256('b'), {register})"),
    attack("idempotency answer given twice", "OR008",
           "SELECT ledger_claim('key-of-{register}', 'set', sha256('a'), {register})",
           "SELECT ledger_answer('key-of-{register}', '1')", "SELECT ledger_answer('key-of-{register}', '2')"),
    attack("root removed", DENIED, "DELETE FROM ledger_root"),
    attack("root changed", DENIED, "UPDATE ledger_root SET merkle_root = sha256('x')"),
    attack("leaf forged", DENIED,
           "INSERT INTO ledger_root_leaf VALUES ({register}, 99, '2026-09-01', sha256('x'))"),
    attack("leaf changed", DENIED, "UPDATE ledger_root_leaf SET hash = sha256('x')"),
    attack("catalogue written", DENIED, "UPDATE pg_catalog.pg_trigger SET tgenabled = 'D'"),
]  # fmt: skip
