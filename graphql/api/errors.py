"""Typed errors: every error carries a stable `code` and a sentence in the caller's language.

A typed error of a module is any exception with a class attribute `code` and a `sentence` (a lazy text or a method).
"""

import logging
import re
import secrets
from collections.abc import Iterator

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from ordo.access.actor import NotAllowed

log = logging.getLogger("ordo.api")

MOST_ERRORS = 10
_SUGGESTION = re.compile(r"\s*Did you mean [^?]*\?")


def describe(error: Exception) -> tuple[str, str]:
    """Code and sentence of an exception; unexpected ones get a number and tell nothing of the inside."""
    if isinstance(error, NotAllowed):
        return "NOT_ALLOWED", _("You may not do this; nothing was changed.")
    if _is_missing(error):
        return "NOT_FOUND", _("There is no such thing here.")
    if isinstance(error, ValidationError):
        return "BAD_INPUT", " ".join(error.messages)
    code, sentence = getattr(error, "code", None), getattr(error, "sentence", None)
    if isinstance(code, str) and sentence is not None:
        return code.upper(), str(sentence() if callable(sentence) else sentence)
    number = secrets.token_hex(4).upper()
    log.error("%s %s", number, type(error).__name__, exc_info=error)
    text = _("Something broke on our side; this step was not saved. Tell support the number %(number)s.")
    return "INTERNAL", text % {"number": number}


def _is_missing(error: Exception) -> bool:
    """Whether a thing was not found; a wrong key or index is a mistake of the program and no answer."""
    if isinstance(error, KeyError | IndexError):
        return False
    return isinstance(error, Http404 | LookupError | ObjectDoesNotExist)


def typed(error: GraphQLError) -> GraphQLError:
    """The same error with code and sentence; one that has its code already stays as it is."""
    if error.extensions and "code" in error.extensions:
        return error
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError) or (error.path is None and error.nodes):
        detail = _SUGGESTION.sub("", error.message)
        text = _("The query cannot be read: %(detail)s") % {"detail": detail}
        return GraphQLError(text, error.nodes, error.source, error.positions, error.path,
                            extensions={"code": "BAD_QUERY"})  # fmt: skip
    code, sentence = describe(cause)
    return GraphQLError(sentence, error.nodes, path=error.path, extensions={"code": code})


def typed_all(errors: list[GraphQLError]) -> list[GraphQLError]:
    """At most ten typed errors; the rest of a long list says nothing new."""
    return [typed(error) for error in errors[:MOST_ERRORS]]


class TypedErrors(SchemaExtension):
    """Rewrites the errors of an answer."""

    def on_operation(self) -> Iterator[None]:
        """After the operation."""
        yield
        result = self.execution_context.result
        if result is not None and result.errors:
            result.errors = typed_all(result.errors)
