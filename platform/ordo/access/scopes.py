"""The parts of a university a role can be given for; the modules that know the parts tell them.

A module registers in its AppConfig's ready(): `scopes.register(ScopeKind.FACULTY, choices)`, where `choices()` gives
(id, title) pairs of the current university in the reader's language, in the order people expect.
"""

from collections.abc import Callable, Sequence

from ordo.access.roles import ScopeKind

Choices = Callable[[], Sequence[tuple[int, str]]]

_choices: dict[ScopeKind, Choices] = {}


def register(kind: ScopeKind, choices: Choices) -> None:
    """Name the function that lists the parts of one kind."""
    _choices[kind] = choices


def kinds() -> tuple[ScopeKind, ...]:
    """Kinds somebody can list, in order of size."""
    return tuple(kind for kind in ScopeKind if kind in _choices)


def choices(kind: ScopeKind) -> Sequence[tuple[int, str]]:
    """Parts of a kind; nothing for the whole university, for one's own things and for kinds nobody lists."""
    return _choices[kind]() if kind in _choices else ()


def exists(kind: ScopeKind, scope_id: int | None) -> bool:
    """Whether a grant may name this scope: no part for the whole or one's own, a known part otherwise."""
    if kind in {ScopeKind.UNIVERSITY, ScopeKind.OWN}:
        return scope_id is None
    return scope_id is not None and any(part == scope_id for part, _title in choices(kind))


def titles(wanted: set[tuple[ScopeKind, int]]) -> dict[tuple[ScopeKind, int], str]:
    """Titles of the named parts; asks each kind once."""
    found = {}
    for kind in {kind for kind, _part in wanted}:
        for part, title in choices(kind):
            if (kind, part) in wanted:
                found[kind, part] = title
    return found
