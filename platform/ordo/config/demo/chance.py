"""How well people do: a student is good or less good in everything, a little different in each discipline."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random

from modules.people.facade import StudentRef
from modules.structure.facade import GroupRef

Strengths = Mapping[int, float]
"""By student id, 0 to 1."""


def strengths(schema: str, group: GroupRef, students: Iterable[StudentRef]) -> Strengths:
    """The general strength of the students of a group, by their order."""
    chance = Random(f"{schema}-strength-{group.name}")
    return {student.id: _within(chance.gauss(0.76, 0.12), 0.4, 0.98) for student in students}


def in_discipline(chance: Random, general: Strengths) -> Strengths:
    """The same in one discipline."""
    return {student: _within(chance.gauss(level, 0.05), 0.2, 1.0) for student, level in general.items()}


def mark(chance: Random, level: float, maximum: int) -> int:
    """A mark of a lesson: 2 to 5, or points of 100."""
    reached = _within(chance.gauss(level, 0.12), 0.0, 1.0)
    return round(reached * 100) if maximum == 100 else traditional(reached)


def traditional(level: float) -> int:
    """The traditional mark for what was reached, 2 to 5."""
    return min(5, max(2, round(2 + level * 3.1)))


def points(chance: Random, level: float, most: Decimal) -> Decimal:
    """Points of a work or of a final control that gives `most`; where that is 5, a traditional mark."""
    reached = _within(chance.gauss(level, 0.08), 0.0, 1.0)
    return Decimal(traditional(reached) if most == 5 else round(float(most) * reached))


def _within(value: float, lowest: float, highest: float) -> float:
    return min(highest, max(lowest, value))
