"""A session belongs to the university that opened it (trap 9)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ordo.tenancy.current import schema

SESSION_KEY = "ordo_schema"


class SessionGuardMiddleware:
    """Throws a session away that names another university; stands after SessionMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget a foreign session before anybody reads it; write the owner into a new one."""
        owner = request.session.get(SESSION_KEY)
        if owner is not None and owner != schema():
            request.session.flush()
        response = self.get_response(request)
        if request.session.modified and not request.session.is_empty():
            request.session[SESSION_KEY] = schema()
        return response
