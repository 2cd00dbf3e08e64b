"""Operations of the API made from its own description: every field, with things of one university as arguments."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_leaf_type,
)

from tests.isolation.world import House

DEEPEST = 7
SMALL_PAGE = 3


def value_for(kind: Any, house: House, name: str = "") -> Any:
    """A value of an input type that names a thing of the house wherever it can."""
    if isinstance(kind, GraphQLNonNull):
        return value_for(kind.of_type, house, name)
    if isinstance(kind, GraphQLList):
        return [value_for(kind.of_type, house, name)]
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return {key: value_for(field.type, house, key) for key, field in kind.fields.items()}
    return _scalar(kind.name, house, name)


def _scalar(kind: str, house: House, name: str) -> Any:
    if name == "first":
        return SMALL_PAGE
    plain: dict[str, Any] = {
        "ID": str(house.first_id),
        "Int": 1 if name in {"version", "number"} else house.first_id,
        "Float": 1.0,
        "Decimal": "1",
        "Boolean": True,
        "UUID": str(house.ids["run"] if "import" in name.lower() else house.ids["job"]),
        "Upload": "no file",
        "Date": "2026-09-01",
        "DateTime": "2026-09-01T08:00:00Z",
        "JSON": {},
    }
    if kind == "String":
        return f"{house.first_id}-isolation-probe"
    return plain[kind]


def selection(kind: Any, depth: int = 1, page: int = 1) -> str:
    """Everything below a type that needs no argument, to the depth the API allows."""
    named = get_named_type(kind)
    if is_leaf_type(named):
        return ""
    if isinstance(named, GraphQLUnionType):
        parts = [f"... on {member.name} {selection(member, depth, page)}" for member in named.types]
        return "{ __typename " + " ".join(parts) + " }"
    assert isinstance(named, GraphQLObjectType)
    fields = []
    for name, field in named.fields.items():
        if any(isinstance(argument.type, GraphQLNonNull) and argument.default_value is Undefined
               for argument in field.args.values()):  # fmt: skip
            continue
        rows = f"(first: {page})" if "first" in field.args else ""
        if is_leaf_type(get_named_type(field.type)):
            fields.append(name)
        elif depth < DEEPEST:
            fields.append(f"{name}{rows} {selection(field.type, depth + 1, page)}")
    return "{ __typename " + " ".join(fields) + " }"


def operation(kind: str, name: str, field: GraphQLField, house: House) -> tuple[str, dict[str, Any]]:
    """Text and variables of an operation that asks for one field with all its arguments."""
    arguments = {key: argument for key, argument in field.args.items() if key != "after"}
    declared = ", ".join(f"${key}: {argument.type}" for key, argument in arguments.items())
    given = ", ".join(f"{key}: ${key}" for key in arguments)
    head = f"{kind} ({declared})" if declared else kind
    call = f"{name}({given})" if given else name
    # The id of an import is an `id` like any other: the field's name tells whose it is.
    variables = {
        key: value_for(argument.type, house, f"{name} id" if key == "id" else key)
        for key, argument in arguments.items()
    }
    return f"{head} {{ {call} {selection(field.type)} }}", variables
