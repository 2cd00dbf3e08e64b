"""The door to Wagtail's editor at `/console/site/`: for those our own rights let in, and for nobody else.

Wagtail keeps rights by Django's groups. The one group of editors holds them; who belongs to it follows from the actor's
permission `portal.page.edit` at every request, so a withdrawn role closes the editor at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.decorators import csp_update
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, get_resolver

from cms.portal.permissions import PortalPermission
from ordo.access.actor import NotAllowed
from ordo.access.request import UniversityRequest

EDITORS = "portal-editors"
"""Name of the Wagtail group; nobody meets it on a page."""

# Wagtail's own page editor writes style attributes and builds its widgets from inline data.
RELAXED: dict[str, list[str]] = {
    "script-src": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["blob:"],
    "frame-src": ["'self'"],
    "connect-src": ["'self'"],
}
# People's names, passwords and mails are the university's registers, not the site's.
CLOSED = frozenset(
    {
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_error_test",
    }
)

View = Callable[..., HttpResponse]


def belongs(user: Any, *, allowed: bool) -> None:
    """Make the membership of the editors' group what the person's rights say; one query when it already is."""
    member = user.groups.filter(name=EDITORS).exists()
    if member is allowed:
        return
    group = Group.objects.get(name=EDITORS)
    if allowed:
        user.groups.add(group)
    else:
        user.groups.remove(group)


def editors_only(view: View) -> View:
    """Wrap one of Wagtail's views: sign-in by our page, our permission, our content policy, closed corners."""
    relaxed = cast(View, csp_update(cast(Any, RELAXED))(cast(Any, view)))

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        match = request.resolver_match
        if match is not None and match.url_name in CLOSED:
            raise Http404
        if match is not None and match.url_name == "wagtailadmin_account":
            return redirect("/app/account/")
        actor = cast(UniversityRequest, request).actor
        allowed = actor.can(PortalPermission.PAGE_EDIT)
        belongs(request.user, allowed=allowed)
        if not allowed:
            raise NotAllowed(PortalPermission.PAGE_EDIT)
        return relaxed(request, *args, **kwargs)

    return guarded


def guarded_urls(module: str) -> list[URLPattern | URLResolver]:
    """Wagtail's addresses of a urls module, each view behind the door."""
    patterns = get_resolver(module).url_patterns
    _guard(patterns)
    return list(patterns)


def _guard(patterns: Any) -> None:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            _guard(pattern.url_patterns)
        elif not getattr(pattern.callback, "ordo_guarded", False):
            pattern.callback = editors_only(pattern.callback)
            pattern.callback.ordo_guarded = True
