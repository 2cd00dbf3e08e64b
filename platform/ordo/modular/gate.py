"""The gate: what belongs to a switched-off module does not exist for the outside (architecture §4)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from celery import shared_task
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from ordo.modular import registry, switches
from ordo.tenancy.names import PLATFORM
from ordo.tenancy.tasks import TenantTask


def module_of(match: ResolverMatch) -> str | None:
    """Label of the module an address belongs to, by its namespaces."""
    labels = {config.label for config in registry.modules()}
    return next((name for name in match.namespaces if name in labels), None)


class ModuleGateMiddleware:
    """Remembers the modules that are on for the request, and answers 404 for addresses of the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the switches once for the whole request."""
        tenant = getattr(request, "tenant", None)
        if tenant is None or tenant.schema_name == PLATFORM:
            return self.get_response(request)
        with switches.remembered(switches.read_enabled()):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse before the view runs, signed in or not."""
        match = request.resolver_match
        label = module_of(match) if match is not None else None
        if label is not None and label not in switches.enabled():
            raise Http404
        return None


def is_open(path: str) -> bool:
    """Whether an address leads to something that is on, for menus and links."""
    try:
        label = module_of(resolve(path))
    except Resolver404:
        return False
    return label is None or label in switches.enabled()


def module_task(label: str, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Declare a background task of a module: it carries its university and refuses when the module is off."""

    def decorate(function: Callable[..., Any]) -> Any:
        @wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            with switches.remembered(switches.read_enabled()):
                switches.require_on(label)
                return function(*args, **kwargs)

        make: Callable[..., Any] = shared_task(base=TenantTask, **options)
        task = make(guarded)
        task.ordo_module = label
        return task

    return decorate
