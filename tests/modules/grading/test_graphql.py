"""Grading policies in the API: who reads, drafts and enforces them, and where their values come from."""

from typing import Any

import pytest
from django.test import Client

from modules.grading import services
from modules.grading.models import PolicyVersion
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.factories.house import SYSTEM, login, signed_in
from tests.modules.structure.asking import code, data, queries
from tests.modules.structure.roles import give

R = RoleCode
POLICIES = """{ policies { totalCount edges { node { id status number validFrom validTo level isConfirmed problems
  rules { nameKy nameRu nameEn scale exam { attendance checkpoints final sum } passFail { sum } letters { letter } }
  sources { path kind references confirmed } } } } }"""
FOR = """query ($level: EducationLevel!, $form: ControlForm!, $on: Date!) {
  policyFor(level: $level, controlForm: $form, on: $on, programmeCode: "710200") { id status number } }"""
BODY = "query ($id: ID!) { policy(id: $id) { body } }"
DRAFT = "mutation ($input: DraftPolicyInput!) { draftPolicy(input: $input) { versionId } }"
ENFORCE = """mutation ($id: ID!) {
  putPolicyInForce(id: $id, orderNumber: "17", orderDate: "2026-09-01") { versionId } }"""
ASKED = {"level": "BACHELOR", "form": "EXAM", "on": "2026-09-01"}


def browser_of(role: RoleCode) -> Client:
    """A browser of somebody with a role in JAMU."""
    user_id = login(role.value)
    give(user_id, role)
    return signed_in(user_id, "jamu")


@pytest.fixture
def office(jamu: str) -> Client:
    """Cholpon of the academic office."""
    return browser_of(R.ACADEMIC_OFFICE)


def _input(browser: Client, **more: Any) -> dict[str, Any]:
    former = data(browser, FOR, ASKED)["policyFor"]["id"]
    body = data(browser, BODY, {"id": former})["policy"]["body"]
    return {"body": body, "validFrom": "2026-09-01", "level": "BACHELOR", "basedOnId": former, **more}


def test_versions_say_which_values_come_from_a_norm(office: Client) -> None:
    found = data(office, POLICIES)["policies"]
    assert found["totalCount"] == PolicyVersion.objects.count() > 0
    node = next(edge["node"] for edge in found["edges"] if edge["node"]["rules"]["scale"] == "HUNDRED")
    assert node["status"] == "PRESET"
    assert node["rules"]["exam"]["sum"] == "100" == node["rules"]["passFail"]["sum"]
    assert (node["problems"], node["isConfirmed"]) == ([], False)
    sources = {source["path"]: source for source in node["sources"]}
    assert sources["exam.attendance"]["kind"] == "NORM"
    assert sources["exam.attendance"]["references"] == ["JAMU-3.5f"]
    assert (sources["exam.final"]["kind"], sources["exam.final"]["confirmed"]) == ("PRESET", False)


def test_a_draft_governs_only_once_it_is_in_force(office: Client) -> None:
    before = data(office, FOR, ASKED)["policyFor"]
    drafted = data(office, DRAFT, {"input": _input(office)})["draftPolicy"]["versionId"]
    assert data(office, FOR, ASKED)["policyFor"] == before
    assert code(office, ENFORCE, {"id": drafted}) == "NOT_ALLOWED"
    assert PolicyVersion.objects.get(pk=drafted).status == "draft"
    rector = browser_of(R.VICE_RECTOR)
    data(rector, ENFORCE, {"id": drafted})
    assert data(office, FOR, ASKED)["policyFor"] == {"id": drafted, "status": "IN_FORCE", "number": "17"}
    assert code(rector, ENFORCE, {"id": drafted}) == "GRADING.NOT_A_DRAFT"
    early = {**ASKED, "on": "1990-09-01"}
    assert code(office, FOR, early) == "NO_SINGLE_POLICY"


def test_nobody_can_claim_a_norm_for_a_value(office: Client) -> None:
    given = _input(office)
    norm = {"kind": "norm", "references": ["JAMU-3.5c"]}
    given["body"]["sources"] = {"exam.final": norm, "exam.attendance": norm}
    drafted = data(office, DRAFT, {"input": given})["draftPolicy"]["versionId"]
    policy = PolicyVersion.objects.get(pk=drafted).row().policy
    assert not policy.source_of("exam.final").confirmed
    assert policy.source_of("exam.attendance").references == ("JAMU-3.5f",)
    free = {**given, "basedOnId": None}
    drafted = data(office, DRAFT, {"input": free})["draftPolicy"]["versionId"]
    assert PolicyVersion.objects.get(pk=drafted).row().policy.sources == ()


def test_rules_that_contradict_themselves_are_refused(office: Client) -> None:
    count = PolicyVersion.objects.count()
    wrong = _input(office)
    wrong["body"]["exam"]["final"] = "99"
    assert code(office, DRAFT, {"input": wrong}) == "GRADING.POLICY_INVALID"
    for body in ({}, [], "x", None, {**wrong["body"], "scale": "ten"}):
        assert code(office, DRAFT, {"input": {**wrong, "body": body}}) in {"BAD_INPUT", "BAD_QUERY"}
    backwards = _input(office, validTo="2026-08-01")
    assert code(office, DRAFT, {"input": backwards}) == "BAD_INPUT"
    assert PolicyVersion.objects.count() == count


@pytest.mark.parametrize("role", [R.TEACHER, R.STUDENT])
def test_who_may_not_reads_and_changes_nothing(office: Client, role: RoleCode) -> None:
    drafted = data(office, DRAFT, {"input": _input(office)})["draftPolicy"]["versionId"]
    given, count = _input(office), PolicyVersion.objects.count()
    browser = browser_of(role)
    for text, variables in (
        (POLICIES, {}),
        (FOR, ASKED),
        (DRAFT, {"input": given}),
        (ENFORCE, {"id": drafted}),
    ):
        assert code(browser, text, variables) == "NOT_ALLOWED"
    assert PolicyVersion.objects.count() == count
    assert PolicyVersion.objects.get(pk=drafted).status == "draft"


def test_another_university_knows_nothing_of_a_draft(office: Client) -> None:
    for _each in range(20):
        drafted = data(office, DRAFT, {"input": _input(office)})["draftPolicy"]["versionId"]
    with inside("nsu"):
        daniyar = login("daniyar")
        give(daniyar, R.SYSTEM_ADMINISTRATOR)
        browser = signed_in(daniyar, "nsu")
        assert code(browser, BODY, {"id": drafted}) == "NOT_FOUND"
        assert code(browser, ENFORCE, {"id": drafted}) == "NOT_FOUND"
    assert PolicyVersion.objects.get(pk=drafted).status == "draft"


def test_thirty_versions_take_as_many_queries_as_few(office: Client) -> None:
    before = queries(office, POLICIES)
    version = PolicyVersion.objects.earliest("id")
    for _each in range(30):
        services.copy_as_draft(actor=SYSTEM, version_id=version.pk, valid_from=version.valid_from)
    assert queries(office, POLICIES) == before
