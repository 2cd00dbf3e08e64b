"""The kind of import of this module: who teaches what to whom (JAMU-3.2, JAMU-3.3, JAMU-3.5b, EB-02.6)."""

from modules.teaching.imports.lists import AssignmentLists
from modules.teaching.imports.words import WORDS
from ordo.exchange import kinds
from ordo.exchange.reading import wording

wording.register(WORDS)
kinds.register(AssignmentLists())
