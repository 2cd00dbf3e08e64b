"""The endpoint: session with CSRF for pages, tokens for programs, GraphiQL from our own files."""

import json
from http import HTTPStatus
from typing import cast

import pghistory
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from strawberry.django.views import GraphQLView
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult

from api import uploads
from api.assembly import schema_for
from api.errors import typed_all
from ordo.access.middleware import origin_of
from ordo.access.request import UniversityRequest
from ordo.accounts import tokens
from ordo.graph.context import CallContext
from ordo.modular import switches

LARGEST_BODY = 1_000_000


class Endpoint(GraphQLView[CallContext, None]):
    """Strawberry's view with our context; who calls was found before it runs."""

    def get_context(self, request: HttpRequest, response: HttpResponse) -> CallContext:
        """Request and actor."""
        known = cast(UniversityRequest, request)
        return CallContext(request=known, actor=known.actor, response=response)

    def process_result(self, request: HttpRequest, result: ExecutionResult) -> GraphQLHTTPResponse:
        """The answer; an error that went around the extensions is masked here."""
        if result.errors:
            result.errors = typed_all(result.errors)
        return super().process_result(request, result)


def _refuse(status: int, code: str, sentence: str) -> JsonResponse:
    error = {"message": sentence, "extensions": {"code": code}}
    return JsonResponse({"data": None, "errors": [error]}, status=status)


def _unreadable() -> str:
    return _("Send one JSON object with a query, its variables and the name of its operation.")


def _is_one_query(text: str | bytes) -> bool:
    """Whether a text is one JSON object with a query; lists of queries are refused."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and isinstance(body.get("query"), str) and bool(body["query"].strip())


def _csrf_failure(request: HttpRequest) -> bool:
    checker = CsrfViewMiddleware(lambda _request: HttpResponse())
    checker.process_request(request)
    return checker.process_view(request, endpoint_target, (), {}) is not None


def endpoint_target(request: HttpRequest) -> HttpResponse:
    """A view without exemption, for the CSRF check only."""
    return HttpResponse()


@csrf_exempt
def endpoint(request: UniversityRequest) -> HttpResponse:
    """`/graphql/`: POST answers queries, GET shows GraphiQL to those who are signed in."""
    if request.method == "GET":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        return render(request, "api/graphiql.html", {"title": "GraphiQL"})
    refusal = _refusal(request)
    if refusal is not None:
        return refusal
    view = Endpoint.as_view(
        schema=schema_for(switches.enabled()),
        graphql_ide=None,
        allow_queries_via_get=False,
        multipart_uploads_enabled=request.content_type == uploads.FORM,
    )
    with pghistory.context(user=request.actor.user_id, name=request.actor.name, url=request.path):
        response = cast(HttpResponse, view(request))
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        return _refuse(response.status_code, "BAD_REQUEST", _unreadable())
    return response


def _refusal(request: UniversityRequest) -> JsonResponse | None:
    """Why a request is not answered at all, or None once its caller is known."""
    if request.method != "POST":
        return _refuse(405, "BAD_METHOD", _("Send a POST with a JSON body."))
    if request.content_type == uploads.FORM:
        return _refusal_of_form(request)
    if len(request.body) > LARGEST_BODY:
        return _too_large()
    if request.content_type != "application/json" or not _is_one_query(request.body):
        return _refuse(400, "BAD_REQUEST", _unreadable())
    return _find_program(request) if _token(request) else _refusal_of_session(request)


def _refusal_of_form(request: UniversityRequest) -> JsonResponse | None:
    """The same for a query with a file: whoever may not send one is refused before the form is read."""
    token = _token(request)
    refusal = _find_program(request) if token else None
    if refusal is not None:
        return refusal
    if not uploads.may_send(request.actor):
        return _refuse(403, "NOT_ALLOWED", _("You may not do this; nothing was changed."))
    guard = uploads.guard(request)
    text = uploads.query_of(request)
    refusal = None if token else _refusal_of_session(request)
    if refusal is not None:
        return refusal
    if guard.refused or len(text or "") > LARGEST_BODY:
        return _too_large()
    if text is None or not _is_one_query(text):
        return _refuse(400, "BAD_REQUEST", _unreadable())
    return None


def _too_large() -> JsonResponse:
    return _refuse(413, "TOO_LARGE", _("The request is too large."))


def _token(request: HttpRequest) -> str:
    """The key of a program; '' when a session calls."""
    kind, _sep, token = request.headers.get("Authorization", "").partition(" ")
    return (token.strip() or "?") if kind.lower() == "bearer" else ""


def _find_program(request: UniversityRequest) -> JsonResponse | None:
    """Take the actor from the key of a program; a wrong key does not fall back to the session."""
    actor = tokens.actor_by_token(_token(request), origin=origin_of(request))
    if actor is None:
        return _refuse(401, "BAD_TOKEN", _("The key is unknown here, expired or withdrawn."))
    request.actor = actor
    return None


def _refusal_of_session(request: UniversityRequest) -> JsonResponse | None:
    """A session calls with the CSRF token of its page."""
    if _csrf_failure(request):
        return _refuse(403, "NO_CSRF", _("The page is too old; load it again."))
    return None
