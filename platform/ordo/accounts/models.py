"""People who may sign in, and the secrets that let them in the first time."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ordo.tenancy.current import schema


class User(AbstractUser):
    """A log-in of one university; the person behind it is a student, an employee or a guardian elsewhere."""

    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, choices=settings.LANGUAGES)
    must_change_password = models.BooleanField(_("must choose a password"), default=False)
    activated_at = models.DateTimeField(_("activated at"), null=True, blank=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def get_full_name(self) -> str:
        """Last name, first name, patronymic, in the order of documents."""
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    def get_session_auth_hash(self) -> str:
        """Binds sessions to the password and to the university (trap 9)."""
        return self._hash_with(str(settings.SECRET_KEY))

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under former secrets, while a secret is being changed."""
        return (self._hash_with(str(secret)) for secret in settings.SECRET_KEY_FALLBACKS)

    def _hash_with(self, secret: str) -> str:
        salt = f"ordo.accounts.session:{schema()}"
        return salted_hmac(salt, self.password, secret=secret, algorithm="sha256").hexdigest()


class ActivationSecret(models.Model):
    """One-time secret from the dean's office or administrator (JAMU-3.4a, JAMU-3.4b); only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="activation_secrets", verbose_name=_("user"))
    secret_hash = models.CharField(_("hash of the secret"), max_length=128, unique=True)
    issued_by_name = models.CharField(_("issued by"), max_length=200)
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("activation secret")
        verbose_name_plural = _("activation secrets")

    def __str__(self) -> str:
        return f"{self.user_id} {self.issued_at:%Y-%m-%d}"


class ApiToken(models.Model):
    """A program's key to the API: bound to one university by its schema, to a user's rights, and to a period."""

    user = models.ForeignKey(User, models.CASCADE, related_name="program_tokens", verbose_name=_("user"))
    title = models.CharField(_("title"), max_length=120)
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    permissions = models.JSONField(_("permissions"), default=list)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.title
