"""Tells the audit who acts and from where, for the length of a request that may change something."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

from ordo.access.middleware import origin_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AuditMiddleware:
    """Stands after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note who acts, when the request may change something."""
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        user = request.user
        with pghistory.context(
            user=user.pk,
            name=user.get_full_name() or user.get_username() if user.is_authenticated else "",
            origin=origin_of(request),
            url=request.path[:200],
        ):
            return self.get_response(request)
