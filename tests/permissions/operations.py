"""Finds every operation of the program: public functions of services and selectors that are told who acts."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

ROOTS = ("ordo", "tenants", "modules", "cms")
LAYERS = {"services", "selectors"}
# Operations that stand elsewhere: switches and keys of the kernel, and doors that carry deeds of their own.
FURTHER = ("ordo.modular.switches", "ordo.accounts.tokens", "ordo.cabinet.panels", "ordo.exchange.kinds")


def _modules() -> Iterator[ModuleType]:
    for root in ROOTS:
        package = importlib.import_module(root)
        for found in pkgutil.walk_packages(package.__path__, f"{root}."):
            if LAYERS & set(found.name.split(".")) or found.name in FURTHER:
                yield importlib.import_module(found.name)


def takes_actor(function: Callable[..., Any]) -> bool:
    """Whether a function has a parameter `actor`."""
    return "actor" in inspect.signature(function).parameters


def operations() -> dict[str, Callable[..., Any]]:
    """Dotted name → function, each under the module that defines it."""
    found = {}
    for module in _modules():
        for name, value in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(value) or value.__module__ != module.__name__:
                continue
            if takes_actor(value):
                found[f"{module.__name__}.{name}"] = value
    return dict(sorted(found.items()))
