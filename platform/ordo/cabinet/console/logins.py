"""`/console/logins/`: find a log-in, open or close it, give out a one-time code (JAMU-3.4a, JAMU-3.4b, KNU-5.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
import django_tables2
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ordo.access.actor import NotAllowed
from ordo.access.permissions import AccessPermission
from ordo.access.request import UniversityRequest
from ordo.accounts import selectors, services
from ordo.accounts.models import User
from ordo.accounts.permissions import AccountPermission
from ordo.cabinet.console import shell
from ordo.ui.forms import SearchInput
from ordo.ui.lists import BulkAction, list_page
from ordo.ui.tables import ListTable, PickColumn, chip

ABOVE = ((gettext_lazy("Log-ins"), "console-logins"),)
MOST_SLIPS = 60
"""One group with room to spare; more at once would hold a page open for too long."""
LANGUAGES = ("ky", "ru", "en")
STATES = (
    (selectors.LoginState.OPEN, pgettext_lazy("log-in", "open")),
    (selectors.LoginState.CLOSED, pgettext_lazy("log-in", "closed")),
    (selectors.LoginState.WAITING, gettext_lazy("must choose a password")),
    (selectors.LoginState.NEVER, gettext_lazy("never signed in")),
)


class LoginFilter(django_filters.FilterSet):
    """What the list of log-ins is narrowed to."""

    words = django_filters.CharFilter(
        label=gettext_lazy("Name, log-in or e-mail"), method="by_name", widget=SearchInput
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(state.value, title) for state, title in STATES],
        empty_label=gettext_lazy("any"),
        method="by_state",
    )

    def by_name(self, rows: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Every word stands somewhere in the name, log-in name or e-mail."""
        return rows.filter(selectors.named(value))

    def by_state(self, rows: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Open, closed, waiting for a password, never used."""
        return rows.filter(selectors.in_state(value))


class LoginTable(ListTable):
    """Log-ins."""

    caption = gettext_lazy("Log-ins")
    last_name = django_tables2.Column(
        verbose_name=gettext_lazy("Person"), order_by=("last_name", "first_name"), empty_values=()
    )
    username = django_tables2.Column(verbose_name=gettext_lazy("Log-in name"))
    last_login = django_tables2.DateTimeColumn(
        verbose_name=gettext_lazy("Signed in last"), format="SHORT_DATETIME_FORMAT"
    )
    is_active = django_tables2.Column(verbose_name=gettext_lazy("State"), orderable=False)

    def render_last_name(self, record: User) -> SafeString:
        """The name leads to the log-in's page."""
        name = record.get_full_name() or record.username
        return format_html('<a href="{}">{}</a>', reverse("console-login", args=[record.pk]), name)

    def render_is_active(self, record: User) -> SafeString:
        """The one thing that matters most about it."""
        return chip(*state_of(record))


class PickLoginTable(LoginTable):
    """Log-ins to choose several of."""

    pick = PickColumn()

    class Meta(LoginTable.Meta):
        sequence = ("pick", "...")


def state_of(user: User) -> tuple[str, str]:
    """Word and tone of a log-in's state."""
    if not user.is_active:
        return pgettext("log-in", "closed"), "bad"
    if getattr(user, "has_code", False):
        return _("has a code"), "info"
    if user.must_change_password:
        return _("must choose a password"), "warn"
    return (pgettext("log-in", "open"), "good") if user.last_login else (_("never signed in"), "warn")


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """The list; several may be chosen for codes."""
    may_issue = request.actor.can(AccountPermission.ISSUE)
    bulk = [BulkAction("issue", gettext_lazy("Give out one-time codes"), reverse("console-slips"))]
    text = _("People get a log-in when they are entered or imported.")
    listing = list_page(
        request,
        table_class=PickLoginTable if may_issue else LoginTable,
        rows=selectors.logins(actor=request.actor),
        filterset_class=LoginFilter,
        exports=(),
        bulk=bulk if may_issue else (),
        empty={"title": _("There are no log-ins yet"), "text": text},
    )
    return shell.page(request, "console/logins.html", title=ABOVE[0][0], listing=listing)


def _login(request: UniversityRequest, user_id: int) -> User:
    user = selectors.login(actor=request.actor, user_id=user_id)
    if user is None:
        raise Http404
    return user


@login_required
def detail(request: UniversityRequest, user_id: int) -> HttpResponse:
    """One log-in: its state, its codes, and what may be done with it."""
    user = _login(request, user_id)
    actor = request.actor
    return shell.page(
        request,
        "console/login.html",
        title=user.get_full_name() or user.username,
        above=ABOVE,
        person=user,
        state=state_of(user),
        codes=list(selectors.secrets_of(user)[:10]),
        may_issue=actor.can(AccountPermission.ISSUE) and user.is_active and actor.user_id != user_id,
        may_change=actor.can(AccountPermission.CHANGE) and actor.user_id != user_id,
        may_see_roles=actor.can(AccessPermission.GRANT_VIEW),
    )


@login_required
@require_POST
def switch(request: UniversityRequest, user_id: int) -> HttpResponse:
    """Open or close a log-in; nobody closes the own one."""
    _login(request, user_id)
    if request.actor.user_id == user_id:
        messages.error(request, _("Nobody closes the own log-in. Ask another administrator."))
        return redirect("console-login", user_id=user_id)
    active = request.POST.get("active") == "1"
    try:
        services.set_active(actor=request.actor, user_id=user_id, active=active)
    except services.UnknownUser as problem:
        raise Http404 from problem
    messages.success(request, _("The log-in is open again.") if active else _("The log-in is closed."))
    return redirect("console-login", user_id=user_id)


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person is handed: name, log-in name, code, and the last day in each language."""

    name: str
    username: str
    secret: str
    days: dict[str, str]


@login_required
@require_POST
@never_cache
def slips(request: UniversityRequest) -> HttpResponse:
    """Issue codes for the chosen log-ins and show them, once, as slips to print and cut."""
    request.actor.require(AccountPermission.ISSUE)
    chosen = _chosen(request)
    if not chosen or len(chosen) > MOST_SLIPS:
        text = _("Choose between 1 and %(most)s log-ins.") % {"most": MOST_SLIPS}
        messages.error(request, text)
        return redirect("console-logins")
    issued = [slip for slip in (_issue(request, user) for user in chosen) if slip is not None]
    left_out = len(chosen) - len(issued)
    context: dict[str, Any] = {
        "title": _("One-time codes"),
        "slips": issued,
        "left_out": left_out,
        "wordings": _wordings(),
        "address": request.build_absolute_uri("/accounts/activate/"),
        "names": {code: getattr(request.tenant, f"name_{code}") for code in LANGUAGES},
    }
    return render(request, "console/slips.html", context)


def _chosen(request: UniversityRequest) -> list[User]:
    # A code for oneself would end the own session before the slips are seen.
    rows = selectors.logins(actor=request.actor).filter(is_active=True).exclude(pk=request.actor.user_id or 0)
    if request.POST.get("all") == "1":
        rows = LoginFilter(request.GET, queryset=rows, request=request).qs
    else:
        picked: Iterable[str] = request.POST.getlist("pick")
        rows = rows.filter(pk__in=[int(pk) for pk in picked if pk.isascii() and pk.isdigit()])
    return list(rows[: MOST_SLIPS + 1])


def _issue(request: UniversityRequest, user: User) -> Slip | None:
    """A slip; None for those to whom the actor may give none."""
    try:
        secret = services.issue_secret(actor=request.actor, user_id=user.pk)
    except (services.UnknownUser, NotAllowed):
        return None
    day = parse_date(secret.expires_on)
    days = {}
    for code in LANGUAGES:
        with translation.override(code):
            days[code] = date_format(day, "DATE_FORMAT") if day else ""
    return Slip(user.get_full_name() or user.username, secret.username, secret.secret, days)


def _wordings() -> list[dict[str, str]]:
    """The words of a slip in each of the three languages."""
    found = []
    for code in LANGUAGES:
        with translation.override(code):
            found.append(
                {
                    "code": code,
                    "open": _("Open the address above and choose a password of your own."),
                    "login": _("Log-in name"),
                    "secret": _("One-time code"),
                    "until": _("Good until"),
                    "secrecy": _("Show the code to nobody. It works once."),
                }
            )
    return found
