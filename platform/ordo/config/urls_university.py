"""Addresses on a university's host."""

from django.urls import URLPattern, URLResolver, include, path

from ordo.config import urls_shared
from ordo.modular import registry

handler400 = "ordo.config.errors.bad_request"
handler403 = "ordo.config.errors.forbidden"
handler404 = "ordo.config.errors.not_found"
handler500 = "ordo.config.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_shared.urlpatterns,
    path("app/", include("ordo.cabinet.urls")),
    path("app/", include(registry.url_patterns())),
    path("app/import/", include("ordo.exchange.urls")),
    path("app/jobs/", include("ordo.jobs.urls")),
    path("console/", include("ordo.cabinet.console_urls")),
    path("verify/", include("ordo.documents.urls")),
    path("graphql/", include("api.urls")),
    path("", include("cms.portal.urls")),
]
