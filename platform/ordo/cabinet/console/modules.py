"""`/console/modules/`: which parts of the platform this university uses (EB-T15a, EB-T15b)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordo.access.permissions import AccessPermission
from ordo.access.request import UniversityRequest
from ordo.cabinet.console import shell
from ordo.modular import registry, switches


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module as the page shows it; lists hold titles."""

    label: str
    title: str
    description: str
    on: bool
    essential: bool
    requires: list[str]
    comes_along: list[str]
    needed_by: list[str]


def _titles(labels: frozenset[str]) -> list[str]:
    return sorted(str(registry.module(label).title) for label in labels)


def _lines() -> list[ModuleLine]:
    on = switches.read_enabled()
    return [
        ModuleLine(
            label=config.label,
            title=str(config.title),
            description=str(config.description),
            on=config.label in on,
            essential=config.essential,
            requires=_titles(frozenset(config.requires)),
            comes_along=_titles(registry.needed_by(config.label) - on),
            needed_by=_titles(registry.dependents_of(config.label) & on),
        )
        for config in registry.modules()
    ]


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """The list with its switches; a switch posts `label` and `on` (1 or 0)."""
    request.actor.require(AccessPermission.MODULE_SWITCH)
    if request.method == "POST":
        _switch(request, str(request.POST.get("label", "")), on=request.POST.get("on") == "1")
        return redirect("console-modules")
    lines = sorted(_lines(), key=lambda line: (line.essential, line.title))
    return shell.page(request, "console/modules.html", title=gettext_lazy("Modules"), lines=lines)


def _switch(request: UniversityRequest, label: str, *, on: bool) -> None:
    try:
        changed = switches.switch(actor=request.actor, label=label, on=on)
    except registry.UnknownModule as problem:
        raise Http404 from problem
    except switches.AlwaysOn:
        messages.error(request, _("This module is part of every university and stays on."))
    except switches.StillNeeded as problem:
        names: dict[str, Any] = {"modules": ", ".join(_titles(problem.labels))}
        messages.error(request, _("Switch these off first, they need it: %(modules)s.") % names)
    else:
        names = {"modules": ", ".join(_titles(changed))}
        text = _("Switched on: %(modules)s.") if on else _("Switched off: %(modules)s. The data is kept.")
        if changed:
            messages.success(request, text % names)
