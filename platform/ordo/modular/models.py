"""The switch of a module in one university."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModuleSwitch(models.Model):
    """Whether a module is on; a switched-off module keeps its data (EB-T15b)."""

    label = models.SlugField(_("module"), max_length=40, unique=True)
    enabled = models.BooleanField(_("on"), default=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by_name = models.CharField(_("changed by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("module switch")
        verbose_name_plural = _("module switches")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label
