"""Which modules are on in the current university, and turning them on and off."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from ordo.access.actor import Actor
from ordo.access.permissions import AccessPermission
from ordo.modular import registry
from ordo.modular.models import ModuleSwitch

_of_request: ContextVar[frozenset[str] | None] = ContextVar("ordo_modules", default=None)


class ModuleOff(Exception):
    """A switched-off module was asked to do something."""


class StillNeeded(Exception):
    """The module cannot go off while others that need it are on; `labels` names them."""

    def __init__(self, labels: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(labels)))
        self.labels = labels


class AlwaysOn(Exception):
    """The module is part of every university and has no switch."""


def read_enabled() -> frozenset[str]:
    """Labels that are on, asked from the database (one query)."""
    installed = {config.label: config for config in registry.modules()}
    on = set(ModuleSwitch.objects.filter(enabled=True).values_list("label", flat=True))
    essential = {label for label, config in installed.items() if config.essential}
    return frozenset((on | essential) & set(installed))


def enabled() -> frozenset[str]:
    """Labels that are on, remembered for the length of a request."""
    known = _of_request.get()
    return read_enabled() if known is None else known


@contextmanager
def remembered(labels: frozenset[str] | None) -> Iterator[None]:
    """Remember the labels while a request or task runs."""
    token = _of_request.set(labels)
    try:
        yield
    finally:
        _of_request.reset(token)


def require_on(label: str) -> None:
    """Raise ModuleOff when the module is off here."""
    if label not in enabled():
        raise ModuleOff(label)


@transaction.atomic
def switch(*, actor: Actor, label: str, on: bool) -> frozenset[str]:
    """Turn a module on (with all it requires) or off; returns the labels changed.

    Raises StillNeeded when others that are on need it, AlwaysOn for essential modules, UnknownModule for no module.
    """
    actor.require(AccessPermission.MODULE_SWITCH)
    config = registry.module(label)
    if config.essential:
        raise AlwaysOn(label)
    now_on = read_enabled()
    if on:
        wanted = ({label} | registry.needed_by(label)) - now_on
    else:
        blockers = registry.dependents_of(label) & now_on
        if blockers:
            raise StillNeeded(blockers)
        wanted = {label} & now_on
    for name in sorted(wanted):
        ModuleSwitch.objects.update_or_create(
            label=name, defaults={"enabled": on, "changed_by_name": actor.name}
        )
    _forget()
    return frozenset(wanted)


def _forget() -> None:
    if _of_request.get() is not None:
        _of_request.set(read_enabled())
