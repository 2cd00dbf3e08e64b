"""`/console/grants/`: full-rights users and everybody else who holds a role (AVN-3.3a, AVN-3.4)."""

from typing import Any

import django_filters
import django_tables2
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordo.access import scopes, selectors, services
from ordo.access.models import Role, RoleGrant
from ordo.access.permissions import AccessPermission
from ordo.access.request import UniversityRequest
from ordo.access.roles import RoleKind, ScopeKind
from ordo.accounts import selectors as accounts
from ordo.cabinet.console import refusals, shell
from ordo.cabinet.console.forms import SCOPE_TITLES, GrantForm, OrderForm
from ordo.export import lists as export
from ordo.ui.forms import SearchInput
from ordo.ui.lists import list_page
from ordo.ui.tables import ListTable, chip

ABOVE = ((gettext_lazy("Who holds which role"), "console-grants"),)
STATES = {
    selectors.GrantState.VALID: (gettext_lazy("in force"), "good"),
    selectors.GrantState.COMING: (gettext_lazy("begins later"), "info"),
    selectors.GrantState.ENDED: (gettext_lazy("ended"), ""),
}


def _roles(_request: Any) -> QuerySet[Role]:
    return Role.objects.order_by("id")


class GrantFilter(django_filters.FilterSet):
    """What the list of grants is narrowed to."""

    words = django_filters.CharFilter(
        label=gettext_lazy("Name or log-in"), method="by_name", widget=SearchInput
    )
    role = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Role"), queryset=_roles, empty_label=gettext_lazy("any")
    )
    scope = django_filters.ChoiceFilter(
        label=gettext_lazy("For"), choices=list(SCOPE_TITLES.items()), empty_label=gettext_lazy("any")
    )
    order_number = django_filters.CharFilter(
        label=gettext_lazy("Number of the order"), lookup_expr="icontains"
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(state.value, STATES[state][0]) for state in selectors.GrantState],
        empty_label=gettext_lazy("any"),
        method="by_state",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["role"].field.label_from_instance = lambda row: row.title

    def by_name(self, rows: QuerySet[RoleGrant], _name: str, value: str) -> QuerySet[RoleGrant]:
        """Every word stands in the person's name or log-in name."""
        for word in value.split():
            rows = rows.filter(
                Q(user__last_name__icontains=word)
                | Q(user__first_name__icontains=word)
                | Q(user__patronymic__icontains=word)
                | Q(user__username__icontains=word)
            )
        return rows

    def by_state(self, rows: QuerySet[RoleGrant], _name: str, value: str) -> QuerySet[RoleGrant]:
        """In force, coming or ended today."""
        return rows.filter(selectors.in_state(value, timezone.localdate()))


