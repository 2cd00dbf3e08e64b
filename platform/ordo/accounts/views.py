"""Pages of log-ins that allauth does not have: the first password by a code, and one's own new password."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from ordo.access.request import UniversityRequest
from ordo.accounts import services
from ordo.accounts.forms import ActivationForm, NewPasswordForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def activate(request: HttpRequest) -> HttpResponse:
    """`/accounts/activate/`: choose a password with the one-time code; ten tries a minute for one address."""
    if request.method == "POST":
        limited = ratelimit.consume_or_429(request, action="login")
        if limited is not None:
            return cast(HttpResponse, limited)
    form = ActivationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.activate(
                secret=form.cleaned_data["secret"], password=form.cleaned_data["password"]
            )
        except services.WrongSecret:
            form.add_error(
                "secret", _("This code is not valid any more. Ask the dean's office for a new one.")
            )
        except ValidationError as problem:
            form.add_error("password", problem)
        else:
            login(request, user, backend=BACKEND)
            return redirect("/app/")
    return render(request, "account/activate.html", {"form": form, "title": _("First visit")})


@login_required
def password(request: UniversityRequest) -> HttpResponse:
    """`/accounts/password/`: one's own new password, where the university lets its people change it."""
    actor = request.actor
    forced = bool(getattr(request.user, "must_change_password", False))
    allowed = forced or services.may_change_own_password(actor)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and allowed and form.is_valid():
        try:
            user = services.change_own_password(actor=actor, password=form.cleaned_data["password"])
        except ValidationError as problem:
            form.add_error("password", problem)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password was changed."))
            return redirect("/app/")
    status = 403 if request.method == "POST" and not allowed else 200
    context = {"form": form, "allowed": allowed, "forced": forced, "title": _("Password")}
    return render(request, "account/password.html", context, status=status)
