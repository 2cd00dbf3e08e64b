"""Limits of one request: tokens, depth, aliases, fields, rows asked for, one operation (trap 30, architecture §8)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
)
from strawberry.extensions import SchemaExtension

from api.measure import Measure, Size

MOST_TOKENS = 2_000
MOST_ALIASES = 30
MOST_FIELDS = 400
MOST_NODES = 5_000
DEEPEST = 10

SENTENCES: Mapping[str, str | Promise] = {
    "TOO_LARGE": _("The query is too long: at most %(tokens)d words and %(fields)d fields."),
    "TOO_DEEP": _("The query is nested too deep: at most %(depth)d levels."),
    "TOO_MANY_ALIASES": _("The query renames too many fields: at most %(aliases)d."),
    "TOO_COSTLY": _("The query asks for too many rows at once: at most %(nodes)d. Ask for smaller pages."),
    "ONE_OPERATION": _("Send one operation in a request."),
    "SIGN_IN": _("Sign in, or send a key, to read the description of the API."),
}
_LIMITS = {
    "tokens": MOST_TOKENS,
    "fields": MOST_FIELDS,
    "depth": DEEPEST,
    "aliases": MOST_ALIASES,
    "nodes": MOST_NODES,
}


class TooMuch(Exception):
    """A request goes beyond a limit; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """The limit in the caller's language."""
        return str(SENTENCES[self.code]) % _LIMITS


def read(query: str) -> DocumentNode:
    """Parse a query within the limit of tokens; raises TooMuch, or GraphQLSyntaxError for what is no query."""
    try:
        return parse(query, max_tokens=MOST_TOKENS)
    except GraphQLSyntaxError as problem:
        if problem.message.endswith("Parsing aborted."):
            is_deep = "nested too deeply" in problem.message
            raise TooMuch("TOO_DEEP" if is_deep else "TOO_LARGE") from problem
        raise


def check(
    document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any], *, signed_in: bool
) -> None:
    """Raise TooMuch when a parsed request goes beyond a limit."""
    measure = Measure(document, schema, variables)
    if len(measure.operations) > 1:
        raise TooMuch("ONE_OPERATION")
    try:
        code = _beyond(measure.size(), signed_in)
    except RecursionError as problem:
        raise TooMuch("TOO_DEEP") from problem
    if code:
        raise TooMuch(code)


def _beyond(size: Size, signed_in: bool) -> str:
    tests = {
        "TOO_DEEP": size.depth > DEEPEST,
        "TOO_LARGE": size.fields > MOST_FIELDS,
        "TOO_MANY_ALIASES": size.aliases > MOST_ALIASES,
        "TOO_COSTLY": size.nodes > MOST_NODES,
        "SIGN_IN": size.introspects and not signed_in,
    }
    return next((code for code, is_beyond in tests.items() if is_beyond), "")


def _nothing(name: str | None) -> DocumentNode:
    """A document that stands for one that was not read, under the name the request asks for."""
    field = FieldNode(name=NameNode(value="__typename"), arguments=(), directives=())
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY,
        name=NameNode(value=name) if name else None,
        variable_definitions=(),
        directives=(),
        selection_set=SelectionSetNode(selections=(field,)),
    )
    return DocumentNode(definitions=(operation,))


class Limits(SchemaExtension):
    """Refuses a request before it is validated; validating alone may cost seconds."""

    def on_parse(self) -> Iterator[None]:
        """Read and measure in place of the library's own reading."""
        context = self.execution_context
        actor = getattr(context.context, "actor", None)
        try:
            context.graphql_document = read(context.query or "")
            check(
                context.graphql_document,
                context.schema._schema,
                context.variables or {},
                signed_in=actor is None or actor.user_id is not None,
            )
        except TooMuch as problem:
            error = GraphQLError(problem.sentence(), extensions={"code": problem.code})
            context.graphql_document = _nothing(context.operation_name)
            context.pre_execution_errors = [error]
        except GraphQLSyntaxError as problem:
            context.graphql_document = _nothing(context.operation_name)
            context.pre_execution_errors = [problem]
        yield