class GrantTable(ListTable):
    """Grants."""

    caption = gettext_lazy("Who holds which role")
    user = django_tables2.Column(
        verbose_name=gettext_lazy("Person"), order_by=("user__last_name", "user__first_name"), accessor="user"
    )
    role = django_tables2.Column(verbose_name=gettext_lazy("Role"), order_by=("role_id",))
    scope = django_tables2.Column(verbose_name=gettext_lazy("For"), order_by=("scope", "scope_id"))
    order_number = django_tables2.Column(verbose_name=gettext_lazy("Order"), empty_values=())
    valid_from = django_tables2.DateColumn(verbose_name=gettext_lazy("From"), format="SHORT_DATE_FORMAT")
    valid_until = django_tables2.DateColumn(verbose_name=gettext_lazy("Until"), format="SHORT_DATE_FORMAT")
    state = django_tables2.Column(
        verbose_name=gettext_lazy("State"), accessor="pk", orderable=False, empty_values=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._titles: dict[tuple[ScopeKind, int], str] | None = None

    def render_user(self, record: RoleGrant) -> SafeString:
        """The name leads to everything the person holds."""
        name = record.user.get_full_name() or record.user.get_username()
        return format_html('<a href="{}">{}</a>', reverse("console-holder", args=[record.user_id]), name)

    def render_role(self, record: RoleGrant) -> str:
        """Title in the reader's language."""
        return record.role.title

    def render_scope(self, record: RoleGrant) -> str:
        """The kind, or the part with its name."""
        if self._titles is None:
            parts = RoleGrant.objects.exclude(scope_id=None).values_list("scope", "scope_id").distinct()
            self._titles = scopes.titles(
                {(ScopeKind(kind), part) for kind, part in parts if part is not None}
            )
        return scope_text(record, self._titles)

    def render_order_number(self, record: RoleGrant) -> SafeString | str:
        """Number and day; a full-rights role without an order is marked."""
        if record.order_number:
            return order_text(record)
        missing = record.role.kind == RoleKind.FULL
        return chip(_("no order"), "warn") if missing else "–"

    def render_state(self, record: RoleGrant) -> SafeString:
        """In force, coming, ended."""
        text, tone = STATES[selectors.state_of(record)]
        return chip(text, tone)


def scope_text(grant: RoleGrant, titles: dict[tuple[ScopeKind, int], str]) -> str:
    """What a grant is for, in words."""
    kind = ScopeKind(grant.scope)
    if grant.scope_id is None:
        return str(SCOPE_TITLES[kind])
    return titles.get((kind, grant.scope_id)) or f"{SCOPE_TITLES[kind]} № {grant.scope_id}"


def order_text(grant: RoleGrant) -> str:
    """`№ 12, 01.09.2026`."""
    day = date_format(grant.order_date, "SHORT_DATE_FORMAT") if grant.order_date else ""
    return ", ".join(part for part in (f"№ {grant.order_number}", day) if part)


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """The list with its filters, to be taken away for the order."""
    rows = selectors.grants(actor=request.actor)
    may_give = request.actor.can(AccessPermission.GRANT_GIVE)
    listing = list_page(
        request,
        table_class=GrantTable,
        rows=rows,
        filterset_class=GrantFilter,
        exports=export.FORMATS,
        empty={
            "title": _("Nobody holds a role yet"),
            "text": _("Find a person among the log-ins and give a role."),
        },
    )
    if listing.export:
        return export.answer(
            listing.table, listing.export, title=str(GrantTable.caption), institution=str(request.tenant.name)
        )
    return shell.page(
        request,
        "console/grants.html",
        title=ABOVE[0][0],
        listing=listing,
        may_give=may_give,
        without_order=selectors.holders_without_order(actor=request.actor),
    )


@login_required
def holder(request: UniversityRequest, user_id: int) -> HttpResponse:
    """`/console/grants/<person>/`: what one person holds and held; give and withdraw."""
    rows = list(selectors.grants(actor=request.actor).filter(user_id=user_id).order_by("-valid_from", "-pk"))
    person = rows[0].user if rows else accounts.known(actor=request.actor, user_id=user_id)
    if person is None:
        raise Http404
    may_give = request.actor.can(AccessPermission.GRANT_GIVE) and request.actor.user_id != user_id
    form = GrantForm(request.POST or None)
    status = 200
    if request.method == "POST":
        request.actor.require(AccessPermission.GRANT_GIVE)
        if form.is_valid() and _give(request, form, user_id):
            return redirect("console-holder", user_id=user_id)
        status = 422
    titles = scopes.titles({(ScopeKind(g.scope), g.scope_id) for g in rows if g.scope_id is not None})
    lines = [
        (grant, scope_text(grant, titles), order_text(grant) if grant.order_number else "", *_state(grant))
        for grant in rows
    ]
    return shell.page(
        request,
        "console/holder.html",
        title=person.get_full_name() or person.get_username(),
        above=ABOVE,
        status=status,
        lines=lines,
        form=form,
        person=person,
        may_give=may_give,
        is_oneself=request.actor.user_id == user_id,
        order_form=OrderForm(prefix="end"),
    )


def _state(grant: RoleGrant) -> tuple[Any, str, bool]:
    state = selectors.state_of(grant)
    return (*STATES[state], state is not selectors.GrantState.ENDED)


def _give(request: UniversityRequest, form: GrantForm, user_id: int) -> bool:
    scope, part = form.scope_value()
    try:
        services.give(
            actor=request.actor,
            user_id=user_id,
            role_id=form.cleaned_data["role"].pk,
            scope=scope,
            scope_id=part,
            order=form.order(),
            valid_from=form.cleaned_data["valid_from"],
            valid_until=form.cleaned_data["valid_until"],
        )
    except services.Refused as problem:
        form.add_error(None, refusals.sentence(problem.reason))
        return False
    messages.success(request, _("The role was given."))
    return True


@login_required
def withdraw(request: UniversityRequest, grant_id: int) -> HttpResponse:
    """Ask for the order, then end a grant today."""
    grant = selectors.grants(actor=request.actor).filter(pk=grant_id).first()
    if grant is None:
        raise Http404
    request.actor.require(AccessPermission.GRANT_GIVE)
    form = OrderForm(request.POST or None)
    person = grant.user.get_full_name() or grant.user.get_username()
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(actor=request.actor, grant_id=grant_id, order=form.order())
        except services.UnknownGrant as problem:
            raise Http404 from problem
        except services.Refused as problem:
            form.add_error(None, refusals.sentence(problem.reason))
        else:
            messages.success(request, _("The role was withdrawn."))
            return redirect("console-holder", user_id=grant.user_id)
    about = _("%(person)s loses the role “%(role)s” at once.") % {"person": person, "role": grant.role.title}
    return shell.page(
        request,
        "console/form.html",
        title=_("Withdraw a role"),
        above=ABOVE,
        form=form,
        about=about,
        submit=_("Withdraw the role"),
        danger=True,
        status=422 if form.is_bound else 200,
    )
