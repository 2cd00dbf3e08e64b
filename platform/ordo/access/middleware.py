"""Puts the actor on the request, computed at first use."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.access.request import UniversityRequest


def origin_of(request: HttpRequest) -> str:
    """Address the request came from, as audit and ledger note it."""
    return str(request.META.get("REMOTE_ADDR", ""))[:60]


def actor_from(request: HttpRequest) -> Actor:
    """Actor of the signed-in user, or nobody."""
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return Actor.nobody(origin_of(request))
    name = user.get_full_name() or user.get_username()
    return actor_of(user.pk, name, today=timezone.localdate(), origin=origin_of(request))


class ActorMiddleware:
    """Sets `request.actor`; stands after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the actor on the request, to be computed when somebody asks."""
        cast(UniversityRequest, request).actor = cast(Actor, SimpleLazyObject(lambda: actor_from(request)))
        return self.get_response(request)
