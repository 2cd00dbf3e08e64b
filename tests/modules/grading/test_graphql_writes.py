"""Changing, copying and confirming versions of policies through the API."""

from typing import Any

import pytest
from django.test import Client

from modules.grading.models import PolicyVersion
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.factories.house import login, signed_in
from tests.modules.grading.test_graphql import ASKED, BODY, ENFORCE, FOR, browser_of
from tests.modules.structure.asking import code, data
from tests.modules.structure.roles import give

R = RoleCode
KEY = "policy/2026-1"
DRAFT = """mutation ($input: DraftPolicyInput!, $key: String) {
  draftPolicy(input: $input, idempotencyKey: $key) { versionId } }"""
COPY = """mutation ($id: ID!, $key: String) {
  copyPolicy(id: $id, validFrom: "2027-09-01", idempotencyKey: $key) { versionId } }"""
CHANGE = """mutation ($id: ID!, $version: Int!, $input: PolicyDraftFields!) {
  changePolicyDraft(id: $id, version: $version, input: $input) { versionId } }"""
CONFIRM = """mutation ($id: ID!, $order: String! = "17/2") {
  confirmPolicy(id: $id, orderNumber: $order) { versionId } }"""


@pytest.fixture
def office(jamu: str) -> Client:
    """Cholpon of the academic office."""
    return browser_of(R.ACADEMIC_OFFICE)


@pytest.fixture
def former(office: Client) -> str:
    """Id of the preset for bachelors' exams."""
    return str(data(office, FOR, ASKED)["policyFor"]["id"])


def _input(browser: Client, pk: str, **more: Any) -> dict[str, Any]:
    body = data(browser, BODY, {"id": pk})["policy"]["body"]
    return {"body": body, "validFrom": "2027-09-01", "level": "BACHELOR", **more}


def _rows() -> list[Any]:
    return list(PolicyVersion.objects.order_by("pk").values())


def test_a_repeated_key_drafts_once(office: Client, former: str) -> None:
    count = PolicyVersion.objects.count()
    for text, given in ((DRAFT, {"input": _input(office, former)}), (COPY, {"id": former})):
        key = f"{KEY}/{len(given)}{len(text)}"
        first = data(office, text, {**given, "key": key})
        assert data(office, text, {**given, "key": key}) == first
    assert PolicyVersion.objects.count() == count + 2


def test_a_copy_has_the_same_rules_for_the_same_courses(office: Client, former: str) -> None:
    copied = data(office, COPY, {"id": former})["copyPolicy"]["versionId"]
    row, source = PolicyVersion.objects.get(pk=copied), PolicyVersion.objects.get(pk=former)
    assert (row.status, row.body, row.level, row.based_on_id) == (
        "draft",
        source.body,
        source.level,
        source.pk,
    )


def test_a_draft_is_changed_and_an_outdated_version_is_a_conflict(office: Client, former: str) -> None:
    pk = data(office, COPY, {"id": former})["copyPolicy"]["versionId"]
    given = _input(office, pk, validFrom="2028-09-01", controlForm="EXAM")
    given["body"]["name"]["en"] = "Another one"
    given["body"]["sources"] = {"exam.final": {"kind": "norm", "references": ["JAMU-3.5c"]}}
    data(office, CHANGE, {"id": pk, "version": 1, "input": given})
    row = PolicyVersion.objects.get(pk=pk)
    assert (row.version, row.control_form, row.valid_from.year) == (2, "exam", 2028)
    assert row.policy().name.en == "Another one"
    assert not row.policy().source_of("exam.final").confirmed
    assert row.policy().source_of("exam.attendance").references == ("JAMU-3.5f",)
    before = _rows()
    assert code(office, CHANGE, {"id": pk, "version": 1, "input": given}) == "CONFLICT"
    given["body"]["exam"]["final"] = "99"
    assert code(office, CHANGE, {"id": pk, "version": 2, "input": given}) == "GRADING.POLICY_INVALID"
    assert code(office, CHANGE, {"id": former, "version": 1, "input": given}) == "GRADING.NOT_A_DRAFT"
    assert _rows() == before


def test_preset_values_are_confirmed_by_an_order_and_a_draft_is_not(office: Client, former: str) -> None:
    rector = browser_of(R.VICE_RECTOR)
    draft = data(office, COPY, {"id": former})["copyPolicy"]["versionId"]
    before = _rows()
    assert code(rector, CONFIRM, {"id": draft}) == "GRADING.STILL_A_DRAFT"
    assert code(rector, CONFIRM, {"id": former, "order": "  "}) == "GRADING.ORDER_MISSING"
    assert code(rector, CONFIRM, {"id": former, "order": "1" * 41}) == "GRADING.ORDER_TOO_LONG"
    long = ENFORCE.replace('"17"', f'"{"1" * 41}"')
    assert code(rector, long, {"id": draft}) == "GRADING.ORDER_TOO_LONG"
    assert _rows() == before
    data(rector, CONFIRM, {"id": former})
    assert PolicyVersion.objects.get(pk=former).confirmed_order == "17/2"
    assert code(rector, CONFIRM, {"id": former}) == "GRADING.NOTHING_TO_CONFIRM"


@pytest.mark.parametrize("role", [R.TEACHER, R.STUDENT])
def test_who_may_not_changes_nothing(office: Client, former: str, role: RoleCode) -> None:
    pk = data(office, COPY, {"id": former})["copyPolicy"]["versionId"]
    given, browser, before = _input(office, pk), browser_of(role), _rows()
    assert code(browser, COPY, {"id": former, "key": KEY}) == "NOT_ALLOWED"
    assert code(browser, DRAFT, {"input": given, "key": KEY}) == "NOT_ALLOWED"
    assert code(browser, CHANGE, {"id": pk, "version": 1, "input": given}) == "NOT_ALLOWED"
    assert code(browser, CONFIRM, {"id": former}) == "NOT_ALLOWED"
    assert code(office, CONFIRM, {"id": former}) == "NOT_ALLOWED"
    assert _rows() == before


def test_another_university_knows_none_of_it(office: Client, former: str) -> None:
    given = _input(office, former)
    for _each in range(20):
        pk = data(office, COPY, {"id": former})["copyPolicy"]["versionId"]
    before = _rows()
    with inside("nsu"):
        daniyar = login("daniyar")
        give(daniyar, R.SYSTEM_ADMINISTRATOR)
        browser = signed_in(daniyar, "nsu")
        assert code(browser, COPY, {"id": pk}) == "NOT_FOUND"
        assert code(browser, DRAFT, {"input": {**given, "basedOnId": pk}}) == "NOT_FOUND"
        assert code(browser, CHANGE, {"id": pk, "version": 1, "input": given}) == "NOT_FOUND"
        assert code(browser, CONFIRM, {"id": pk}) == "NOT_FOUND"
    assert _rows() == before
