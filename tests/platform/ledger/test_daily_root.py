"""The daily root, the command and verification of a whole university."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils.translation import override

from ordo.access.actor import Actor
from ordo.ledger import commands, facade
from ordo.ledger.guards import installed_guards
from ordo.ledger.models import Root
from ordo.ledger.roots import RootOutOfTurn, export_root, exported_roots, make_root
from ordo.ledger.tasks import daily_root
from ordo.ledger.verify import FindingKind, verify
from ordo.tenancy.current import inside

BAKYT = Actor(user_id=7, name="Bakyt")
Superuser = Callable[..., psycopg.Connection[Any]]


@pytest.fixture
def university(own_database: str, superuser: Superuser, settings: Any, tmp_path: Path) -> str:
    """NSU of a database and a file store of its own, with two registers, sealed."""
    settings.MEDIA_ROOT = tmp_path
    with superuser(own_database) as owner:
        owner.execute("SET search_path = nsu, extensions")
        owner.execute("SELECT ledger_seal('ordo_t_nsu')")
    with inside("nsu"), facade.acting(BAKYT):
        facade.register_for("sheet", 1)
        facade.close(facade.register_for("sheet", 2).id, "signed")
    return own_database


def test_a_root_is_signed_exported_and_verified(university: str) -> None:
    with inside("nsu"):
        row = make_root(date(2026, 9, 1))
        path = export_root(row)
        content = json.loads(default_storage.open(path).read())
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(content["public_key"]))
        key.verify(bytes.fromhex(content["signature"]), content["statement"].encode())
        assert content["statement"].split("\n")[:4] == ["ordo.ledger.root.v1", "nsu", "2026-09-01", "2"]
        assert len(content["leaves"]) == 2
        assert Root.objects.get(pk=row.pk).exported_at is not None
        assert [copy.day for copy in exported_roots()] == [date(2026, 9, 1)]
    report = verify("nsu", every_day=True)
    assert report.is_sound, report.findings
    assert (report.registers, report.events) == (2, 3)


def test_a_day_has_one_root_and_days_go_forward(university: str) -> None:
    with inside("nsu"):
        first = make_root(date(2026, 9, 2))
        with facade.acting(BAKYT):
            facade.register_for("sheet", 3)
        assert bytes(make_root(date(2026, 9, 2)).merkle_root) == bytes(first.merkle_root)
        with pytest.raises(RootOutOfTurn):
            make_root(date(2026, 9, 1))
        later = make_root(date(2026, 9, 3))
        assert later.heads == 3
        assert bytes(later.previous) != bytes(first.previous)
    assert verify("nsu", every_day=True).is_sound


def test_the_daily_task_may_run_twice(university: str) -> None:
    with inside("nsu"):
        daily_root.run()
        daily_root.run()
        assert Root.objects.count() == 1


def test_the_application_cannot_change_or_remove_a_root(university: str) -> None:
    with inside("nsu"):
        row = make_root(date(2026, 9, 1))
        for deed in (row.delete, lambda: Root.objects.update(heads=0)):
            with pytest.raises(DatabaseError, match="permission denied"):
                deed()
        export_root(row)
        with pytest.raises(DatabaseError, match="ledger refuses"):
            Root.objects.update(exported_at=None)


def test_the_command_tells_what_was_altered(
    university: str, superuser: Superuser, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["root", "nsu", "--day", "2026-09-01"]) == 0
    with override("en"):
        assert commands.main(["verify", "nsu"]) == 0
    assert "nsu: sound; registers: 2, events: 3" in capsys.readouterr().out
    with superuser(university) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("UPDATE nsu.ledger_event SET payload = '{}' WHERE seq = 2")
    with override("en"):
        assert commands.main(["verify", "nsu"]) == 1
    told = capsys.readouterr().out
    assert "nsu: ALTERED, findings: 1;" in told
    assert "event_changed: register" in told


def test_a_root_removed_from_the_database_is_missed_because_of_its_copy(
    university: str, superuser: Superuser
) -> None:
    with inside("nsu"):
        export_root(make_root(date(2026, 9, 1)))
    with superuser(university) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("DELETE FROM nsu.ledger_root")
    assert [finding.kind for finding in verify("nsu").findings] == [FindingKind.ROOT_MISSING]


def test_every_guard_that_a_migration_declares_is_verified(university: str, superuser: Superuser) -> None:
    specs = installed_guards()
    assert specs
    with superuser(university) as owner:
        owner.execute(f"ALTER TABLE nsu.{specs[0].table} DISABLE TRIGGER ledger_guard_update")
    (finding,) = verify("nsu").findings
    assert (finding.kind, finding.table) == (FindingKind.GUARD_DISABLED, specs[0].table)


def test_all_universities_are_verified_when_none_is_named(
    university: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.main(["verify"])
    told = capsys.readouterr().out
    for schema in ("nsu", "knu", "jamu", "oshsu"):
        assert f"{schema}: " in told
