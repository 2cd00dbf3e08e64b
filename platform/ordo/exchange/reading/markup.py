"""A guarded XML stream: no document type, no entities, no bottomless nesting, no endless token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol
from xml.parsers import expat

from ordo.exchange.reading.archive import Budget
from ordo.exchange.reading.problems import ReadCode, ReadProblem

_DEEPEST: Final = 64
#: The most bytes that may be waiting without a single complete tag or piece of text (an endless attribute).
_MOST_WAITING: Final = 1024 * 1024


class Listener(Protocol):
    """Whoever takes part in the reading of one XML part. Names come without their namespace prefix."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Take an opening tag."""

    def end(self, tag: str, /) -> None:
        """Take a closing tag."""

    def text(self, piece: str, /) -> None:
        """Take a piece of text; one text may come in several pieces."""


def _forbidden(*_: object) -> None:
    """Refuse a document type declaration: nothing that a spreadsheet program writes has one."""
    raise ReadProblem(ReadCode.FORBIDDEN_XML)


class _Feeder:
    """Hands the events of the parser to the listener and watches depth and progress."""

    def __init__(self, listener: Listener) -> None:
        """Set up a parser that knows no entity of its own making."""
        self._listener = listener
        self._depth = 0
        self.events = 0
        self.tags = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _forbidden
        parser.EntityDeclHandler = _forbidden
        self.parser = parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.events += 1
        self.tags += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReadProblem(ReadCode.DAMAGED)
        self._listener.start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.events += 1
        self._depth -= 1
        self._listener.end(name.rpartition(":")[2])

    def _text(self, piece: str) -> None:
        self.events += 1
        self._listener.text(piece)


def parse(chunks: Iterable[bytes], listener: Listener, budget: Budget) -> Iterator[None]:
    """Parse the chunks, giving the caller a turn after each; raises ReadProblem for bad or dangerous XML."""
    feeder = _Feeder(listener)
    waiting = 0
    try:
        for chunk in chunks:
            before, tags = feeder.events, feeder.tags
            feeder.parser.Parse(chunk, False)
            budget.spend_tags(feeder.tags - tags)
            waiting = waiting + len(chunk) if feeder.events == before else 0
            if waiting > _MOST_WAITING:
                raise ReadProblem(ReadCode.DAMAGED)
            yield
        feeder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReadProblem(ReadCode.DAMAGED) from error
    yield
