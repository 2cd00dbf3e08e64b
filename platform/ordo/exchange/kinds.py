"""Kinds of import: what a module must say so that the wizard can bring its rows in.

A kind reads rows of lists into candidates (pure), compares them with the database (plan), and applies planned
rows through its own services. The wizard does the rest: mapping, preview, progress, bad rows, undo.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from django.utils.functional import Promise

from ordo.access.actor import Actor
from ordo.exchange.reading import ColumnSpec, Outline, Place, PlacedProblem, Sheet


class Action(StrEnum):
    """What applying a row would do."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row as read: place, name to show, values ready for JSON, the row as typed, and everything wrong with it."""

    place: Place
    label: str
    values: dict[str, Any]
    raw: tuple[str, ...] = ()
    problems: tuple[PlacedProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A candidate compared with the database; `before` and `after` hold only what differs, by field code.

    Both are texts without a language (codes, ISO dates): two people may look in two languages. `subject` is what the
    kind wants to find again when it applies the row; it is never stored.
    """

    candidate: Candidate
    action: Action
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    subject: Any = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not say and a person must: a choice, or a line of text when there are no choices."""

    code: str
    title: str | Promise
    choices: tuple[tuple[str, str], ...] = ()
    help: str | Promise = ""
    required: bool = True
    initial: str = ""


class ImportKind(Protocol):
    """What a module's `imports.py` registers. `answers` are what a person said to its questions, by code."""

    @property
    def code(self) -> str:
        """Stands in addresses and rows; never changed."""

    @property
    def title(self) -> str | Promise:
        """What is imported."""

    @property
    def description(self) -> str | Promise:
        """What the file should hold."""

    @property
    def permission(self) -> StrEnum:
        """Who may import this kind, besides the right to import at all."""

    @property
    def columns(self) -> Sequence[ColumnSpec]:
        """The columns the kind knows."""

    def field_titles(self) -> Mapping[str, str | Promise]:
        """Names of the columns, and of the fields in `before` and `after`."""

    def shown(self, field: str, value: str) -> str:
        """A value of `before` or `after` for people, in the language in force."""

    def questions(self, actor: Actor, outlines: Sequence[Outline]) -> Sequence[Question]:
        """What must be asked before this file can be checked; usually nothing."""

    def read(self, sheets: Iterable[Sheet]) -> Iterator[Candidate]:
        """Every row of every list, in order, each sheet read to its end before the next."""

    def plan(
        self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]
    ) -> Iterator[Planned]:
        """Each candidate against the database, in order, in few queries."""

    def apply(self, actor: Actor, rows: Sequence[Planned], answers: Mapping[str, str]) -> Iterator[Planned]:
        """Write NEW and CHANGE rows inside the caller's transaction, giving each back once it is written."""


_kinds: dict[str, ImportKind] = {}


class UnknownKind(LookupError):
    """No module registered this kind of import."""


def register(kind: ImportKind) -> None:
    """Add a kind; called when a module's `imports.py` is loaded."""
    _kinds[kind.code] = kind


def kind(code: str) -> ImportKind:
    """A kind by code; UnknownKind otherwise."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def codes() -> frozenset[str]:
    """The codes of all kinds."""
    return frozenset(_kinds)


def kinds_for(actor: Actor) -> list[ImportKind]:
    """The kinds this actor may use."""
    return [known for known in _kinds.values() if actor.can(known.permission)]
