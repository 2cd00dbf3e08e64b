"""Addresses that every host has: log-in, design system, language, health."""

from django.urls import URLPattern, URLResolver, include, path

from ordo.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("accounts/", include("ordo.accounts.urls")),
    path("", include("ordo.ui.urls")),
]
