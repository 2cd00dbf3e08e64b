"""Hooks by which modules above add own groups: whom a teacher teaches is known to teaching only (JAMU-4.3a).

A provider takes a user's id and the day and gives ids of study groups; it runs inside the university in force and
keeps nothing between calls.
"""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

GroupProvider = Callable[[int, date], frozenset[int]]

_providers: list[GroupProvider] = []


def register_group_provider(provider: GroupProvider) -> None:
    """Add a source of 'own' groups; once per process, from an AppConfig's ready()."""
    if provider not in _providers:
        _providers.append(provider)


def own_groups(user_id: int | None) -> frozenset[int]:
    """Groups that are somebody's own today by any provider."""
    if user_id is None:
        return frozenset()
    today = timezone.localdate()
    return frozenset().union(*(provider(user_id, today) for provider in _providers))
