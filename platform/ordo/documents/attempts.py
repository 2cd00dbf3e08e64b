"""How often one address may ask: the check page is open to everybody and must not be a guessing machine."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from ordo.access.middleware import origin_of


@dataclass(frozen=True)
class Limit:
    """So many attempts in a window of so many seconds, counted apart by name."""

    name: str
    attempts: int
    seconds: int


LOOKS = Limit("look", attempts=60, seconds=60)
GUESSES = Limit("guess", attempts=20, seconds=60)
"""Forms sent: numbers, texts, files."""


def allowed(request: HttpRequest, limit: Limit) -> bool:
    """Count one attempt of the request's address at this university; False when there were too many."""
    key = f"documents:{limit.name}:{origin_of(request)}"
    if cache.add(key, 1, limit.seconds):
        return True
    try:
        return cache.incr(key) <= limit.attempts
    except ValueError:
        # The window ended between the two calls.
        return True
