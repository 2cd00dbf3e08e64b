"""Addresses of the import wizard below `/app/import/`."""

from django.urls import path

from ordo.exchange import views

urlpatterns = [
    path("", views.index, name="imports"),
    path("new/<slug:code>/", views.upload, name="import-upload"),
    path("<uuid:run_id>/", views.run, name="import-run"),
    path("<uuid:run_id>/apply/", views.apply, name="import-apply"),
    path("<uuid:run_id>/undo/", views.undo, name="import-undo"),
    path("<uuid:run_id>/bad-rows/", views.bad_rows, name="import-bad-rows"),
]
