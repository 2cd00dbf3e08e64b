"""Addresses of log-ins below `/accounts/`. allauth's pages of sign-up and e-mail are not among them."""

from allauth.account import views as allauth_views
from django.urls import path
from django.views.generic import RedirectView

from ordo.accounts import views

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("activate/", views.activate, name="account_activate"),
    path("password/", views.password, name="account_password"),
    path("password/change/", RedirectView.as_view(url="/accounts/password/"), name="account_change_password"),
    path("signup/", RedirectView.as_view(url="/accounts/activate/"), name="account_signup"),
    path("reset/", RedirectView.as_view(url="/accounts/activate/"), name="account_reset_password"),
]
