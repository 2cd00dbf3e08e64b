"""Roles of a university and who holds them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordo.access.roles import RoleKind, ScopeKind


class Role(models.Model):
    """A named set of permissions; built-in ones keep their code, a university may add its own."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    description = models.CharField(_("description"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=6, choices=[(k.value, k.value) for k in RoleKind])
    is_builtin = models.BooleanField(_("built-in"), default=False)

    objects: ClassVar[models.Manager["Role"]] = models.Manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code


class RolePermission(models.Model):
    """One permission of a role, by its code."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="permissions", verbose_name=_("role"))
    permission = models.CharField(_("permission"), max_length=80)

    class Meta:
        verbose_name = _("permission of a role")
        verbose_name_plural = _("permissions of roles")
        constraints = [models.UniqueConstraint(fields=["role", "permission"], name="access_permission_once")]

    def __str__(self) -> str:
        return self.permission


class RoleGrant(models.Model):
    """A role given to a user within a scope, for a period, by an order (AVN-3.3a, AVN-3.4)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_grants", verbose_name=_("user")
    )
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants", verbose_name=_("role"))
    scope = models.CharField(_("scope"), max_length=10, choices=[(s.value, s.value) for s in ScopeKind])
    scope_id = models.BigIntegerField(_("faculty, department or group"), null=True, blank=True)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)
    order_date = models.DateField(_("order date"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    granted_by_name = models.CharField(_("granted by"), max_length=200)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope", "scope_id", "valid_from"],
                name="access_grant_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="access_grant_scope_id",
                condition=Q(scope__in=["university", "own"], scope_id=None)
                | (~Q(scope__in=["university", "own"]) & Q(scope_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="access_grant_period",
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role_id} ({self.scope} {self.scope_id or ''})"
