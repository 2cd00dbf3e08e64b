"""Addresses below /app/sample-notes/."""

from django.urls import path

from tests.sample_module import views

urlpatterns = [path("", views.notes, name="notes")]
