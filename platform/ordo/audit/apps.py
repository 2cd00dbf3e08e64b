"""The app of audit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Label `audit`; its tables are the event tables of the tracked models."""

    name = "ordo.audit"
    label = "audit"
    verbose_name = _("Audit")
