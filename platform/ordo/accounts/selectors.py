"""Reading log-ins: found by name, limited to the part of the university the actor may see."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ordo.access.actor import Actor, Reach
from ordo.access.permissions import AccessPermission
from ordo.accounts.models import ActivationSecret, ApiToken, User
from ordo.accounts.permissions import AccountPermission
from ordo.accounts.services import person
from ordo.accounts.targets import target_of

WithinReach = Callable[[Reach], QuerySet[Any]]

_within: list[WithinReach] = []


class LoginState(StrEnum):
    """What a log-in is waiting for."""

    OPEN = "open"
    CLOSED = "closed"
    WAITING = "waiting"
    NEVER = "never"


def register_reach(provider: WithinReach) -> None:
    """Add a function `Reach -> query of user ids` of a module that knows where people stand; from ready()."""
    if provider not in _within:
        _within.append(provider)


def _limited(actor: Actor) -> QuerySet[User]:
    reach = actor.reach(AccountPermission.VIEW)
    if reach.everything:
        return User.objects.all()
    seen = Q(pk=actor.user_id) if reach.own and actor.user_id is not None else Q(pk__in=[])
    for provider in _within:
        seen |= Q(pk__in=provider(reach))
    return User.objects.filter(seen)


def in_state(state: str) -> Q:
    """Condition for log-ins of a LoginState; no condition for anything else."""
    match state:
        case LoginState.OPEN:
            return Q(is_active=True)
        case LoginState.CLOSED:
            return Q(is_active=False)
        case LoginState.WAITING:
            return Q(is_active=True, must_change_password=True)
        case LoginState.NEVER:
            return Q(is_active=True, last_login=None)
    return Q()


def logins(*, actor: Actor) -> QuerySet[User]:
    """Log-ins within reach by name, with `has_code` where a one-time code is still good."""
    good = ActivationSecret.objects.filter(user=OuterRef("pk"), used_at=None, expires_at__gt=timezone.now())
    found = _limited(actor).annotate(has_code=Exists(good))
    return found.order_by("last_name", "first_name", "username")


def named(words: str) -> Q:
    """Condition for log-ins in whose name, log-in name or e-mail every word stands."""
    condition = Q()
    for word in words.split():
        condition &= (
            Q(last_name__icontains=word)
            | Q(first_name__icontains=word)
            | Q(patronymic__icontains=word)
            | Q(username__icontains=word)
            | Q(email__icontains=word)
        )
    return condition


def login(*, actor: Actor, user_id: int) -> User | None:
    """One log-in the actor may see, or None."""
    actor.require(AccountPermission.VIEW)
    row = User.objects.filter(pk=user_id).first()
    return row if row is not None and actor.can(AccountPermission.VIEW, target_of(user_id)) else None


def known(*, actor: Actor, user_id: int) -> User | None:
    """A person to whom the actor may give a role, whatever the person holds; None when there is no such log-in."""
    actor.require(AccessPermission.GRANT_VIEW)
    return User.objects.filter(pk=user_id).first()


def secrets_of(user: User) -> QuerySet[ActivationSecret]:
    """Codes issued for a log-in, newest first; of them only when and by whom is known."""
    return user.activation_secrets.order_by("-issued_at")


def own_tokens(*, actor: Actor) -> QuerySet[ApiToken]:
    """Keys for programs that one made oneself, newest first."""
    actor.require(AccountPermission.TOKEN_OWN)
    return ApiToken.objects.filter(user_id=person(actor)).order_by("-created_at")
