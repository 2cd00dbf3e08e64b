"""Guarded tables: the SQL that makes a module's table part of the register.

A module's migration says ``GuardTable(SPEC)`` after the table exists. From then on PostgreSQL itself refuses
deletes, lost updates, writes after the lock, values over the caps and changes of what a row is about, and
every change is an event of the sheet's chain, written in the same statement.

The guard is an AFTER statement trigger over the statement's rows, not a BEFORE row trigger: it sees the rows as
they are stored (after other triggers and generated columns), is silent for the half of ``INSERT … ON CONFLICT``
that does not happen, takes the queue rows in one order, and moves a chain's head once a statement instead of
once a row. A refusal undoes the whole statement either way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

from ordo.ledger.sources import read, statements

_PLACE: Final = re.compile(r"@([a-z_]+)@")
_NAME: Final = re.compile(r"^[a-z_][a-z0-9_]*$")
_REASON: Final = re.compile(r"^[a-z][a-z0-9_.]*$")
_TABLE_LENGTH: Final = 50  # PostgreSQL's 63 less the length of "ledger_guard_"
TRIGGERS: Final = (
    "ledger_guard_insert",
    "ledger_guard_update",
    "ledger_guard_delete",
    "ledger_guard_truncate",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardSpec:
    """How one table is guarded.

    ``payload_columns`` are recorded in every event (key, register and version always are): name all that has
    a meaning; never float, interval or bytea, whose text depends on the session. ``immutable_columns`` say what
    the row is about. ``lock_query`` is a SQL expression over NEW, true (or NULL) when the row's section is
    locked; it is asked for the old row as well. What it reads must change only under the register's queue row.
    ``checks`` are pairs of a SQL expression over NEW that must be true and the reason code otherwise.
    ``inserts_after_lock`` admits new rows (signatures, revocations) to a closed register, but no change.
    """

    table: str
    payload_columns: tuple[str, ...]
    register_column: str = "register_id"
    version_column: str = "version"
    pk_column: str = "id"
    immutable_columns: tuple[str, ...] = ()
    lock_query: str = ""
    checks: tuple[tuple[str, str], ...] = ()
    inserts_after_lock: bool = False

    def __post_init__(self) -> None:
        """Refuse names that would not be plain identifiers: they are written into SQL."""
        names = (self.table, self.register_column, self.version_column, self.pk_column)
        for name in (*names, *self.payload_columns, *self.immutable_columns):
            if not _NAME.match(name):
                raise ValueError("not a plain SQL name: %r" % name)
        if len(self.table) > _TABLE_LENGTH:
            raise ValueError("the table's name is longer than %d: %s" % (_TABLE_LENGTH, self.table))
        if not self.payload_columns:
            raise ValueError("a guarded table needs payload columns: %s" % self.table)
        for _, reason in self.checks:
            if not _REASON.match(reason):
                raise ValueError("not a reason code: %r" % reason)

    @property
    def recorded(self) -> tuple[str, ...]:
        """Columns of every event, in order, without repetition."""
        key = (self.pk_column, self.register_column, self.version_column)
        return tuple(dict.fromkeys((*key, *self.payload_columns)))

    @property
    def function(self) -> str:
        """Name of the table's guard function."""
        return "ledger_guard_%s" % self.table


def guard_sql(spec: GuardSpec) -> str:
    """Return the script that guards an existing table; safe to repeat with a changed spec."""
    columns = dict.fromkeys((*spec.recorded, *spec.immutable_columns))
    values = {
        "table": spec.table,
        "key": spec.pk_column,
        "register": spec.register_column,
        "version": spec.version_column,
        "recorded": ",".join(spec.recorded),
        "columns": ", ".join("'%s'" % name for name in columns),
        "drops": _drops_sql(spec),
        "judge_update": _judge_sql(spec, "UPDATE"),
        "judge_insert": _judge_sql(spec, "INSERT"),
    }
    return _fill("guard.sql", values) + "\n" + read("pin.sql")


def unguard_sql(spec: GuardSpec) -> str:
    """Return the reverse of ``guard_sql``."""
    return "%s\nDROP FUNCTION IF EXISTS %s();\n" % (_drops_sql(spec), spec.function)


class GuardTable(RunSQL):
    """Migration operation that guards a table; ``verify`` reads the specs back from the migrations."""

    def __init__(self, spec: GuardSpec) -> None:
        """Take the spec; the SQL is made from it, so a later change of the generator needs a new migration."""
        self.spec = spec
        super().__init__(sql=[*statements(guard_sql(spec))], reverse_sql=[*statements(unguard_sql(spec))])

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Give the constructor's arguments, as the migration framework asks."""
        return (type(self).__qualname__, [self.spec], {})

    def describe(self) -> str:
        """Say what the operation does, in the words of ``migrate --plan``."""
        return "Guard table %s" % self.spec.table


