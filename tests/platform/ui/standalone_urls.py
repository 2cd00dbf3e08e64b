"""Addresses of the design system, with a log-in that leads nowhere and a page that leaves a message."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    """Stands in for log-in and log-out."""
    return HttpResponse("")


def leave_message(request: HttpRequest) -> HttpResponse:
    """Leaves a message and goes to the style guide, where it is shown as a toast."""
    messages.error(request, "The sheet is closed")
    return HttpResponseRedirect("/ui/sign-in/")


urlpatterns = [
    path("accounts/login/", nothing, name="account_login"),
    path("accounts/logout/", nothing, name="account_logout"),
    path("leave-message/", leave_message),
    path("", include("ordo.ui.urls")),
]
