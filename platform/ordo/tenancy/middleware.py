"""Finds the university of a request from its Host header and from nothing else."""

import time
from collections.abc import Callable
from typing import Any, Protocol, cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf
from django.utils.module_loading import import_string
from django_tenants.utils import get_tenant_domain_model

from ordo.tenancy import connection
from ordo.tenancy.names import PLATFORM, PUBLIC

_LIFETIME_SECONDS = 5.0
_known_hosts: dict[str, tuple[float, Any]] = {}


class HasUniversity(Protocol):
    """What this middleware puts on a request."""

    tenant: Any
    urlconf: str


def forget_hosts() -> None:
    """Drop the small per-process table host → university, after a change of domains."""
    _known_hosts.clear()


def university_for_host(host: str) -> Any | None:
    """University that answers on this host name, or None; looked up at most every five seconds."""
    now = time.monotonic()
    known = _known_hosts.get(host)
    if known is not None and known[0] > now:
        return known[1]
    connection.current().set_schema_to_public()
    domains = get_tenant_domain_model()
    row = domains.objects.select_related("tenant").filter(domain=host).first()
    tenant = row.tenant if row is not None and row.tenant.is_open else None
    if tenant is not None:
        _known_hosts[host] = (now + _LIFETIME_SECONDS, tenant)
    return tenant


class UniversityMiddleware:
    """First middleware: sets `request.tenant`, the schema and the URL table; unknown hosts get a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the university of the host, or say that there is none."""
        if getattr(request, "is_dummy", False) and connection.current().schema_name != PUBLIC:
            # Trap 11: Wagtail's preview asks with the host of Site.hostname; the university must not change.
            return self.get_response(request)
        try:
            host = request.get_host().rsplit(":", 1)[0].lower()
        except DisallowedHost:
            host = ""
        tenant = university_for_host(host) if host else None
        if tenant is None:
            connection.current().set_schema_to_public()
            return unknown_university(request)
        target = cast(HasUniversity, request)
        target.tenant = tenant
        connection.current().set_tenant(tenant)
        is_platform = tenant.schema_name == PLATFORM
        target.urlconf = settings.PLATFORM_URLCONF if is_platform else settings.ROOT_URLCONF
        set_urlconf(target.urlconf)
        return self.get_response(request)


def unknown_university(request: HttpRequest) -> HttpResponse:
    """One clear sentence for a host name that belongs to no university, by the view the settings name."""
    view: Callable[[HttpRequest], HttpResponse] = import_string(settings.UNKNOWN_UNIVERSITY_VIEW)
    return view(request)
