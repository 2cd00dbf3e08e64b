"""Audit is written by triggers in the right university, and nobody rewrites it (traps 10 and 23; EB-17.5)."""

import pghistory
import pytest
from django.db import ProgrammingError, connection, transaction

from ordo.access.models import Role
from ordo.audit.tracking import tracked
from ordo.modular.models import ModuleSwitch
from ordo.tenancy.current import inside


def _events(model: type, **values: object) -> list[object]:
    return list(model._meta.get_field("audit_events").related_model.objects.filter(**values))


def test_a_change_leaves_an_event_with_who_and_from_where(nsu: str) -> None:
    with pghistory.context(user=7, name="Bakyt", origin="10.0.0.7"):
        ModuleSwitch.objects.create(label="canary", enabled=True)
    (event,) = _events(ModuleSwitch, label="canary")
    assert event.pgh_label == "insert"
    assert event.pgh_context.metadata["name"] == "Bakyt"


def test_the_event_stands_in_the_university_of_the_change(nsu: str) -> None:
    ModuleSwitch.objects.create(label="canary", enabled=True)
    with inside("knu"):
        assert not _events(ModuleSwitch, label="canary")


def test_a_change_of_one_language_is_an_event(nsu: str) -> None:
    role = Role.objects.create(code="x", title_ky="а", title_ru="б", title_en="c", kind="full")
    Role.objects.filter(pk=role.pk).update(title_ru="в")
    titles = [event.title_ru for event in _events(Role, code="x")]
    assert titles == ["б", "в"]


@pytest.mark.parametrize("statement", ["UPDATE {t} SET label = 'x'", "DELETE FROM {t}", "TRUNCATE {t}"])
def test_the_application_cannot_rewrite_events(nsu: str, statement: str) -> None:
    ModuleSwitch.objects.create(label="canary", enabled=True)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(t="modular_moduleswitchevent"))
    assert len(_events(ModuleSwitch, label="canary")) == 1


def test_event_tables_have_every_column_of_their_model() -> None:
    secrets = {"password", "last_login", "secret_hash", "token_hash", "last_used_at"}
    for model in tracked():
        event = model._meta.get_field("audit_events").related_model
        missing = {f.column for f in model._meta.concrete_fields} - {
            f.column for f in event._meta.concrete_fields
        }
        assert missing <= secrets, (model.__name__, missing)
