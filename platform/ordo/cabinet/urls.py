"""Addresses of the cabinet's own pages, mounted at `/app/`."""

from django.urls import path

from ordo.cabinet import account, views

urlpatterns = [
    path("", views.home, name="cabinet"),
    path("account/", account.account, name="account"),
    path("account/keys/<int:token_id>/revoke/", account.revoke, name="account-key-revoke"),
]
