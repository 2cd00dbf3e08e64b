"""Addresses of the administrator's console, mounted at `/console/`."""

from django.urls import path

from ordo.cabinet.console import audit, grants, home, logins, modules, roles, settings, words

urlpatterns = [
    path("", home.home, name="console"),
    path("modules/", modules.index, name="console-modules"),
    path("roles/", roles.index, name="console-roles"),
    path("roles/matrix/", roles.matrix, name="console-matrix"),
    path("roles/new/", roles.add, name="console-role-new"),
    path("roles/<int:role_id>/", roles.detail, name="console-role"),
    path("roles/<int:role_id>/permissions/", roles.permissions, name="console-role-permissions"),
    path("roles/<int:role_id>/words/", roles.words, name="console-role-words"),
    path("roles/<int:role_id>/remove/", roles.remove, name="console-role-remove"),
    path("grants/", grants.index, name="console-grants"),
    path("grants/<int:user_id>/", grants.holder, name="console-holder"),
    path("grants/withdraw/<int:grant_id>/", grants.withdraw, name="console-grant-withdraw"),
    path("logins/", logins.index, name="console-logins"),
    path("logins/slips/", logins.slips, name="console-slips"),
    path("logins/<int:user_id>/", logins.detail, name="console-login"),
    path("logins/<int:user_id>/switch/", logins.switch, name="console-login-switch"),
    path("settings/", settings.index, name="console-settings"),
    path("settings/<str:key>/", settings.change, name="console-setting"),
    path("words/", words.index, name="console-words"),
    path("audit/", audit.index, name="console-audit"),
]
