"""A file beside a query: one multipart/form-data request by the GraphQL multipart convention, for imports only.

Only who may import is let in, before anything of the form is read; a file that is too large is thrown away while it
comes in, as at the wizard's page; and the form holds exactly the query, the map and the one file that the map names.
"""

import json

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError

from ordo.access.actor import Actor
from ordo.exchange.permissions import ExchangePermission
from ordo.exchange.uploads import SizeGuard

FORM = "multipart/form-data"
_PARTS = {"operations", "map"}


def may_send(actor: Actor) -> bool:
    """Whether the actor may send a file at all."""
    return actor.can(ExchangePermission.RUN)


def guard(request: HttpRequest) -> SizeGuard:
    """Put the guard of the size before whoever keeps the file; nothing has been read then."""
    guarding = SizeGuard(settings.ORDO_MAX_UPLOAD_BYTES, request)
    request.upload_handlers.insert(0, guarding)
    return guarding


def query_of(request: HttpRequest) -> str | None:
    """The JSON of the query, None when the form is not one query with its one file.

    Reads the form; csrfmiddlewaretoken, which a page may send, is let through.
    """
    try:
        form, files = request.POST, request.FILES
    except (MultiPartParserError, SuspiciousOperation):
        return None
    if set(form) - {"csrfmiddlewaretoken"} != _PARTS or len(files) != 1:
        return None
    return str(form["operations"]) if _is_map(form, set(files)) else None


def _is_map(form: QueryDict, names: set[str]) -> bool:
    """Whether the map gives each file one variable that the query left null."""
    try:
        places = json.loads(str(form["map"]))
        variables = json.loads(str(form["operations"]))["variables"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return False
    if not isinstance(places, dict) or not isinstance(variables, dict) or set(places) != names:
        return False
    free = [[f"variables.{name}"] for name, value in variables.items() if value is None and "." not in name]
    return all(place in free for place in places.values())
