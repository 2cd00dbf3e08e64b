"""Addresses below /app/grading/."""

from django.urls import path

from modules.grading import views

urlpatterns = [
    path("", views.policies, name="policies"),
    path("<int:version_id>/", views.policy, name="policy"),
    path("<int:version_id>/copy", views.copy, name="copy"),
    path("<int:version_id>/edit/", views.edit, name="edit"),
    path("<int:version_id>/enforce", views.enforce, name="enforce"),
    path("<int:version_id>/confirm", views.confirm, name="confirm"),
]
