"""Rows of the import wizard: the run, its lines, and the column mappings a university has used before."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RunStatus(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("columns to be confirmed")
    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready to apply")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("could not be read")


BEFORE: dict[str, RunStatus] = {
    RunStatus.CHECKING: RunStatus.UPLOADED,
    RunStatus.APPLYING: RunStatus.READY,
    RunStatus.UNDOING: RunStatus.APPLIED,
}
"""Where a run stood before each long step, and stands again when the step breaks off."""


def upload_path(run: "ImportRun", name: str) -> str:
    """Path inside the university's prefix; the person's file name stays in the row only."""
    return f"imports/{run.id}.bin"


class ImportRun(models.Model):
    """One file on its way into the registers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    file = models.FileField(_("file"), upload_to=upload_path)
    file_name = models.CharField(_("file name"), max_length=200)
    file_size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    status = models.CharField(_("state"), max_length=9, choices=RunStatus.choices, default=RunStatus.UPLOADED)
    mapping = models.JSONField(_("columns"), default=dict)
    answers = models.JSONField(_("answers"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    notes = models.JSONField(_("remarks on the sheets"), default=list)
    sheets = models.JSONField(_("title lines and captions"), default=list)
    failure = models.JSONField(_("reason"), default=dict)
    context_id = models.UUIDField(_("audit context"), null=True)
    job_id = models.UUIDField(_("job"), null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("started by")
    )
    started_by_name = models.CharField(_("started by"), max_length=200)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """A job is at work on it, or waits to be."""
        return self.status in BEFORE


class ImportRow(models.Model):
    """One line of the file: what was read, what it would do, what is wrong with it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name=_("import"))
    position = models.PositiveIntegerField(_("position"))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("row"))
    label = models.CharField(_("name"), max_length=300, blank=True)
    action = models.CharField(_("action"), max_length=6)
    applied = models.BooleanField(_("applied"), default=False)
    values = models.JSONField(_("values"), default=dict)
    raw = models.JSONField(_("row as typed"), default=list)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    problems = models.JSONField(_("problems"), default=list)

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="exchange_row_once")]
        indexes = [models.Index(fields=["run", "action"], name="exchange_row_action")]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.number}"


class ColumnMapping(models.Model):
    """Captions a person chose for columns, remembered per university and kind of import."""

    kind = models.CharField(_("kind"), max_length=40)
    column = models.CharField(_("column"), max_length=40)
    caption = models.CharField(_("caption"), max_length=150)
    used_at = models.DateTimeField(_("last used"), auto_now=True)

    class Meta:
        verbose_name = _("remembered column")
        verbose_name_plural = _("remembered columns")
        constraints = [models.UniqueConstraint(fields=["kind", "column"], name="exchange_mapping_once")]

    def __str__(self) -> str:
        return f"{self.column}: {self.caption}"
