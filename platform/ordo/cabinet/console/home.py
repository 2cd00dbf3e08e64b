"""`/console/`: a card for each panel this person may open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from ordo.access.actor import NotAllowed
from ordo.access.request import UniversityRequest
from ordo.cabinet import panels
from ordo.cabinet.console import shell
from ordo.cabinet.permissions import ConsolePermission


@login_required
def home(request: UniversityRequest) -> HttpResponse:
    """The cards; whoever has none is told that this is not theirs."""
    cards = []
    for panel in panels.panels_for(request.actor):
        try:
            cards.append((panel, reverse(panel.url_name)))
        except NoReverseMatch:
            continue
    if not cards:
        raise NotAllowed(ConsolePermission.SETTING_VIEW)
    context = {"title": _("Console"), "cards": cards, "menu": shell.menu(request)}
    return render(request, "console/home.html", context)
