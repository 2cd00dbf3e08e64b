"""Collects the permissions of all apps of the platform."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

OWN_ROOTS = ("ordo.", "tenants", "modules.", "cms.", "api", "tests.")


class AccessConfig(AppConfig):
    """Label `access`."""

    name = "ordo.access"
    label = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        """Import `permissions.py` of every own app and enter what it declares."""
        from ordo.access import permissions_registry

        for config in apps.get_app_configs():
            name = f"{config.name}.permissions"
            if config.name.startswith(OWN_ROOTS) and find_spec(name) is not None:
                permissions_registry.register_module(config.label, import_module(name))
