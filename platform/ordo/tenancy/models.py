"""Rows of tenancy that live in a university's own schema."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TenantKey(models.Model):
    """One key of the university: a purpose, its encrypted secret and its public half."""

    purpose = models.CharField(_("purpose"), max_length=40)
    key_id = models.CharField(_("key id"), max_length=16, unique=True)
    secret = models.TextField(_("encrypted secret"))
    public = models.CharField(_("public key"), max_length=64)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")

    def __str__(self) -> str:
        return f"{self.purpose} {self.key_id}"


class Preference(models.Model):
    """One setting of the university; `is_preset` until somebody confirms it (S and P of the policies)."""

    key = models.CharField(_("setting"), max_length=80, unique=True)
    value = models.JSONField(_("value"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_preset = models.BooleanField(_("preset, not from a norm"), default=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by_name = models.CharField(_("changed by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("setting")
        verbose_name_plural = _("settings")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
