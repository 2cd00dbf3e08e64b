"""Addresses on the platform's own host: the list of universities and the operators' console."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from ordo.config import urls_shared
from tenants import views

handler400 = "ordo.config.errors.bad_request"
handler403 = "ordo.config.errors.forbidden"
handler404 = "ordo.config.errors.not_found"
handler500 = "ordo.config.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_shared.urlpatterns,
    path("", views.universities, name="universities"),
    path("console/", views.console, name="console"),
    path("app/", RedirectView.as_view(pattern_name="console"), name="cabinet"),
]
