"""`/app/account/`: one's own log-in and the keys one made for programs (architecture §8)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ordo.access.permissions_registry import all_permissions
from ordo.access.request import UniversityRequest
from ordo.accounts import selectors, services, tokens
from ordo.accounts.permissions import AccountPermission
from ordo.tenancy.names import PLATFORM


class TokenForm(forms.Form):
    """A new key: what it is for, how long, and which of one's own permissions it carries."""

    title = forms.CharField(
        label=gettext_lazy("What the key is for"),
        max_length=120,
        help_text=gettext_lazy("For example: export to the site"),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Good for"),
        choices=[(30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (365, gettext_lazy("a year"))],
        coerce=int,
    )
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("What a program may do with it"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, held: frozenset[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["permissions"]
        field.choices = [
            (info.code, info.title)
            for info in all_permissions()
            if info.code in held and not info.code.startswith(f"{PLATFORM}.")
        ]


def _held(request: UniversityRequest) -> frozenset[str]:
    grants = request.actor.grants
    return frozenset().union(*(grant.permissions for grant in grants)) if grants else frozenset()


@login_required
@never_cache
def account(request: UniversityRequest) -> HttpResponse:
    """The own log-in; a new key is shown in this one answer and never again."""
    actor = request.actor
    may_make = actor.can(AccountPermission.TOKEN_OWN)
    form = TokenForm(_held(request), request.POST or None)
    fresh, status = "", 200
    if request.method == "POST":
        actor.require(AccountPermission.TOKEN_OWN)
        if form.is_valid():
            data = form.cleaned_data
            fresh = tokens.make(
                actor=actor,
                title=data["title"],
                permissions=frozenset(data["permissions"]),
                days=data["days"],
            )
            form = TokenForm(_held(request))
        else:
            status = 422
    context = {
        "title": _("My log-in"),
        "form": form,
        "fresh": fresh,
        "may_make": may_make,
        "keys": list(selectors.own_tokens(actor=actor)) if may_make else [],
        "now": timezone.now(),
        "may_change_password": services.may_change_own_password(actor),
    }
    return render(request, "cabinet/account.html", context, status=status)


@login_required
@require_POST
def revoke(request: UniversityRequest, token_id: int) -> HttpResponse:
    """Stop one of one's own keys."""
    if not tokens.revoke(actor=request.actor, token_id=token_id):
        raise Http404
    messages.success(request, _("The key does not work any more."))
    return redirect("account")
