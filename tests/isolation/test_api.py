"""Every query and every mutation of the API, asked at KNU with things of NSU."""

import json
from typing import Any

from graphql import GraphQLField

from api.assembly import schema_for
from ordo.modular import registry
from tests.isolation.asking import operation
from tests.isolation.canaries import found_in
from tests.isolation.conftest import Houses
from tests.isolation.counting import Probes
from tests.isolation.filling import checksums
from tests.isolation.visiting import ANONYMOUS, Visitor
from tests.isolation.world import ROLES, House

# Fields of the sample module that break on purpose.
BREAKS = {"sampleExplosion", "sampleLookup"}
BROKEN = {"BAD_QUERY", "INTERNAL", "TOO_COSTLY", "TOO_LARGE", "TOO_DEEP"}


def _fields(kind: str) -> dict[str, GraphQLField]:
    schema = schema_for(frozenset(config.label for config in registry.modules()))._schema
    root = schema.query_type if kind == "query" else schema.mutation_type
    assert root is not None
    return root.fields


def _ask(visitor: Visitor, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables})
    response = visitor.client.post("/graphql/", body, content_type="application/json")
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def _codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}


def _visitors(house: House) -> list[Visitor]:
    people = [Visitor(house.schema, role, house.users[role]) for role in ROLES]
    return [Visitor(house.schema, ANONYMOUS, None), *people]


def test_no_query_at_knu_answers_with_anything_of_nsu(houses: Houses, probes: Probes) -> None:
    for visitor in _visitors(houses.knu):
        for name, field in _fields("query").items():
            text, variables = operation("query", name, field, houses.nsu)
            answer = _ask(visitor, text, variables)
            broken = "" if name in BREAKS else _codes(answer) & BROKEN
            probes.attempt(
                found_in(json.dumps(answer), "nsu") or broken,
                f"{visitor.role}: {name} {answer.get('errors')}",
            )
    probes.settle(at_least=60)


def test_no_mutation_at_knu_changes_anything_of_nsu(houses: Houses, probes: Probes) -> None:
    before = checksums(houses.owner, "nsu")
    for visitor in _visitors(houses.knu):
        for name, field in _fields("mutation").items():
            text, variables = operation("mutation", name, field, houses.nsu)
            answer = _ask(visitor, text, variables)
            codes = _codes(answer)
            broken = codes & BROKEN
            probes.attempt(
                found_in(json.dumps(answer), "nsu") or broken,
                f"{visitor.role}: {name} {answer.get('errors')}",
            )
            probes.attempt(visitor.role == ANONYMOUS and not codes, f"anonymous may {name}")
    after = checksums(houses.owner, "nsu")
    probes.attempt({table for table in before if before[table] != after[table]}, "changed tables")
    probes.settle(at_least=100)


def test_the_same_queries_do_answer_at_nsu(houses: Houses) -> None:
    """Otherwise the silence at KNU would prove nothing."""
    seen = set()
    for visitor in _visitors(houses.nsu):
        for name, field in _fields("query").items():
            text, variables = operation("query", name, field, houses.nsu)
            if found_in(json.dumps(_ask(visitor, text, variables)), "nsu"):
                seen.add(name)
    assert len(seen) >= 6, sorted(seen)
