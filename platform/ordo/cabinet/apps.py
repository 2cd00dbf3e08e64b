"""The cabinet and the console: first pages, put together from the modules."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CabinetConfig(AppConfig):
    """Label `cabinet`."""

    name = "ordo.cabinet"
    label = "cabinet"
    verbose_name = _("Cabinet and console")

    def ready(self) -> None:
        """Register the kernel's panels and settings, and the source of the university's own words."""
        from ordo.cabinet import kernel_panels, known_settings, panels, words
        from ordo.ui import terms

        panels.register(*kernel_panels.PANELS)
        panels.register_menu(*kernel_panels.MENU)
        known_settings.register(*known_settings.KERNEL)
        terms.set_provider(words.own_words)
