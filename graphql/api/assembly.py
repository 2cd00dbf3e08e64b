"""One schema per set of modules: a module that is off has no field and no type (architecture §4)."""

from functools import lru_cache
from typing import Any

import strawberry
from django.utils.module_loading import import_string
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types
from strawberry.types import ExecutionContext

from api.errors import TypedErrors
from api.imports import ImportMutation, ImportQuery
from api.kernel import KernelMutation, KernelQuery
from api.limits import Limits
from ordo.modular import registry


class QuietSchema(strawberry.Schema):
    """A schema that does not write every error of a caller's query into the log (trap 30)."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: `api.errors` logs what nobody expected, once and with a number."""


def _entries(labels: frozenset[str], attribute: str) -> list[type[Any]]:
    found: list[type[Any]] = []
    for config in registry.active(labels):
        path = getattr(config.graphql, attribute, "") if config.graphql else ""
        if path:
            found.append(import_string(path.replace(":", ".")))
    return found


@lru_cache(maxsize=64)
def schema_for(labels: frozenset[str]) -> strawberry.Schema:
    """The schema of a set of modules. The cache holds code only, nothing of any university's data."""
    queries: tuple[type[Any], ...] = (KernelQuery, ImportQuery, *_entries(labels, "query"))
    mutations: tuple[type[Any], ...] = (KernelMutation, ImportMutation, *_entries(labels, "mutation"))
    return QuietSchema(
        query=merge_types("Query", queries),
        mutation=merge_types("Mutation", mutations),
        config=StrawberryConfig(disable_field_suggestions=True),
        extensions=[Limits, TypedErrors],
    )


def full_schema() -> strawberry.Schema:
    """The schema with every installed module, for the snapshot `schema.graphql`."""
    return schema_for(
        frozenset(config.label for config in registry.modules() if not config.name.startswith("tests."))
    )
