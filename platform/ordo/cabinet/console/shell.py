"""What all pages of the console share: sign-in, the console's own menu, breadcrumbs."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.request import UniversityRequest
from ordo.cabinet import panels
from ordo.ui.menu import NavEntry

Crumb = tuple[str | Promise, str]
"""Title and url name of a page above."""


def menu(request: UniversityRequest) -> list[NavEntry]:
    """The console's own side menu: back to one's page, the console, its panels."""
    entries = [
        NavEntry(_("My page"), "/app/", "home"),
        NavEntry(_("Console"), reverse("console"), "settings", current=request.path == reverse("console")),
    ]
    for panel in panels.panels_for(request.actor):
        try:
            url = reverse(panel.url_name)
        except NoReverseMatch:
            continue
        entries.append(NavEntry(panel.title, url, panel.icon, current=request.path.startswith(url)))
    return entries


def page(
    request: UniversityRequest,
    template: str,
    *,
    title: str | Promise,
    above: Sequence[Crumb] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Answer a page of the console within its menu."""
    crumbs = [{"title": _("Console"), "url": reverse("console")}]
    crumbs += [{"title": text, "url": reverse(name)} for text, name in above]
    crumbs.append({"title": title, "url": ""})
    shown = {"title": title, "crumbs": crumbs, "menu": menu(request), **context}
    return render(request, template, shown, status=status)
