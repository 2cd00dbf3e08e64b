"""Pages of the platform's own host."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ordo.access.request import UniversityRequest
from tenants import selectors


def universities(request: HttpRequest) -> HttpResponse:
    """`/`: the universities that are open, each with its address."""
    context = {"cards": selectors.open_universities(), "title": _("Universities")}
    return render(request, "tenants/universities.html", context)


@login_required
def console(request: UniversityRequest) -> HttpResponse:
    """`/console/`: the operators' list of universities."""
    cards = selectors.all_universities(actor=request.actor)
    return render(request, "tenants/console.html", {"cards": cards, "title": _("Operators' console")})
