"""How large a query is, reckoned on its text before anything runs (trap 30).

Fragments are measured once each: spread in one another they would otherwise cost exponential time, and the
library's own limiters of depth and aliases walk every spread again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)
from graphql.utilities import get_default_value_ast

from ordo.graph.pages import LARGEST_PAGE

PAGE = "first"


@dataclass(frozen=True, slots=True)
class Size:
    """Levels, fields and aliases with fragments written out; `nodes` = rows asked for, nested pages multiplied."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    nodes: int = 0
    introspects: bool = False

    def beside(self, other: "Size") -> "Size":
        """Both next to each other in one selection."""
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.nodes + other.nodes,
            self.introspects or other.introspects,
        )


class Measure:
    """Measures one document against a schema, with the variables it is sent with."""

    def __init__(self, document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = dict(variables)
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Size] = {}
        self._open: set[str] = set()
        self.operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]

    def size(self) -> Size:
        """Size of all operations together; fragments nobody uses are counted too, since they are validated."""
        total = Size()
        for operation in self.operations:
            self._read_defaults(operation)
            root = self._schema.get_root_type(operation.operation)
            total = total.beside(self._selections(operation.selection_set, root))
        for name in self._fragments.keys() - self._measured.keys():
            total = total.beside(self._fragment(name))
        return total

    def _read_defaults(self, operation: OperationDefinitionNode) -> None:
        for definition in operation.variable_definitions or ():
            if isinstance(definition.default_value, IntValueNode):
                self._variables.setdefault(definition.variable.name.value, _rows(definition.default_value))

    def _selections(self, selected: SelectionSetNode | None, parent: GraphQLNamedType | None) -> Size:
        total = Size()
        for node in selected.selections if selected is not None else ():
            if isinstance(node, FieldNode):
                total = total.beside(self._field(node, parent))
            elif isinstance(node, InlineFragmentNode):
                named = node.type_condition.name.value if node.type_condition else None
                total = total.beside(
                    self._selections(node.selection_set, self._schema.get_type(named) if named else parent)
                )
            elif isinstance(node, FragmentSpreadNode):
                total = total.beside(self._fragment(node.name.value))
        return total

    def _fragment(self, name: str) -> Size:
        if name in self._measured:
            return self._measured[name]
        node = self._fragments.get(name)
        if node is None or name in self._open:
            return Size()
        self._open.add(name)
        self._measured[name] = self._selections(
            node.selection_set, self._schema.get_type(node.type_condition.name.value)
        )
        self._open.discard(name)
        return self._measured[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Size:
        name = node.name.value
        definition: GraphQLField | None = getattr(parent, "fields", {}).get(name)
        inner = self._selections(node.selection_set, get_named_type(definition.type) if definition else None)
        is_meta = name.startswith("__")
        page = self._page_size(node, definition)
        return Size(
            depth=0 if is_meta else inner.depth + 1,
            fields=inner.fields + 1,
            aliases=inner.aliases + bool(node.alias),
            nodes=inner.nodes if page is None else page * (1 + inner.nodes),
            introspects=inner.introspects or name in {"__schema", "__type"},
        )

    def _page_size(self, node: FieldNode, definition: GraphQLField | None) -> int | None:
        """Rows a field may answer with; None for a field without pages."""
        known = definition.args.get(PAGE) if definition is not None else None
        if known is None:
            return None
        given = next((each.value for each in node.arguments or () if each.name.value == PAGE), None)
        if isinstance(given, VariableNode) and given.name.value in self._variables:
            value = self._variables[given.name.value]
            return max(value, 0) if isinstance(value, int) else LARGEST_PAGE
        if given is None or isinstance(given, VariableNode):
            given = get_default_value_ast(known)
        return _rows(given) if isinstance(given, IntValueNode) else LARGEST_PAGE


def _rows(node: IntValueNode) -> int:
    """A number as written; one of ten digits and more is only known to be far too large."""
    return max(int(node.value), 0) if len(node.value) < 10 else 10**9
