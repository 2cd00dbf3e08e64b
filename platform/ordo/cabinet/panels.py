"""What the cabinet and the console are put together from: widgets and panels of the modules that are on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from ordo.access.actor import Actor
from ordo.modular import registry, switches
from ordo.modular.module import ConsolePanel, MenuEntry


@dataclass(frozen=True, slots=True)
class Card:
    """One widget with its data, ready for its template."""

    code: str
    title: str | Promise
    template: str
    data: dict[str, Any]


def cards_for(actor: Actor) -> list[Card]:
    """Widgets this actor may see, in order; a widget that has nothing to say gives None and is left out."""
    widgets = sorted(
        (widget for config in registry.active(switches.enabled()) for widget in config.widgets),
        key=lambda widget: widget.order,
    )
    cards = []
    for widget in widgets:
        if not actor.can(widget.permission):
            continue
        context: Callable[[Actor], dict[str, Any] | None] = import_string(widget.context.replace(":", "."))
        data = context(actor)
        if data is not None:
            cards.append(Card(widget.code, widget.title, widget.template, data))
    return cards


_own_panels: list[ConsolePanel] = []
_own_menu: list[MenuEntry] = []


def register(*panels: ConsolePanel) -> None:
    """Add panels of the kernel or the site, which are no modules; called from an AppConfig's ready()."""
    _own_panels.extend(panel for panel in panels if panel not in _own_panels)


def register_menu(*entries: MenuEntry) -> None:
    """Add entries of the kernel to the cabinet's menu; called from an AppConfig's ready()."""
    _own_menu.extend(entry for entry in entries if entry not in _own_menu)


def menu_for(actor: Actor) -> list[MenuEntry]:
    """Menu entries this actor may enter, in order: the kernel's and those of the modules that are on."""
    found = [*_own_menu, *(entry for config in registry.active(switches.enabled()) for entry in config.menu)]
    return sorted((entry for entry in found if actor.can(entry.permission)), key=lambda entry: entry.order)


def panels_for(actor: Actor) -> list[ConsolePanel]:
    """Console panels this actor may open, in order."""
    found = [
        *_own_panels,
        *(panel for config in registry.active(switches.enabled()) for panel in config.console),
    ]
    return sorted((panel for panel in found if actor.can(panel.permission)), key=lambda panel: panel.order)
