"""The app of issued documents."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Label `documents`. What was issued stays: only its status may change, and that is a right of the database."""

    name = "ordo.documents"
    label = "documents"
    verbose_name = _("Documents")

    keeps_rows: ClassVar[tuple[str, ...]] = ("IssuedDocument",)
    updatable_columns: ClassVar[dict[str, tuple[str, ...]]] = {
        "IssuedDocument": ("status", "replaced_by_id", "reason", "changed_at", "changed_by_name")
    }
