"""Leads those who must choose a password to that page before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN_PATHS = (
    "/accounts/",
    "/i18n/",
    "/static/",
    "/theme.css",
    "/sw.js",
    "/manifest.webmanifest",
    "/offline/",
)


class ForcedPasswordMiddleware:
    """Stands after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead to the password page, or go on."""
        if not request.path.startswith(OPEN_PATHS) and getattr(request.user, "must_change_password", False):
            return redirect("account_password")
        return self.get_response(request)
