"""The app of the public schema."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Label `tenants`."""

    name = "tenants"
    label = "tenants"
    verbose_name = _("Universities")
