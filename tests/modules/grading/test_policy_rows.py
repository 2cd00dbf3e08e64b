"""Versions of policies as rows: drafted, put in force, confirmed, never edited afterwards."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from modules.grading import facade, selectors, services
from modules.grading.models import PolicyVersion
from modules.grading.services import Place
from ordo.access.actor import Actor, NotAllowed
from ordo.access.roles import RoleCode
from tenants.policies import Caps, ControlForm, PolicyStatus, validate
from tests.modules.journal.world import SYSTEM, actor_with

SEPTEMBER = date(2026, 9, 1)


def preset() -> PolicyVersion:
    return PolicyVersion.objects.filter(status="preset").earliest("id")


def drafted(valid_from: date = SEPTEMBER) -> int:
    return services.copy_as_draft(actor=SYSTEM, version_id=preset().pk, valid_from=valid_from)


def in_force(valid_from: date = SEPTEMBER, number: str = "17") -> int:
    version = drafted(valid_from)
    services.put_in_force(actor=SYSTEM, version_id=version, number=number, order_date=valid_from)
    return version


@pytest.mark.parametrize(
    ("schema", "level", "scale", "attendance"),
    [("nsu", "bachelor", "hundred", 0), ("nsu", "college", "five", 0), ("knu", "master", "hundred", 5),
     ("jamu", "college", "hundred", 8), ("oshsu", "specialist", "hundred", 10)],
)  # fmt: skip
def test_a_new_university_starts_with_the_policies_of_its_preset(
    db: None, schema: str, level: str, scale: str, attendance: int
) -> None:
    from ordo.tenancy.current import inside

    with inside(schema):
        choice = facade.policy_for(level, "710200", "exam", SEPTEMBER)
        assert (choice.policy.scale, choice.policy.exam.attendance, choice.number) == (scale, attendance, "")
        assert validate(choice.policy) == []
        assert facade.policy_by_version(choice.version_id) == choice


def test_a_version_in_force_wins_from_its_first_day_on(jamu: str) -> None:
    before = facade.policy_for("bachelor", None, "exam", SEPTEMBER)
    version = in_force()
    after = facade.policy_for("bachelor", None, "exam", SEPTEMBER)
    assert (after.version_id, after.number) == (version, "17")
    assert facade.policy_for("bachelor", None, "exam", date(2026, 8, 31)) == before
    assert facade.policy_by_version(before.version_id) == before


def test_a_draft_never_governs(jamu: str) -> None:
    version = drafted()
    assert facade.policy_for("bachelor", None, "exam", SEPTEMBER).version_id != version


def test_the_next_version_ends_the_former_on_the_day_before(jamu: str) -> None:
    first = in_force()
    second = in_force(date(2027, 2, 1), "18")
    assert PolicyVersion.objects.get(pk=first).valid_to == date(2027, 1, 31)
    assert facade.policy_for("bachelor", None, "exam", date(2027, 1, 31)).version_id == first
    assert facade.policy_for("bachelor", None, "exam", date(2027, 2, 1)).version_id == second


def test_two_versions_do_not_govern_the_same_day(jamu: str) -> None:
    first = in_force()
    rival = drafted()
    with pytest.raises(services.Collides) as refusal:
        services.put_in_force(actor=SYSTEM, version_id=rival, number="18", order_date=SEPTEMBER)
    assert refusal.value.ids == (first,)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=rival).update(
            status="in_force", number="18", order_date=SEPTEMBER, version=F("version") + 1
        )


def test_caps_that_do_not_add_up_to_100_are_refused_with_the_sum(jamu: str) -> None:
    version = drafted()
    row = PolicyVersion.objects.get(pk=version).row()
    wrong = replace(row.policy, exam=Caps(Decimal(8), Decimal(10), (Decimal(21), Decimal(21)), Decimal(41)))
    with pytest.raises(services.InvalidPolicy, match="101") as refusal:
        services.change_draft(
            actor=SYSTEM, version_id=version, seen=1, policy=wrong, place=Place(valid_from=SEPTEMBER)
        )
    assert "101" in refusal.value.message
    assert PolicyVersion.objects.get(pk=version).version == 1


def test_a_draft_changes_only_from_the_version_that_was_seen(jamu: str) -> None:
    version = drafted()
    policy = PolicyVersion.objects.get(pk=version).row().policy
    place = Place(valid_from=SEPTEMBER, control_form=ControlForm.EXAM)
    changed = services.change_draft(actor=SYSTEM, version_id=version, seen=1, policy=policy, place=place)
    assert changed == 2
    with pytest.raises(services.ChangedMeanwhile):
        services.change_draft(actor=SYSTEM, version_id=version, seen=1, policy=policy, place=place)


def test_a_version_in_force_is_never_edited(jamu: str) -> None:
    version = in_force()
    policy = PolicyVersion.objects.get(pk=version).row().policy
    with pytest.raises(services.NotADraft):
        services.change_draft(
            actor=SYSTEM, version_id=version, seen=2, policy=policy, place=Place(valid_from=SEPTEMBER)
        )
    for values in ({"number": "99"}, {"body": {}}, {"valid_from": date(2020, 1, 1)}, {"status": "draft"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PolicyVersion.objects.filter(pk=version).update(version=F("version") + 1, **values)
    with pytest.raises(DatabaseError), transaction.atomic():
        PolicyVersion.objects.filter(pk=preset().pk).update(version=F("version") + 1, body={})


def test_no_version_is_deleted(jamu: str) -> None:
    version = drafted()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version)._raw_delete("default")


def test_a_version_enters_into_force_by_an_order_only(jamu: str) -> None:
    version = drafted()
    for number, day in (("", SEPTEMBER), ("17", None)):
        with pytest.raises(services.OrderMissing):
            services.put_in_force(actor=SYSTEM, version_id=version, number=number, order_date=day)
    assert PolicyVersion.objects.get(pk=version).status == PolicyStatus.DRAFT


def test_preset_values_say_so_until_somebody_confirms_them(jamu: str) -> None:
    version = preset().pk
    assert "exam.final" in facade.policy_by_version(version).policy.unconfirmed_fields()
    services.confirm(actor=SYSTEM, version_id=version, order="12/3")
    policy = facade.policy_by_version(version).policy
    assert policy.unconfirmed_fields() == ()
    assert policy.source_of("exam.final").references == ("12/3",)
    assert policy.source_of("exam.attendance").references == ("JAMU-3.5f",)
    with pytest.raises(services.NothingToConfirm):
        services.confirm(actor=SYSTEM, version_id=version, order="13")


@pytest.mark.parametrize("role", [RoleCode.TEACHER, RoleCode.STUDENT, RoleCode.DEANS_OFFICE])
def test_policies_are_not_everybodys_to_change(jamu: str, role: RoleCode) -> None:
    actor: Actor = actor_with(role, user_id=5, name="Чолпон", scope_id=1)
    version = drafted()
    count = PolicyVersion.objects.count()
    with pytest.raises(NotAllowed):
        services.copy_as_draft(actor=actor, version_id=version, valid_from=SEPTEMBER)
    with pytest.raises(NotAllowed):
        services.put_in_force(actor=actor, version_id=version, number="1", order_date=SEPTEMBER)
    with pytest.raises(NotAllowed):
        services.confirm(actor=actor, version_id=preset().pk, order="1")
    with pytest.raises(NotAllowed):
        selectors.versions(actor)
    assert PolicyVersion.objects.count() == count
    assert PolicyVersion.objects.get(pk=version).status == "draft"


def test_the_academic_office_drafts_and_the_vice_rector_puts_in_force(jamu: str) -> None:
    office = actor_with(RoleCode.ACADEMIC_OFFICE, user_id=5, name="Чолпон")
    rector = actor_with(RoleCode.VICE_RECTOR, user_id=6, name="Эсен")
    version = services.copy_as_draft(actor=office, version_id=preset().pk, valid_from=SEPTEMBER)
    with pytest.raises(NotAllowed):
        services.put_in_force(actor=office, version_id=version, number="1", order_date=SEPTEMBER)
    services.put_in_force(actor=rector, version_id=version, number="1", order_date=SEPTEMBER)
    view = selectors.version(rector, version)
    assert (view.enforced_by_name, view.written_by_name) == ("Эсен", "Чолпон")
