"""What every deed of the journal begins with: the journal, the right to write in it, and its place in the queue."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from modules.journal.models import Journal
from modules.journal.selectors import access, book
from modules.journal.selectors.book import Book
from modules.journal.services.errors import NoJournal
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger
from ordo.ledger.errors import Locked, Refusal


@dataclass(frozen=True, slots=True)
class Desk:
    """A journal taken for writing, with its line; `closed` tells that the register is closed for good."""

    journal: Journal
    line: LineRef
    closed: bool = False

    def read(self, students: Collection[int] | None = None) -> Book:
        """Rows of the line's journals as they stand while the queue is held; cells of some students only."""
        return book.read(self.journal.register_id, students=students)

    def demand_open(self) -> None:
        """Raise ledger's Locked when the register is closed."""
        if self.closed:
            register = self.journal.register_id
            raise Locked(Refusal("OR001", "register", "journal_journal", self.journal.pk, register))


def enter(actor: Actor, journal_id: int, permission: StrEnum) -> Desk:
    """Find the journal and demand the right to write in exactly this one (JAMU-4.3a, OSH-4.3a, JAMU-3.5b).

    Raises NotAllowed; NoJournal when there is none.
    """
    actor.require(permission)
    journal = Journal.objects.select_related("register").filter(pk=journal_id).first()
    if journal is None:
        raise NoJournal
    line = teaching.line(journal.line_id)
    actor.require(permission, access.target_of(line, journal.subgroup_id))
    return Desk(journal, line)


@contextmanager
def queued(actor: Actor, desk: Desk) -> Iterator[Desk]:
    """Act in the ledger's name of the actor, standing in the queue of the journal's register; atomic."""
    with ledger.acting(actor):
        (register,) = ledger.queue([desk.journal.register_id])
        yield Desk(desk.journal, desk.line, closed=register.is_locked)
