"""The modules of this deployment, found through Django's apps; nobody keeps a list by hand."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.urls import URLResolver, include, path

from ordo.modular.module import ModuleConfig


class UnknownModule(LookupError):
    """No installed module carries this label."""


def modules() -> tuple[ModuleConfig, ...]:
    """All installed modules in the order of the settings."""
    return tuple(config for config in apps.get_app_configs() if isinstance(config, ModuleConfig))


def module(label: str) -> ModuleConfig:
    """One module by label; UnknownModule otherwise."""
    for config in modules():
        if config.label == label:
            return config
    raise UnknownModule(label)


def needed_by(label: str) -> frozenset[str]:
    """Labels this module requires, closed over transitively, without itself."""
    found: set[str] = set()
    waiting = list(module(label).requires)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(module(current).requires)
    return frozenset(found)


def dependents_of(label: str) -> frozenset[str]:
    """Labels of the modules that need this one, directly or through others."""
    return frozenset(config.label for config in modules() if label in needed_by(config.label))


def active(enabled: Iterable[str]) -> Iterator[ModuleConfig]:
    """Modules among the enabled labels, in order."""
    labels = frozenset(enabled)
    return (config for config in modules() if config.label in labels)


def url_patterns() -> list[URLResolver]:
    """Addresses of all modules below `/app/`, each in the namespace of its label, which the gate looks at."""
    return [
        path(f"{config.url_prefix or config.label}/", include((f"{config.name}.urls", config.label)))
        for config in modules()
    ]


def provisioners() -> tuple[str, ...]:
    """Dotted paths `package.module:function` that fill a new university's tables, kernel and site included."""
    return tuple(
        path for config in apps.get_app_configs() if (path := getattr(config, "provision", "")) and path
    )
