"""The API's schema is a committed file: what changes in it is read in review (habit 17)."""

import difflib

from graphql import build_schema

from api.assembly import full_schema, schema_for
from api.snapshot import SNAPSHOT, text_of
from ordo.modular import registry


def test_the_file_says_what_the_program_answers() -> None:
    wanted = text_of(full_schema())
    found = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    difference = "".join(
        difflib.unified_diff(found.splitlines(True), wanted.splitlines(True), "file", "program")
    )
    assert not difference, f"Renew it with `ordo graphql-schema` and read the difference:\n{difference}"


def test_the_file_is_a_schema() -> None:
    schema = build_schema(SNAPSHOT.read_text(encoding="utf-8"))
    assert schema.query_type is not None
    assert {"me", "university", "jobs"} <= set(schema.query_type.fields)


def test_every_type_field_and_argument_is_spelt_like_its_neighbours() -> None:
    schema = build_schema(SNAPSHOT.read_text(encoding="utf-8"))
    wrong = [
        f"{name}.{field}"
        for name, kind in schema.type_map.items()
        if not name.startswith("__")
        for field in getattr(kind, "fields", {})
        if "_" in field or not field[0].islower()
    ]
    assert not wrong


def test_every_set_of_modules_makes_a_schema() -> None:
    optional = [config.label for config in registry.modules() if not config.essential]
    essential = frozenset(config.label for config in registry.modules() if config.essential)
    whole = frozenset(config.label for config in registry.modules())
    for label in optional:
        gone = {label} | registry.dependents_of(label)
        assert schema_for(whole - gone).as_str()
    assert schema_for(essential).as_str()
