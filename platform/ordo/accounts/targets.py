"""Where the person behind a log-in stands; the modules that know people tell it."""

from collections.abc import Callable

from ordo.access.actor import Target

Provider = Callable[[int], Target | None]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a function `user id -> Target or None`; called from an AppConfig's ready()."""
    if provider not in _providers:
        _providers.append(provider)


def target_of(user_id: int) -> Target:
    """Faculty, department and group of the person; only the person itself when nobody knows more."""
    for provider in _providers:
        target = provider(user_id)
        if target is not None:
            return target
    return Target(owners=frozenset({user_id}))
