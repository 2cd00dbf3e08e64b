"""Every extension point of a module, on and off, in a university (architecture §4; EB-T15a, EB-T15b)."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from ordo.access.actor import Actor, NotAllowed
from ordo.access.models import Role, RoleGrant
from ordo.access.permissions_registry import all_permissions
from ordo.accounts.models import User
from ordo.cabinet import panels
from ordo.modular import registry, switches
from ordo.modular.models import ModuleSwitch
from ordo.tenancy.current import NoUniversity, inside
from tests.sample_module import tasks
from tests.sample_module.models import SampleNote

SYSTEM = Actor.system("test")
PAGE = "/app/sample-notes/"


@pytest.fixture
def switch(nsu: str) -> Callable[[bool], None]:
    """Turns the sample module on or off at NSU."""

    def turn(on: bool) -> None:
        switches.switch(actor=SYSTEM, label="sample", on=on)

    return turn


def _user(role: str) -> User:
    user = User.objects.create(username=f"{role}-of-sample", last_name="Bakyt")
    RoleGrant.objects.create(
        user=user, role=Role.objects.get(code=role), scope="university", valid_from=timezone.localdate()
    )
    return user


@pytest.fixture
def administrator(nsu: str, browse: Callable[[str], Client]) -> Iterator[Client]:
    """Signed in as a system administrator of NSU."""
    client = browse("nsu")
    client.force_login(
        _user("system_administrator"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def _actor(role: str) -> Actor:
    from ordo.access.actors import actor_of

    return actor_of(_user(role).pk, "Bakyt", today=timezone.localdate())


def _ask(client: Client, query: str) -> dict[str, Any]:
    response = client.post("/graphql/", json.dumps({"query": query}), content_type="application/json")
    return response.json()


def test_a_new_university_has_the_module_off_and_its_first_rows_in_place(nsu: str) -> None:
    assert not ModuleSwitch.objects.get(label="sample").enabled
    assert list(SampleNote.objects.values_list("text", flat=True)) == ["provisioned for nsu"]


def test_what_it_requires_is_closed_over_transitively() -> None:
    assert registry.needed_by("sample") == {"sample_ground", "structure"}
    assert registry.dependents_of("structure") >= {"sample", "sample_ground"}


def test_switching_on_brings_what_it_requires(nsu: str) -> None:
    assert switches.switch(actor=SYSTEM, label="sample", on=True) == {"sample", "sample_ground"}
    assert {"sample", "sample_ground", "structure"} <= switches.read_enabled()


def test_what_others_need_stays_on_and_says_for_whom(switch: Callable[[bool], None]) -> None:
    switch(True)
    with pytest.raises(switches.StillNeeded) as refused:
        switches.switch(actor=SYSTEM, label="sample_ground", on=False)
    assert refused.value.labels == {"sample"}
    assert "sample_ground" in switches.read_enabled()


def test_an_essential_module_and_an_unknown_one_have_no_switch(nsu: str) -> None:
    with pytest.raises(switches.AlwaysOn):
        switches.switch(actor=SYSTEM, label="structure", on=False)
    with pytest.raises(registry.UnknownModule):
        switches.switch(actor=SYSTEM, label="nothing", on=True)


def test_only_who_may_switch_switches(nsu: str) -> None:
    with pytest.raises(NotAllowed):
        switches.switch(actor=_actor("teacher"), label="sample", on=True)
    assert "sample" not in switches.read_enabled()


def test_one_university_is_switched_and_no_other(switch: Callable[[bool], None]) -> None:
    switch(True)
    with inside("knu"):
        assert "sample" not in switches.read_enabled()


def test_its_addresses_answer_only_while_it_is_on(
    switch: Callable[[bool], None], administrator: Client, browse: Callable[[str], Client]
) -> None:
    assert administrator.get(PAGE).status_code == 404
    assert browse("nsu").get(PAGE).status_code == 404
    switch(True)
    assert administrator.get(PAGE).content == b"provisioned for nsu"
    assert browse("nsu").get(PAGE).status_code == 302
    switch(False)
    assert administrator.post(PAGE, {"text": "late"}).status_code == 404
    assert SampleNote.objects.count() == 1


def test_its_menu_and_card_come_and_go(switch: Callable[[bool], None], administrator: Client) -> None:
    for on in (False, True, False):
        if on or "sample" in switches.read_enabled():
            switch(on)
        page = administrator.get("/app/").content.decode()
        assert (PAGE in page) is on
        assert ("sample-card" in page) is on


def test_its_card_is_for_those_who_hold_the_permission(switch: Callable[[bool], None]) -> None:
    switch(True)
    codes = {role: [card.code for card in panels.cards_for(_actor(role))] for role in ("teacher", "student")}
    assert "sample-notes" in codes["teacher"]
    assert "sample-notes" not in codes["student"]


def test_its_console_panel_comes_and_goes(switch: Callable[[bool], None]) -> None:
    actor = _actor("system_administrator")

    def shown() -> bool:
        return "Sample panel" in {panel.title for panel in panels.panels_for(actor)}

    assert not shown()
    switch(True)
    assert shown()
    switch(False)
    assert not shown()


def test_its_fields_are_not_in_the_schema_while_it_is_off(
    switch: Callable[[bool], None], administrator: Client
) -> None:
    query = "{ sampleNotes { totalCount edges { node { text } } } }"
    off = _ask(administrator, query)
    assert off["errors"][0]["extensions"]["code"] == "BAD_QUERY"
    switch(True)
    on = _ask(administrator, query)
    assert on["data"]["sampleNotes"]["edges"] == [{"node": {"text": "provisioned for nsu"}}]
    added = _ask(administrator, 'mutation { addSampleNote(text: "two") { text } }')
    assert added["data"] == {"addSampleNote": {"text": "two"}}
    types = '{ __type(name: "SampleNote") { name } }'
    assert _ask(administrator, types)["data"]["__type"] == {"name": "SampleNote"}
    switch(False)
    assert _ask(administrator, types)["data"]["__type"] is None


def test_its_task_refuses_while_it_is_off(switch: Callable[[bool], None]) -> None:
    with pytest.raises(switches.ModuleOff):
        tasks.write_schema.apply(headers={"ordo_schema": "nsu"}, throw=True)
    switch(True)
    assert tasks.write_schema.apply(headers={"ordo_schema": "nsu"}, throw=True).get() == "nsu"
    assert SampleNote.objects.filter(text="task ran in nsu").exists()


def test_its_task_without_a_university_is_refused(nsu: str) -> None:
    with pytest.raises(NoUniversity):
        tasks.write_schema.apply(throw=True)
    with inside("public"), pytest.raises(NoUniversity):
        tasks.write_schema.delay()


def test_its_permissions_are_known_and_given_by_default(nsu: str) -> None:
    known = {info.code: info for info in all_permissions()}
    assert known["sample.note.view"].kind == "read"
    assert known["sample.note.add"].kind == "write"
    assert _actor("system_administrator").can(known_permission("NOTE_ADD"))


def test_a_simple_role_gets_no_writing_permission_even_by_default(nsu: str) -> None:
    actor = _actor("student")
    assert actor.is_simple
    assert not actor.can(known_permission("NOTE_ADD"))
    Role.objects.get(code="student").permissions.create(permission="sample.note.add")
    from ordo.access.actors import actor_of

    again = actor_of(actor.user_id or 0, "", today=timezone.localdate())
    assert not again.can(known_permission("NOTE_ADD"))


def test_its_kept_rows_cannot_be_deleted_by_the_application(nsu: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        SampleNote.objects.all().delete()


def test_switching_off_keeps_the_data(switch: Callable[[bool], None], administrator: Client) -> None:
    switch(True)
    administrator.post(PAGE, {"text": "kept"})
    switch(False)
    switch(True)
    assert b"kept" in administrator.get(PAGE).content


def known_permission(name: str) -> Any:
    from tests.sample_module.permissions import SamplePermission

    return SamplePermission[name]
