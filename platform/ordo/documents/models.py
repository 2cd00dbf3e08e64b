"""Issued documents: what was given out, when, by whom, and whether it still holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Life of a document; the last two are final (a trigger of the database sees to it)."""

    ISSUED = "issued", _("in force")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")


class IssuedDocument(models.Model):
    """One issued PDF. The row is written once; afterwards only the status and its reason may change, once.

    `payload` holds what the paper says and the check page may repeat: {"title": …, "facts": [[label, value], …]}.
    `content_digest` is the SHA-256 of all data of the form and is part of the signature; `sha256` is of the file.
    """

    kind = models.SlugField(_("kind"), max_length=40)
    number = models.CharField(_("number"), max_length=60)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    subject_kind = models.SlugField(_("kind of the subject"), max_length=40)
    subject_id = models.BigIntegerField(_("subject"))
    faculty_id = models.BigIntegerField(_("faculty"), null=True, blank=True)
    group_id = models.BigIntegerField(_("study group"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2)
    payload = models.JSONField(_("what the document says"))
    content_digest = models.CharField(_("digest of the content"), max_length=64)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("issued by")
    )
    issued_by_name = models.CharField(_("name of the issuer"), max_length=200)
    token = models.CharField(_("check code"), max_length=32, unique=True)
    signed_text = models.TextField(_("signed text"))
    key_id = models.CharField(_("key"), max_length=16)
    path = models.CharField(_("file"), max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, db_index=True)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ISSUED)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    reason = models.TextField(_("reason"), blank=True)
    changed_at = models.DateTimeField(_("status changed at"), null=True, blank=True)
    changed_by_name = models.CharField(_("status changed by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="documents_subject")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "edition"], name="documents_number_once"),
            models.CheckConstraint(
                name="documents_status_facts",
                condition=Q(status="issued", replaced_by=None, reason="", changed_at=None)
                | (Q(status="replaced", replaced_by__isnull=False, changed_at__isnull=False) & ~Q(reason=""))
                | (Q(status="revoked", replaced_by=None, changed_at__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="documents_token_length", condition=Q(("token__regex", r"^[A-Za-z0-9_-]{22,32}$"))
            ),
            models.CheckConstraint(
                name="documents_digests",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$") & Q(content_digest__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.edition}"
