"""`/console/roles/`: roles, their permissions and words (EB-17.2, EB-17.3)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ordo.access import selectors, services
from ordo.access.models import Role
from ordo.access.permissions import AccessPermission
from ordo.access.permissions_registry import (
    PermissionInfo,
    PermissionKind,
    UnknownPermission,
    all_permissions,
)
from ordo.access.request import UniversityRequest
from ordo.access.roles import RoleKind
from ordo.cabinet.console import refusals, shell
from ordo.cabinet.console.forms import RoleForm, RoleWordsForm
from ordo.tenancy.names import PLATFORM

ABOVE = ((gettext_lazy("Roles and permissions"), "console-roles"),)


@dataclass(frozen=True, slots=True)
class PermissionGroup:
    """Permissions of one app under its name."""

    title: str
    permissions: list[PermissionInfo]


def offered_permissions() -> list[PermissionInfo]:
    """Permissions of a university; those of the platform's operators mean nothing here."""
    return [info for info in all_permissions() if not info.code.startswith(f"{PLATFORM}.")]


def permission_groups(kind: RoleKind | None = None) -> list[PermissionGroup]:
    """All permissions by app; those a simple role can never get are left out for it."""
    found: dict[str, list[PermissionInfo]] = {}
    for info in offered_permissions():
        if kind is not RoleKind.SIMPLE or info.kind is not PermissionKind.WRITE:
            found.setdefault(info.app, []).append(info)
    titled = [PermissionGroup(_app_title(app), infos) for app, infos in found.items()]
    return sorted(titled, key=lambda group: group.title)


def _app_title(label: str) -> str:
    config = apps.get_app_config(label)
    return str(getattr(config, "title", "") or config.verbose_name)


def _role(request: UniversityRequest, role_id: int) -> Role:
    role = selectors.roles(actor=request.actor).filter(pk=role_id).first()
    if role is None:
        raise Http404
    return role


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """All roles with the number of their holders and permissions."""
    rows = selectors.roles(actor=request.actor)
    may_change = request.actor.can(AccessPermission.ROLE_CHANGE)
    return shell.page(request, "console/roles.html", title=ABOVE[0][0], roles=rows, may_change=may_change)


@login_required
def matrix(request: UniversityRequest) -> HttpResponse:
    """Permissions against roles, as one table."""
    rows = list(selectors.roles(actor=request.actor))
    held = selectors.permissions_of(rows)
    groups = [
        (
            group.title,
            [(info, [(role, info.code in held[role.pk]) for role in rows]) for info in group.permissions],
        )
        for group in permission_groups()
    ]
    title = gettext_lazy("Who may do what")
    return shell.page(request, "console/matrix.html", title=title, above=ABOVE, roles=rows, groups=groups)


@login_required
def detail(request: UniversityRequest, role_id: int) -> HttpResponse:
    """One role: its permissions to tick and its words in three languages."""
    role = _role(request, role_id)
    held = selectors.permissions_of([role])[role.pk]
    return _detail(request, role, held, RoleWordsForm(initial=_words(role)))


def _detail(
    request: UniversityRequest, role: Role, ticked: Collection[str], form: RoleWordsForm, status: int = 200
) -> HttpResponse:
    return shell.page(
        request,
        "console/role.html",
        title=role.title,
        above=ABOVE,
        status=status,
        role=role,
        is_simple=role.kind == RoleKind.SIMPLE,
        groups=permission_groups(RoleKind(role.kind)),
        ticked=ticked,
        seen=services.fingerprint(role),
        form=form,
        may_change=request.actor.can(AccessPermission.ROLE_CHANGE),
        may_see_holders=request.actor.can(AccessPermission.GRANT_VIEW),
    )


def _words(role: Model) -> dict[str, str]:
    return {
        f"{field}_{code}": getattr(role, f"{field}_{code}") or ""
        for field in ("title", "description")
        for code in ("ky", "ru", "en")
    }


@login_required
@require_POST
def permissions(request: UniversityRequest, role_id: int) -> HttpResponse:
    """Save which permissions the role has."""
    role = _role(request, role_id)
    request.actor.require(AccessPermission.ROLE_CHANGE)
    offered = {info.code for info in offered_permissions()}
    unseen = selectors.permissions_of([role])[role.pk] - offered
    try:
        changed = services.set_permissions(
            actor=request.actor,
            role_id=role_id,
            permissions=frozenset(request.POST.getlist("permission")) | unseen,
            seen=str(request.POST.get("seen", "")),
        )
    except UnknownPermission as problem:
        raise Http404 from problem
    except services.Refused as problem:
        messages.error(request, refusals.sentence(problem.reason))
    else:
        messages.success(request, _("Saved.") if changed else _("Nothing was different."))
    return redirect("console-role", role_id=role_id)


@login_required
@require_POST
def words(request: UniversityRequest, role_id: int) -> HttpResponse:
    """Save a role's title and description."""
    role = _role(request, role_id)
    form = RoleWordsForm(request.POST)
    if form.is_valid():
        try:
            services.rename_role(
                actor=request.actor,
                role_id=role_id,
                titles=form.texts("title"),
                descriptions=form.texts("description"),
                seen=str(request.POST.get("seen", "")),
            )
        except services.Refused as problem:
            messages.error(request, refusals.sentence(problem.reason))
        else:
            messages.success(request, _("Saved."))
        return redirect("console-role", role_id=role_id)
    return _detail(request, role, selectors.permissions_of([role])[role.pk], form, status=422)


@login_required
def add(request: UniversityRequest) -> HttpResponse:
    """A role of the university's own."""
    request.actor.require(AccessPermission.ROLE_CHANGE)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            role = services.add_role(
                actor=request.actor,
                code=form.cleaned_data["code"],
                kind=RoleKind(form.cleaned_data["kind"]),
                titles=form.texts("title"),
                descriptions=form.texts("description"),
            )
        except services.Refused as problem:
            form.add_error(None, refusals.sentence(problem.reason))
        else:
            messages.success(request, _("The role was added. Now choose its permissions."))
            return redirect("console-role", role_id=role.pk)
    status = 422 if form.is_bound else 200
    title = gettext_lazy("New role")
    return shell.page(request, "console/form.html", title=title, above=ABOVE, form=form, status=status)


@login_required
@require_POST
def remove(request: UniversityRequest, role_id: int) -> HttpResponse:
    """Take away a role nobody ever held."""
    try:
        services.remove_role(actor=request.actor, role_id=role_id, seen=str(request.POST.get("seen", "")))
    except services.UnknownRole as problem:
        raise Http404 from problem
    except services.Refused as problem:
        messages.error(request, refusals.sentence(problem.reason))
        return redirect("console-role", role_id=role_id)
    messages.success(request, _("The role was removed."))
    return redirect("console-roles")
