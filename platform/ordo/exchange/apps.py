"""The app of imports and exports."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Label `exchange`."""

    name = "ordo.exchange"
    label = "exchange"
    verbose_name = _("Imports and exports")
    keeps_rows = ("ImportRun",)

    def ready(self) -> None:
        """Load every module's `imports.py`."""
        autodiscover_modules("imports")
