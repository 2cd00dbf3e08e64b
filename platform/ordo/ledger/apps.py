"""Django's view of the register."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Label `ledger`. The lists tell provisioning what the university's role may not do, as ``ledger_seal`` does."""

    name = "ordo.ledger"
    label = "ledger"
    verbose_name = _("Register")
    read_only: ClassVar[tuple[str, ...]] = (
        "Register",
        "Event",
        "IdempotencyKey",
        "CorrectionOrder",
        "RootLeaf",
    )
    keeps_rows: ClassVar[tuple[str, ...]] = ("Root",)
    updatable_columns: ClassVar[dict[str, tuple[str, ...]]] = {
        "Register": ("queue_ticket",),
        "Root": ("exported_at",),
    }
