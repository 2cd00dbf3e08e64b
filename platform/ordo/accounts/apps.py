"""The app of log-ins."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Label `accounts`."""

    name = "ordo.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
