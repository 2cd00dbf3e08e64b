"""Pages for what went wrong: what happened, what was kept, what to do, and a number that support can find."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.actor import NotAllowed
from ordo.editing.versions import ChangedMeanwhile

log = logging.getLogger("ordo.errors")

SENTENCES: dict[int, tuple[Promise | str, Promise | str, Promise | str]] = {
    400: (_("The request could not be read"), _("Nothing was changed."), _("Go back and try again.")),
    403: (
        _("You may not do this"),
        _("Nothing was changed."),
        _("If you need it for your work, ask the system administrator of your university."),
    ),
    404: (
        _("There is no such page here"),
        _("Nothing was changed."),
        _("Check the address, or begin at the first page."),
    ),
    409: (
        _("This was changed meanwhile"),
        _("What others saved stays; your change was not saved."),
        _("Open the page anew, look at the new state and make your change again."),
    ),
    413: (_("The file is too large"), _("Nothing was saved."), _("Send a smaller file.")),
    429: (_("Too many attempts"), _("Nothing was changed."), _("Wait a few minutes and try again.")),
    500: (
        _("Something broke on our side"),
        _("What was saved before stays; this last step was not saved."),
        _("Try again; if it happens again, tell support the number below."),
    ),
    503: (
        _("The system is not available for the moment"),
        _("What was saved before stays; this last step was not saved."),
        _("Try again in a minute."),
    ),
}


def page(request: HttpRequest, status: int) -> HttpResponse:
    """The error page of a status, in the reader's language; only its sentences where htmx asked for a part."""
    number = secrets.token_hex(4).upper()
    what, kept, todo = SENTENCES.get(status, SENTENCES[500])
    log.log(logging.ERROR if status >= 500 else logging.INFO, "%s %s %s", number, status, request.path)
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        part = {"what": what, "kept": kept, "todo": todo, "incident": number}
        # htmx puts refusals into the page too, and would look in them for the list it had asked for.
        headers = {"HX-Reselect": "[role=alert]"}
        return HttpResponse(
            render_to_string("ui/error_part.html", part, request), status=status, headers=headers
        )
    context = {"status": status, "title": what, "what": what, "kept": kept, "todo": todo, "incident": number}
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, also for what belongs to somebody else."""
    return page(request, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: an old page or a foreign site."""
    return page(request, HTTPStatus.FORBIDDEN)


def unknown_university(request: HttpRequest) -> HttpResponse:
    """A host name that belongs to no university; no database, no session, one sentence in each language."""
    return render(None, "ui/unknown_university.html", {}, status=HTTPStatus.NOT_FOUND)


class RefusalMiddleware:
    """Turns NotAllowed into the 403 page and ChangedMeanwhile into the 409 page; views need no check of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; only the exceptions matter here."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only these two; the rest goes on."""
        if isinstance(exception, NotAllowed):
            return page(request, HTTPStatus.FORBIDDEN)
        if isinstance(exception, ChangedMeanwhile):
            return page(request, HTTPStatus.CONFLICT)
        return None
