"""Kinds of import of this module: lists of students and of staff (EB-02.6, EB-T13)."""

from modules.people.imports.staff import StaffLists
from modules.people.imports.students import StudentLists
from modules.people.imports.words import WORDS
from ordo.exchange import kinds
from ordo.exchange.reading import wording

wording.register(WORDS)
kinds.register(StudentLists())
kinds.register(StaffLists())
