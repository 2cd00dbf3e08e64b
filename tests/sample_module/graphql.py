"""One query and one mutation."""

import strawberry

from ordo.graph.context import Info, actor_of
from ordo.graph.pages import Connection, page
from tests.sample_module import selectors, services
from tests.sample_module.models import SampleNote


class Explosion(RuntimeError):
    """An error nobody expected; its text must not get out."""


@strawberry.type(name="SampleNote")
class SampleNoteType:
    """A note, and the notes again, so that pages can be nested."""

    id: strawberry.ID
    text: str

    @strawberry.field
    def others(self, info: Info, first: int = 50, after: str | None = None) -> "Connection[SampleNoteType]":
        """All notes, seen from one."""
        return page(selectors.notes(actor=actor_of(info)), _note, first=first, after=after)


def _note(row: SampleNote) -> SampleNoteType:
    return SampleNoteType(id=strawberry.ID(str(row.pk)), text=row.text)


@strawberry.type
class SampleQuery:
    """Reading."""

    @strawberry.field
    def sample_notes(
        self, info: Info, first: int = 50, after: str | None = None
    ) -> Connection[SampleNoteType]:
        """All notes."""
        return page(selectors.notes(actor=actor_of(info)), _note, first=first, after=after)

    @strawberry.field
    def sample_explosion(self) -> str:
        """Always breaks."""
        raise Explosion("secret of the house")

    @strawberry.field
    def sample_lookup(self) -> str:
        """A mistake in the program that looks like a thing not found."""
        return {"a": "b"}["secret key"]


@strawberry.type
class SampleMutation:
    """Writing."""

    @strawberry.mutation
    def add_sample_note(self, info: Info, text: str) -> SampleNoteType:
        """Write a note down."""
        return _note(services.add_note(actor=actor_of(info), text=text))
