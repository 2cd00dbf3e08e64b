"""Deeds about log-ins: issue a secret, choose a password with it, change one's own password, close a log-in."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from ordo.access.actor import Actor, NotAllowed
from ordo.access.permissions import AccessPermission
from ordo.access.roles import RoleCode
from ordo.access.selectors import keeps_rights
from ordo.accounts import secrets_text
from ordo.accounts.models import ActivationSecret, ApiToken, User
from ordo.accounts.permissions import AccountPermission
from ordo.accounts.targets import target_of
from ordo.tenancy import preferences

SECRET_LIFETIME = timedelta(days=30)


class UnknownUser(LookupError):
    """No such log-in in this university, or not within the actor's reach."""


class WrongSecret(ValueError):
    """The secret is unknown, used or expired."""


class OfficeResets(PermissionError):
    """Students of this university may not change their credentials; the dean's office does (JAMU-4.2j, OSH-4.2j)."""


@dataclass(frozen=True, slots=True)
class IssuedSecret:
    """What is handed to the person once: log-in name, secret and the last day it works."""

    username: str
    secret: str
    expires_on: str


def _user(user_id: int, actor: Actor, permission: AccountPermission) -> User:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None or not actor.can(permission, target_of(user_id)):
        raise UnknownUser(user_id)
    # Whoever may reset the log-in of those who give out rights would hold all rights.
    if not actor.can(AccessPermission.GRANT_GIVE) and keeps_rights(user_id):
        raise NotAllowed(AccessPermission.GRANT_GIVE)
    return user


@transaction.atomic
def issue_secret(*, actor: Actor, user_id: int) -> IssuedSecret:
    """Make a one-time secret and shut the old password and every session out; raises UnknownUser."""
    actor.require(AccountPermission.ISSUE)
    user = _user(user_id, actor, AccountPermission.ISSUE)
    user.set_unusable_password()
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    user.activation_secrets.filter(used_at=None).update(used_at=timezone.now())
    text = secrets_text.generate()
    expires = timezone.now() + SECRET_LIFETIME
    ActivationSecret.objects.create(
        user=user, secret_hash=secrets_text.digest(text), issued_by_name=actor.name, expires_at=expires
    )
    return IssuedSecret(user.username, text, timezone.localdate(expires).isoformat())


def holder_of(secret: str) -> User:
    """Log-in a valid secret opens; WrongSecret otherwise. Reading it does not use it up."""
    row = (
        ActivationSecret.objects.select_related("user")
        .filter(secret_hash=secrets_text.digest(secret), used_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if row is None or not row.user.is_active:
        raise WrongSecret
    return row.user


@transaction.atomic
def activate(*, secret: str, password: str) -> User:
    """Choose the first password with a secret, which is then used up; raises WrongSecret or ValidationError."""
    row = (
        ActivationSecret.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(secret_hash=secrets_text.digest(secret), used_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if row is None or not row.user.is_active:
        raise WrongSecret
    validate_password(password, row.user)
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    user = row.user
    user.set_password(password)
    user.must_change_password = False
    user.activated_at = user.activated_at or timezone.now()
    user.save(update_fields=["password", "must_change_password", "activated_at"])
    return user


def may_change_own_password(actor: Actor) -> bool:
    """False for those who are students only, where the university keeps credentials in the dean's office."""
    if not actor.can(AccountPermission.PASSWORD_OWN):
        return False
    if actor.roles - {RoleCode.STUDENT, RoleCode.GUARDIAN, RoleCode.APPLICANT}:
        return True
    return bool(preferences.get(preferences.STUDENTS_CHANGE_CREDENTIALS, False))


def person(actor: Actor) -> int:
    """User id of a signed-in actor; UnknownUser for nobody and for the system."""
    if actor.user_id is None:
        raise UnknownUser
    return actor.user_id


@transaction.atomic
def change_own_password(*, actor: Actor, password: str) -> User:
    """Set the actor's own new password; raises OfficeResets or ValidationError."""
    actor.require(AccountPermission.PASSWORD_OWN)
    user = User.objects.select_for_update().get(pk=person(actor))
    if not user.must_change_password and not may_change_own_password(actor):
        raise OfficeResets
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    return user


@transaction.atomic
def set_active(*, actor: Actor, user_id: int, active: bool) -> User:
    """Close or reopen a log-in; sessions and tokens of a closed one stop at once."""
    actor.require(AccountPermission.CHANGE)
    user = _user(user_id, actor, AccountPermission.CHANGE)
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    return user
