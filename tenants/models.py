"""Universities and their host names: the only rows of the public schema."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from ordo.tenancy.names import PLATFORM, RESERVED, SCHEMA_PATTERN, InvalidSchemaName, check_schema_name


def validate_schema_name(name: str) -> None:
    """Form of a schema's name (trap 3); the same stands in the database as a CHECK."""
    try:
        check_schema_name(name)
    except InvalidSchemaName as problem:
        raise ValidationError(
            _("Use 2 to 31 small Latin letters, digits or _, beginning with a letter.")
        ) from problem


class University(TenantMixin):
    """One university, or the platform's own operators (schema `platform`)."""

    auto_create_schema: ClassVar[bool] = False
    auto_drop_schema: ClassVar[bool] = False

    schema_name = models.CharField(_("schema"), max_length=31, unique=True, validators=[validate_schema_name])
    preset = models.SlugField(_("preset"), max_length=31)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    short_name_ky = models.CharField(_("short name in Kyrgyz"), max_length=30)
    short_name_ru = models.CharField(_("short name in Russian"), max_length=30)
    short_name_en = models.CharField(_("short name in English"), max_length=30)
    brand = models.JSONField(_("brand"), default=dict, blank=True)
    is_open = models.BooleanField(_("open"), default=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("university")
        verbose_name_plural = _("universities")
        ordering = ["schema_name"]
        constraints = [
            models.CheckConstraint(
                name="tenants_schema_name",
                condition=Q(schema_name__regex=SCHEMA_PATTERN)
                & ~Q(schema_name__in=sorted(RESERVED))
                & ~Q(schema_name__startswith="pg_"),
            ),
        ]

    def __str__(self) -> str:
        return self.schema_name

    @property
    def is_platform(self) -> bool:
        """The operators' own tenant, not a university."""
        return self.schema_name == PLATFORM

    @property
    def name(self) -> str:
        """Full name in the language in force, Russian when it is none of the three."""
        return str(getattr(self, f"name_{self._language()}"))

    @property
    def short_name(self) -> str:
        """Abbreviation in the language in force."""
        return str(getattr(self, f"short_name_{self._language()}"))

    @staticmethod
    def _language() -> str:
        code = (get_language() or "ru")[:2]
        return code if code in {"ky", "ru", "en"} else "ru"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a wrong name before anything reaches the database."""
        validate_schema_name(self.schema_name)
        super().save(*args, **kwargs)


class Domain(DomainMixin):
    """A host name a university answers on."""

    class Meta:
        verbose_name = _("host name")
        verbose_name_plural = _("host names")


class RecordedStatement(models.Model):
    """One SQL statement that made the template schema; replayed in order into every new university (ADR 0003)."""

    sql = models.TextField(_("statement"))

    class Meta:
        verbose_name = _("recorded statement")
        verbose_name_plural = _("recorded statements")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sql[:60]
