"""The app of module switches."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModularConfig(AppConfig):
    """Label `modular`."""

    name = "ordo.modular"
    label = "modular"
    verbose_name = _("Modules")
