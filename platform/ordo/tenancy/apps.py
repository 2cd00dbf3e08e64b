"""Registers tenancy: content types per schema, commands that migrate, checks that refuse a wrong start."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenancyConfig(AppConfig):
    """Label `tenancy`."""

    name = "ordo.tenancy"
    label = "tenancy"
    verbose_name = _("Tenancy")

    def ready(self) -> None:
        """Install the per-schema content type cache and the system checks."""
        from django_tenants.management.commands import migrate_schemas

        from ordo.tenancy import checks, contenttypes

        contenttypes.install()
        checks.register()
        self._share_autodetector(migrate_schemas)

    @staticmethod
    def _share_autodetector(migrate_schemas: Any) -> None:
        """Trap 16: django-tenants' command lacks the autodetector that pgtrigger puts on Django's own."""
        from django.core.management.commands import makemigrations

        command = migrate_schemas.MigrateSchemasCommand
        command.autodetector = makemigrations.Command.autodetector