def installed_guards() -> tuple[GuardSpec, ...]:
    """Return the specs of all guarded tables, as the migrations on disk declare them; the last one of a table wins."""
    found: dict[str, GuardSpec] = {}
    migrations = MigrationLoader(None).disk_migrations
    for key in sorted(migrations):
        for operation in _operations(migrations[key].operations):
            if isinstance(operation, GuardTable):
                found[operation.spec.table] = operation.spec
    return tuple(found.values())


def _operations(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Give operations and those inside SeparateDatabaseAndState."""
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _operations(operation.database_operations)
        else:
            yield operation


def _fill(name: str, values: Mapping[str, str]) -> str:
    """Return a template with every ``@name@`` replaced; a name without a value is an error."""
    return _PLACE.sub(lambda match: values[match[1]], read(name).rstrip("\n"))


def _over(row: str, expression: str) -> str:
    """Return the expression asked of another name of the row."""
    return re.sub(r"\bNEW\.", row + ".", expression, flags=re.IGNORECASE)


def _locked(spec: GuardSpec, operation: str) -> list[tuple[str, str]]:
    """Return the conditions under which a row may change only by a correction order, with their refusals."""
    held = []
    if operation == "UPDATE" or not spec.inserts_after_lock:
        held.append(("new_row.%s = ANY (v_locked)" % spec.register_column, "OR001 register"))
    if spec.lock_query:
        held.append(("(%s) IS NOT FALSE" % _over("new_row", spec.lock_query), "OR001 section"))
        if operation == "UPDATE":
            held.append(("(%s) IS NOT FALSE" % _over("old_row", spec.lock_query), "OR001 section"))
    return [("v_order IS NULL AND " + condition, refusal) for condition, refusal in held]


def _refusals(spec: GuardSpec, operation: str) -> list[tuple[str, str]]:
    """Return the conditions that refuse a row, in the order in which they are told."""
    version = spec.version_column
    found = [("(new_row.%s = ANY (v_queue)) IS NOT TRUE" % spec.register_column, "OR007 register")]
    if operation == "UPDATE":
        key = spec.pk_column
        found.insert(0, (f"new_row.{key} IS NULL OR old_row.{key} IS NULL", f"OR005 {key}"))
        fixed = dict.fromkeys((spec.pk_column, spec.register_column, *spec.immutable_columns))
        found.extend((f"new_row.{name} IS DISTINCT FROM old_row.{name}", f"OR005 {name}") for name in fixed)
        wrong, reason = f"new_row.{version} IS DISTINCT FROM old_row.{version} + 1", "OR002 version"
    else:
        wrong, reason = f"new_row.{version} IS DISTINCT FROM 1", "OR002 first_version"
    found += [*_locked(spec, operation), (wrong, reason)]
    found.extend((f"({_over('new_row', test)}) IS NOT TRUE", f"OR003 {code}") for test, code in spec.checks)
    return found


def _judge_sql(spec: GuardSpec, operation: str) -> str:
    """Return one operation's part of the guard: find the first row to refuse, else gather the events."""
    key = spec.pk_column
    rows, current = "new_rows new_row", "NULL::bigint"
    payload = "'after', %s" % _object(spec, "new_row")
    if operation == "UPDATE":
        # FULL, because it is never a nested loop: the planner cannot know how many rows a statement has.
        rows += f" FULL JOIN old_rows old_row ON old_row.{key} = new_row.{key}"
        current = "old_row.%s::bigint" % spec.version_column
        payload += ", 'before', %s" % _object(spec, "old_row")
    cases = [f"                WHEN {test} THEN '{refusal}'" for test, refusal in _refusals(spec, operation)]
    values = {
        "key": key,
        "register": spec.register_column,
        "current": current,
        "cases": "\n".join(cases),
        "rows": rows,
        "payload": payload,
    }
    return _fill("guard_judge.sql", values)


def _object(spec: GuardSpec, row: str) -> str:
    """Return the JSON object of the recorded columns of a row."""
    pairs = ", ".join(f"'{name}', {row}.{name}" for name in spec.recorded)
    return "jsonb_build_object(%s)" % pairs


def _drops_sql(spec: GuardSpec) -> str:
    """Return the statements that take the triggers away."""
    return "\n".join(f"DROP TRIGGER IF EXISTS {name} ON {spec.table};" for name in TRIGGERS)
