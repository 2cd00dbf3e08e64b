"""The application of the design system."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Registers templates, static files, template tags and the catalogue of the design system."""

    name = "ordo.ui"
    label = "ui"
    verbose_name = _("Design system")

    def ready(self) -> None:
        """Let Kyrgyz sentences say the university's own words."""
        from ordo.ui import sentences

        sentences.install()
