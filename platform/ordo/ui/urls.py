"""Addresses of the design system, included at the root of every host."""

from django.urls import path
from django.views.i18n import set_language

from ordo.ui import views

urlpatterns = [
    path("theme.css", views.theme, name="theme-css"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("offline/", views.offline, name="offline"),
    path("ui/", views.guide, name="ui-guide"),
    path("ui/list/", views.guide_list, name="ui-guide-list"),
    path("ui/error/<int:status>/", views.guide_error, name="ui-guide-error"),
    path("ui/sign-in/", views.guide_sign_in, name="ui-guide-sign-in"),
    path("ui/theme/", views.choose_theme, name="choose-theme"),
    path("ui/language/", set_language, name="set_language"),
]
