"""What the endpoint refuses before a resolver runs, and how it says so (trap 30, trap 31)."""

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ordo.accounts.models import User
from tests.graphql.conftest import BACKEND, Ask, code_of

ME = "{ me { name permissions } }"


@pytest.mark.parametrize(
    "body",
    ["", "no json", "[]", "{}", '{"query": ""}', '{"query": 5}', '{"query": null}', "[" * 100_000,
     [{"query": ME}, {"query": ME}], {"query": ME, "variables": []}, {"query": ME, "operationName": "Nobody"}],
)  # fmt: skip
def test_what_is_not_one_query_is_a_bad_request(nsu: str, send: Callable[..., Any], body: Any) -> None:
    response = send(body)
    assert response.status_code == 400
    assert code_of(response.json()) == "BAD_REQUEST"


def test_a_form_is_no_query(nsu: str, browse: Callable[[str], Client]) -> None:
    coded = browse("nsu").post("/graphql/", "query=x", content_type="application/x-www-form-urlencoded")
    assert coded.status_code == 400
    assert browse("nsu").post("/graphql/", {"query": ME}).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_only_get_and_post_are_known(nsu: str, browse: Callable[[str], Client], method: str) -> None:
    response = getattr(browse("nsu"), method)("/graphql/")
    assert response.status_code == 405
    assert code_of(response.json()) == "BAD_METHOD"


def test_get_answers_no_query(bakyt: User, browse: Callable[[str], Client]) -> None:
    client = browse("nsu")
    assert client.get("/graphql/", {"query": ME}).status_code == 302
    client.force_login(bakyt, backend=BACKEND)
    page = client.get("/graphql/", {"query": ME})
    assert page["Content-Type"].startswith("text/html")
    assert b"access.role.change" not in page.content


def test_a_body_of_more_than_a_megabyte_is_refused(nsu: str, send: Callable[..., Any]) -> None:
    response = send({"query": ME, "variables": {"x": "y" * 1_000_001}})
    assert (response.status_code, code_of(response.json())) == (413, "TOO_LARGE")


def test_two_operations_are_refused(nsu: str, send: Callable[..., Any]) -> None:
    body = {"query": "query a { me { name } } query b { me { name } }", "operationName": "a"}
    assert code_of(send(body).json()) == "ONE_OPERATION"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ me { " + " ".join(f"a{n}: name" for n in range(31)) + " } }", "TOO_MANY_ALIASES"),
        ("{ " + "me { name } " * 201 + "}", "TOO_LARGE"),
        ("{ a" * 650 + "}" * 650, "TOO_DEEP"),
        ("{ a" * 1_500, "TOO_DEEP"),
        ("{ me { name " + "@a " * 3_000 + "} }", "TOO_LARGE"),
        ("{ me", "BAD_QUERY"),
        ("{ mee { name } }", "BAD_QUERY"),
        ("subscription { me { name } }", "BAD_QUERY"),
    ],
)
def test_a_query_beyond_a_limit_is_refused_with_its_code(nsu: str, ask: Ask, query: str, code: str) -> None:
    answer = ask(query)
    assert answer["data"] is None
    assert code_of(answer) == code


def test_rows_are_limited_by_page_sizes_multiplied(sample: str, bakyt: User, ask: Ask) -> None:
    nested = (
        "query ($n: Int!) { sampleNotes(first: $n) { edges { node { others(first: 99) { totalCount } } } } }"
    )
    assert "errors" not in ask(nested, {"n": 50}, user=bakyt)
    assert code_of(ask(nested, {"n": 51}, user=bakyt)) == "TOO_COSTLY"


def test_a_page_has_one_to_two_hundred_rows(sample: str, bakyt: User, ask: Ask) -> None:
    for first in (0, -1, 201):
        answer = ask("query ($n: Int!) { sampleNotes(first: $n) { totalCount } }", {"n": first}, user=bakyt)
        assert code_of(answer) == "BAD_PAGE"
    assert code_of(ask('{ sampleNotes(after: "rubbish") { totalCount } }', user=bakyt)) == "BAD_PAGE"


def test_a_request_of_three_thousand_directives_is_answered_at_once_and_logs_nothing(
    nsu: str, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        began = time.perf_counter()
        answer = ask("{ me { name " + "@a " * 3_000 + "} }")
        seconds = time.perf_counter() - began
    assert len(answer["errors"]) == 1
    assert seconds < 3
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 0


def test_directives_within_the_limit_give_ten_errors_at_most(nsu: str, ask: Ask) -> None:
    answer = ask("{ me { name " + "@a " * 900 + "} }")
    assert len(answer["errors"]) == 10
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_QUERY"}


@pytest.mark.parametrize(
    "query",
    ["{ mee { name } }", "{ me { nam } }", "{ jobs(frst: 1) { totalCount } }", "{ me { name @skp(if: true) } }",
     "fragment f on Mee { name } { me { ...f } }", "query ($n: Itn) { jobs(first: $n) { totalCount } }"],
)  # fmt: skip
def test_no_error_suggests_a_name(nsu: str, ask: Ask, query: str) -> None:
    answer = ask(query)
    assert code_of(answer) == "BAD_QUERY"
    assert "Did you mean" not in str(answer)


def test_the_description_of_the_api_is_for_those_who_signed_in(bakyt: User, ask: Ask) -> None:
    for query in ("{ __schema { types { name } } }", '{ __type(name: "Me") { name } }'):
        assert code_of(ask(query)) == "SIGN_IN"
        assert "errors" not in ask(query, user=bakyt)


def test_the_usual_description_query_of_tools_is_answered(bakyt: User, ask: Ask) -> None:
    from graphql import get_introspection_query

    answer = ask(get_introspection_query(), user=bakyt)
    assert "errors" not in answer, answer.get("errors")
    assert answer["data"]["__schema"]["queryType"]["name"] == "Query"


def test_a_description_nested_in_itself_is_refused(bakyt: User, ask: Ask) -> None:
    deep = "{ __schema { types { " + "fields { type { " * 6 + "name" + " } }" * 6 + " } } }"
    assert code_of(ask(deep, user=bakyt)) == "BAD_QUERY"
