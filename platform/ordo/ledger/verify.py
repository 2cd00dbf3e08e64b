"""The door of verification: what was altered in a university's register (`ordo ledger verify`).

It trusts nothing that lies in the database except the public keys, and those only for daily roots: give the keys
from a copy kept elsewhere to be independent of the database altogether.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from ordo.ledger.guards import GuardSpec, installed_guards
from ordo.ledger.roots import PURPOSE, ExportedRoot, exported_roots
from ordo.ledger.verification.barriers import check_barriers
from ordo.ledger.verification.chains import Tally, check_chains
from ordo.ledger.verification.findings import Finding, FindingKind
from ordo.ledger.verification.reader import Reader
from ordo.ledger.verification.roots import check_roots
from ordo.ledger.verification.rows import check_rows
from ordo.tenancy import keys
from ordo.tenancy.current import inside
from ordo.tenancy.names import role_of

__all__ = ["Finding", "FindingKind", "Report", "examine", "verify"]


@dataclass(frozen=True, slots=True)
class Report:
    """What was read and what was found; ``is_sound`` when nothing was found."""

    schema: str
    registers: int
    events: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was altered."""
        return not self.findings


def examine(
    database: psycopg.Connection[Any],
    schema: str,
    *,
    specs: Iterable[GuardSpec],
    public_keys: Mapping[str, bytes],
    exported: Iterable[ExportedRoot] = (),
    every_day: bool = False,
) -> Report:
    """Verify a schema through a connection of its own, in one unchanging picture; changes nothing."""
    known = tuple(specs)
    tally = Tally(frozenset(spec.table for spec in known if spec.inserts_after_lock))
    with database.transaction(force_rollback=True):
        reader = Reader(database, schema)
        findings = [
            *check_chains(reader, tally),
            *check_rows(reader, known),
            *check_barriers(reader, known, role_of(schema)),
            *check_roots(reader, public_keys, exported, every_day=every_day),
        ]
    return Report(schema, tally.registers, tally.events, tuple(findings))


def verify(schema: str, *, every_day: bool = False) -> Report:
    """Verify one university: chains, guarded rows, barriers, daily roots and their copies in the file store."""
    with inside(schema):
        public_keys = keys.public_keys(PURPOSE)
        exported = tuple(exported_roots())
        parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters) as database:
        if settings.ORDO_PROCESS == "app":
            database.execute("SELECT set_config('role', %s, false)", [role_of(schema)])
            database.commit()
        return examine(
            database,
            schema,
            specs=installed_guards(),
            public_keys=public_keys,
            exported=exported,
            every_day=every_day,
        )
