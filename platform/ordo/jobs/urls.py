"""Addresses of jobs below `/app/jobs/`."""

from django.urls import path

from ordo.jobs import views

urlpatterns = [
    path("", views.index, name="jobs"),
    path("<uuid:job_id>/", views.detail, name="job"),
    path("<uuid:job_id>/cancel/", views.cancel, name="job-cancel"),
]
