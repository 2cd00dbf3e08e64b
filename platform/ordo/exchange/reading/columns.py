"""Which column is which: captions of a header row compared with the words a caller knows.

Captions are compared by folded stems, so that 'Телефону', 'телефон' and 'ТЕЛЕФОНУ:' are one word, and a caption may
say more than the alias ('ПИН (ИНН)').
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ordo.language import fold, stem

_EXACT: Final = 100
_BEGINS: Final = 60
_CONTAINS: Final = 40
_CHOSEN: Final = 1_000
_PER_WORD: Final = 5
_LONGEST_CAPTION: Final = 8
_MOST_SIGNS: Final = 150
_FEWEST_KNOWN: Final = 2
_INITIAL: Final = re.compile(r"\b(\w)\s*\.\s*(?=\w\b)")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column the caller knows: its code, the captions it may have in any language, whether it must be there.

    `formula_allowed` is for columns that are read by nobody, such as a running number '=A5+1'.
    """

    code: str
    aliases: tuple[str, ...]
    required: bool = False
    formula_allowed: bool = False


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The header found: row number (from 1), all captions, place (from 0) of each known code, what is missing."""

    number: int
    captions: tuple[str, ...]
    columns: Mapping[str, int]
    missing: tuple[str, ...] = ()
    score: int = 0

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the captions that belong to no known column."""
        known = set(self.columns.values())
        return tuple(text for place, text in enumerate(self.captions) if text and place not in known)


def caption_words(text: str) -> Words:
    """Return the folded stems of a caption; single letters are one word: 'Ф. И. О.' → ('фио',)."""
    joined = _INITIAL.sub(r"\1", text).replace("№", " номер ")
    return tuple(stem(word) for word in fold(joined).split())


class ColumnMatcher:
    """Knows the caller's columns and recognises them in rows of captions.

    `mapping` (code → caption) holds what a person chose before: where the caption stands it wins over every alias, in
    a list with other headings the aliases still count. An empty caption says that the column is not to be read.
    """

    def __init__(self, specs: Sequence[ColumnSpec], mapping: Mapping[str, str] | None = None) -> None:
        """Prepare the words of all aliases once."""
        self.specs = tuple(specs)
        self._chosen = {code: caption_words(text) for code, text in (mapping or {}).items()}
        self._aliases = {
            spec.code: tuple(
                dict.fromkeys(words for alias in spec.aliases if (words := caption_words(alias)))
            )
            for spec in specs
        }
        self._known_words: dict[str, Words] = {}
        self.required = tuple(spec.code for spec in specs if spec.required)
        self.formula_allowed = frozenset(spec.code for spec in specs if spec.formula_allowed)

    def _words(self, text: str) -> Words:
        """Return the words of a caption, or none for a text that is too long to be one."""
        if not text or len(text) > _MOST_SIGNS:
            return ()
        if text not in self._known_words:
            words = caption_words(text)
            self._known_words[text] = words if len(words) <= _LONGEST_CAPTION else ()
        return self._known_words[text]

    def _likeness(self, code: str, words: Words) -> int:
        """Return how well a caption fits a code, 0 for not at all."""
        chosen = self._chosen.get(code)
        if chosen == ():
            return 0
        if chosen == words:
            return _CHOSEN
        return max((_alias_likeness(alias, words) for alias in self._aliases[code]), default=0)

    def match(self, number: int, captions: Sequence[str]) -> HeaderRow:
        """Give every known code its best column, the surest first; each column is given once."""
        offers = []
        for place, text in enumerate(captions):
            words = self._words(text)
            if not words:
                continue
            for rank, spec in enumerate(self.specs):
                likeness = self._likeness(spec.code, words)
                if likeness:
                    offers.append((-likeness, rank, place, spec.code))
        columns: dict[str, int] = {}
        score = 0
        for negative, _, place, code in sorted(offers):
            if code not in columns and place not in columns.values():
                columns[code] = place
                score -= negative
        missing = tuple(code for code in self.required if code not in columns)
        return HeaderRow(number, tuple(captions), columns, missing, score)

    def is_header(self, header: HeaderRow) -> bool:
        """Tell whether enough columns are known for the row to be a header at all."""
        return len(header.columns) >= min(_FEWEST_KNOWN, len(self.specs))


def _alias_likeness(alias: Words, words: Words) -> int:
    """Compare one alias with a caption: the same, its beginning, or within it; longer aliases count more."""
    bonus = _PER_WORD * len(alias)
    if alias == words:
        return _EXACT + bonus
    if words[: len(alias)] == alias:
        return _BEGINS + bonus
    spots = range(1, len(words) - len(alias) + 1)
    return _CONTAINS + bonus if any(words[spot : spot + len(alias)] == alias for spot in spots) else 0
