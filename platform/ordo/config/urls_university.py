"""Addresses on a university's host."""

from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ordo.config import urls_shared
from ordo.modular import registry

handler400 = "ordo.config.errors.bad_request"
handler403 = "ordo.config.errors.forbidden"
handler404 = "ordo.config.errors.not_found"
handler500 = "ordo.config.errors.broken"


def _part(prefix: str, name: str) -> list[URLPattern | URLResolver]:
    roots = (settings.BASE_DIR, settings.BASE_DIR / "platform", settings.BASE_DIR / "graphql")
    there = any((Path(root) / (name.replace(".", "/") + ".py")).exists() for root in roots)
    return [path(prefix, include(name))] if there else []


urlpatterns: list[URLPattern | URLResolver] = [
    *urls_shared.urlpatterns,
    *_part("app/", "ordo.cabinet.urls"),
    path("app/", include(registry.url_patterns())),
    *_part("app/import/", "ordo.exchange.urls"),
    *_part("app/jobs/", "ordo.jobs.urls"),
    *_part("console/", "ordo.cabinet.console_urls"),
    *_part("verify/", "ordo.documents.urls"),
    *_part("graphql/", "api.urls"),
    *_part("", "cms.portal.urls"),
]
