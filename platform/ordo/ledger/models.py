"""Rows of the register, for reading. Every write goes through a function of the database (see ``facade``)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Register(models.Model):
    """The queue, the lock and the head of the chain of one sheet. It opens once and closes once."""

    kind = models.TextField(_("kind"))
    subject_id = models.BigIntegerField(_("subject"))
    head_seq = models.BigIntegerField(_("number of events"), default=0)
    head_hash = models.BinaryField(_("head of the chain"))
    queue_ticket = models.SmallIntegerField(_("queue ticket"), default=0, editable=False)
    locked_at = models.DateTimeField(_("locked at"), null=True)
    locked_reason = models.TextField(_("reason of the lock"), default="")
    created_at = models.DateTimeField(_("opened at"))

    class Meta:
        db_table = "ledger_register"
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="ledger_register_one_per_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Event(models.Model):
    """One link of a register's chain; ``payload`` is the canonical JSON text that was hashed."""

    pk = models.CompositePrimaryKey("register_id", "seq")
    register_id = models.BigIntegerField(_("register"))
    seq = models.BigIntegerField(_("number"))
    kind = models.TextField(_("kind"))
    subject_table = models.TextField(_("table"))
    subject_id = models.BigIntegerField(_("row"))
    actor_id = models.BigIntegerField(_("person"), null=True)
    actor_name = models.TextField(_("name of the person"))
    origin = models.TextField(_("origin"))
    at = models.DateTimeField(_("time"))
    payload = models.TextField(_("content"))
    prev_hash = models.BinaryField(_("hash of the previous event"))
    hash = models.BinaryField(_("hash"))

    class Meta:
        db_table = "ledger_event"
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(
                fields=["subject_table", "subject_id", "register_id", "seq"], name="ledger_event_by_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}/{self.seq} {self.kind}"


class IdempotencyKey(models.Model):
    """One write that carried a key, and the answer it got."""

    key = models.TextField(_("key"), primary_key=True)
    register_id = models.BigIntegerField(_("register"), null=True)
    operation = models.TextField(_("operation"))
    actor_id = models.BigIntegerField(_("person"), null=True)
    request_hash = models.BinaryField(_("hash of the request"))
    response = models.JSONField(_("answer"), null=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        db_table = "ledger_idempotency"
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")

    def __str__(self) -> str:
        return self.key


class Root(models.Model):
    """The signed Merkle root of one day over all heads; ``previous`` is the hash of the root before it."""

    day = models.DateField(_("day"), primary_key=True)
    merkle_root = models.BinaryField(_("root"))
    heads = models.BigIntegerField(_("number of registers"))
    previous = models.BinaryField(_("hash of the previous root"))
    signature = models.BinaryField(_("signature"))
    key_id = models.TextField(_("key"))
    made_at = models.DateTimeField(_("made at"))
    exported_at = models.DateTimeField(_("exported at"), null=True)

    class Meta:
        db_table = "ledger_root"
        verbose_name = _("daily root")
        verbose_name_plural = _("daily roots")

    def __str__(self) -> str:
        return self.day.isoformat()


class RootLeaf(models.Model):
    """A head that was new on a day; a root's leaves are the last ones per register up to its day."""

    pk = models.CompositePrimaryKey("register_id", "seq")
    register_id = models.BigIntegerField(_("register"))
    seq = models.BigIntegerField(_("number"))
    day = models.DateField(_("day"))
    hash = models.BinaryField(_("hash"))

    class Meta:
        db_table = "ledger_root_leaf"
        verbose_name = _("leaf of a root")
        verbose_name_plural = _("leaves of roots")
        indexes = [models.Index(fields=["day"], name="ledger_root_leaf_by_day")]

    def __str__(self) -> str:
        return f"{self.register_id}/{self.seq}"


class CorrectionOrder(models.Model):
    """An order to change a closed register: asked for by one person, approved by two others (AVN-3.7)."""

    register = models.ForeignKey(Register, models.PROTECT, verbose_name=_("register"), related_name="orders")
    document = models.TextField(_("document"))
    reason = models.TextField(_("reason"))
    changes = models.JSONField(_("changes"))
    requested_by = models.BigIntegerField(_("asked for by"))
    requested_at = models.DateTimeField(_("asked for at"))
    approver_1 = models.BigIntegerField(_("first approver"), null=True)
    approved_1_at = models.DateTimeField(_("first approval"), null=True)
    approver_2 = models.BigIntegerField(_("second approver"), null=True)
    approved_2_at = models.DateTimeField(_("second approval"), null=True)
    refused_by = models.BigIntegerField(_("refused by"), null=True)
    refused_at = models.DateTimeField(_("refused at"), null=True)
    refusal = models.TextField(_("reason of the refusal"), default="")
    applied_by = models.BigIntegerField(_("applied by"), null=True)
    applied_at = models.DateTimeField(_("applied at"), null=True)
    applying = models.BooleanField(_("being applied"), default=False, editable=False)

    class Meta:
        db_table = "ledger_correction_order"
        verbose_name = _("correction order")
        verbose_name_plural = _("correction orders")

    def __str__(self) -> str:
        return self.document


class GuardedRow(models.Model):
    """Base of a module's guarded model: the sheet it belongs to and its version, which starts at 1.

    Change rows with ``filter(pk=…, version=seen).update(…, version=seen + 1)``: a blind ``save()`` of an unchanged
    version is refused by the database.
    """

    register = models.ForeignKey(
        Register, models.PROTECT, verbose_name=_("register"), related_name="+", editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
