"""Queries are measured before they run, in linear time (trap 30)."""

import time
from typing import Any

import pytest
from graphql import build_schema

from api.limits import MOST_NODES, TooMuch, check, read
from api.measure import Measure, Size

SCHEMA = build_schema(
    "type Query { rows(first: Int = 50, after: String): Rows! one: Row name: String }"
    " type Rows { edges: [Edge!]! } type Edge { node: Row! }"
    " type Row { id: ID rows(first: Int = 50): Rows! parent: Row }"
)
FRAGMENT = (
    "fragment r on Row { rows(first: 20) { edges { node { id } } } }"
    " { rows(first: 10) { edges { node { ...r } } } }"
)


def size_of(query: str, **variables: Any) -> Size:
    return Measure(read(query), SCHEMA, variables).size()


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ("{ name }", 0),
        ("{ rows { edges { node { id } } } }", 50),
        ("{ rows(first: 7) { edges { node { id } } } }", 7),
        ("{ rows(first: 10) { edges { node { rows(first: 20) { edges { node { id } } } } } } }", 210),
        ("{ rows(first: 0) { edges { node { rows(first: 20) { edges { node { id } } } } } } }", 0),
        ("{ rows(first: null) { edges { node { id } } } }", 200),
        ("query ($n: Int = 30) { rows(first: $n) { edges { node { id } } } }", 30),
        ("{ a: rows(first: 5) { edges { node { id } } } b: rows(first: 6) { edges { node { id } } } }", 11),
        (FRAGMENT, 210),
        ("{ rows(first: 10) { edges { node { ... on Row { rows(first: 20) { edges { node { id } } } } } } } }", 210),
        ("{ ... { rows(first: 10) { edges { node { id } } } } }", 10),
        ("{ rows(first: 99999999999999999999) { edges { node { id } } } }", 10**9),
    ],
)  # fmt: skip
def test_rows_of_nested_pages_are_multiplied(query: str, nodes: int) -> None:
    assert size_of(query).nodes == nodes


def test_a_page_size_in_a_variable_counts_as_sent() -> None:
    query = "query ($n: Int = 30) { rows(first: $n) { edges { node { id } } } }"
    assert size_of(query, n=70).nodes == 70
    assert size_of(query, n="many").nodes == 200


def test_five_thousand_rows_may_be_asked_for_and_no_more() -> None:
    nested = "{ rows(first: %d) { edges { node { rows(first: 99) { edges { node { id } } } } } } }"
    check(read(nested % 50), SCHEMA, {}, signed_in=True)
    assert size_of(nested % 50).nodes == MOST_NODES
    with pytest.raises(TooMuch, match="TOO_COSTLY"):
        check(read(nested % 51), SCHEMA, {}, signed_in=True)


def test_levels_and_aliases_hide_in_no_fragment() -> None:
    query = "fragment p on Row { parent { parent { x: id } } } { one { ...p } }"
    assert (size_of(query).depth, size_of(query).aliases) == (4, 1)


def test_fragments_that_spread_each_other_cost_no_exponential_time() -> None:
    chain = " ".join(f"fragment f{n} on Row {{ a: parent {{ ...f{n + 1} }} b: parent {{ ...f{n + 1} }} }}"
                     for n in range(80))  # fmt: skip
    query = f"{chain} fragment f80 on Row {{ id }} {{ one {{ ...f0 }} }}"
    began = time.perf_counter()
    assert size_of(query).fields > 2**80
    with pytest.raises(TooMuch, match="TOO_DEEP"):
        check(read(query), SCHEMA, {}, signed_in=True)
    assert time.perf_counter() - began < 2


def test_fragments_in_a_circle_are_measured_to_an_end() -> None:
    assert size_of(
        "fragment a on Row { parent { ...b } } fragment b on Row { parent { ...a } } { one { ...a } }"
    )


def test_deep_brackets_are_refused_and_do_not_break_the_reader() -> None:
    with pytest.raises(TooMuch, match="TOO_DEEP"):
        check(read("{a" * 150 + "}" * 150), SCHEMA, {}, signed_in=True)
    with pytest.raises(TooMuch, match="TOO_DEEP"):
        read("{a" * 650 + "}" * 650)
    with pytest.raises(TooMuch, match="TOO_DEEP"):
        read("{ a(x: " + "[" * 1_900)


def test_tokens_are_counted_while_reading() -> None:
    with pytest.raises(TooMuch, match="TOO_LARGE"):
        read("{ name " + "@a " * 3_000 + "}")


def test_the_same_field_again_and_again_is_too_large() -> None:
    with pytest.raises(TooMuch, match="TOO_LARGE"):
        check(read("{ " + "name " * 500 + "}"), SCHEMA, {}, signed_in=True)


def test_the_description_is_for_those_who_are_known() -> None:
    query = read("fragment s on Query { __schema { types { name } } } { ...s }")
    check(query, SCHEMA, {}, signed_in=True)
    with pytest.raises(TooMuch, match="SIGN_IN"):
        check(query, SCHEMA, {}, signed_in=False)
    check(read("{ __typename name }"), SCHEMA, {}, signed_in=False)
