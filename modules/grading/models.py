"""Versions of grading policies as dated rows (architecture §5; EB-08.0a, KNU-4.0, JAMU-3.5c–i)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from modules.grading.wording import FIELDS, LEVELS
from tenants.policies import (
    ControlForm,
    GradingPolicy,
    Level,
    PolicyRow,
    PolicyStatus,
    Source,
    from_data,
)


class PolicyVersion(models.Model):
    """One version: written once, then only closed by an end date or confirmed; a change is a new version.

    An empty level, programme or control form means 'all of them'. The body is the policy in the storage form of
    `tenants.policies`; the database refuses changes of a version that is
    not a draft, and two versions of the same place on one day (see the migration).
    """

    status = models.CharField(
        _("status"),
        max_length=8,
        default=PolicyStatus.DRAFT.value,
        choices=[(s.value, s.value) for s in PolicyStatus],
    )
    number = models.CharField(_("order number"), max_length=40, blank=True)
    order_date = models.DateField(_("order date"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    level = models.CharField(
        _("level of education"), max_length=10, blank=True, choices=[(x.value, LEVELS[x]) for x in Level]
    )
    programme_code = models.CharField(_("programme code"), max_length=20, blank=True)
    control_form = models.CharField(
        _("form of control"),
        max_length=9,
        blank=True,
        choices=[(x.value, FIELDS[x.value]) for x in ControlForm],
    )
    body = models.JSONField(_("rules"))
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("based on")
    )
    written_by_name = models.CharField(_("written by"), max_length=200)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    enforced_by_name = models.CharField(_("put in force by"), max_length=200, blank=True)
    enforced_at = models.DateTimeField(_("put in force at"), null=True, blank=True)
    confirmed_by_name = models.CharField(_("confirmed by"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_order = models.CharField(_("order of the confirmation"), max_length=40, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("version of a grading policy")
        verbose_name_plural = _("versions of grading policies")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="grading_policy_period", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(
                name="grading_policy_order",
                condition=~Q(status="in_force") | (~Q(number="") & Q(order_date__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status} {self.valid_from}"

    def policy(self) -> GradingPolicy:
        """The rules as a value; what was confirmed by an order carries that order as its source."""
        policy = from_data(self.body)
        if not self.confirmed_order:
            return policy
        order = Source.order(self.confirmed_order)
        sources = {**dict.fromkeys(policy.unconfirmed_fields(), order), **_confirmed(policy)}
        return _with_sources(policy, sources)

    def row(self) -> PolicyRow:
        """The version as the value that the choice and the arithmetic take."""
        return PolicyRow(
            id=self.pk,
            number=self.number,
            status=PolicyStatus(self.status),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            level=Level(self.level) if self.level else None,
            programme_code=self.programme_code or None,
            control_form=ControlForm(self.control_form) if self.control_form else None,
            policy=self.policy(),
            order_date=self.order_date,
        )


def _confirmed(policy: GradingPolicy) -> dict[str, Source]:
    return {path: source for path, source in policy.sources if source.confirmed}


def _with_sources(policy: GradingPolicy, sources: dict[str, Source]) -> GradingPolicy:
    values: dict[str, Any] = {name: getattr(policy, name) for name in policy.__dataclass_fields__}
    return GradingPolicy(**{**values, "sources": tuple(sources.items())})
