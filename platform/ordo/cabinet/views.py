"""`/app/`: the first page after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ordo.access.request import UniversityRequest
from ordo.cabinet import panels


@login_required
def home(request: UniversityRequest) -> HttpResponse:
    """The cards of the modules that have something for this person; an empty page says what to do."""
    context = {"cards": panels.cards_for(request.actor), "title": _("My page")}
    return render(request, "cabinet/home.html", context)
