"""Everything that stands in the journals of one line, read in a handful of queries.

All tables carry the register of the line, so that each is one index scan whatever the number of subgroups.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import FilteredRelation, OuterRef, Q, Subquery

from modules.journal.models import (
    Checkpoint,
    CheckpointResult,
    Journal,
    KindOfWork,
    Lesson,
    Mark,
    SectionLock,
)
from modules.journal.rules import MarkValue, Stored


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One lesson as read."""

    id: int
    journal_id: int
    date: date
    pair: int
    topic: str
    kind_of_work: str
    homework: str
    held: bool
    held_by_id: int | None
    section: int
    version: int

    @property
    def kind(self) -> str:
        """The kind of work in the language in force."""
        return str(KindOfWork(self.kind_of_work).label)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One work of a checkpoint as read."""

    id: int
    title: str
    kind_of_work: str
    max_points: Decimal
    version: int


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """One checkpoint with its works in force; `set_at` tells since when it is locked."""

    id: int
    journal_id: int
    number: int
    max_points: Decimal
    works: tuple[WorkRow, ...]
    set_at: datetime | None


Content = TypeVar("Content", bound=Hashable)
Cells = dict[int, dict[int, Stored[Content]]]
"""What stands in cells, by column (lesson or work) and student."""


@dataclass(frozen=True, slots=True)
class Book:
    """The journals of one line. Marks by lesson and student, results by work and student."""

    journals: tuple[Journal, ...]
    lessons: tuple[LessonRow, ...]
    marks: Cells[MarkValue]
    checkpoints: tuple[CheckpointRow, ...]
    results: Cells[Decimal | None]

    def lessons_of(self, journal_id: int) -> tuple[LessonRow, ...]:
        """Lessons of one journal in their order."""
        return tuple(lesson for lesson in self.lessons if lesson.journal_id == journal_id)

    def journals_for(self, subgroup_id: int | None) -> frozenset[int]:
        """The whole group's journal and the subgroup's own: what a student of the subgroup stands in."""
        return frozenset(j.pk for j in self.journals if j.subgroup_id in (None, subgroup_id))

    def checkpoints_for(self, subgroup_id: int | None) -> tuple[CheckpointRow, ...]:
        """Checkpoints that count for a student of the subgroup, by number."""
        own = self.journals_for(subgroup_id)
        return tuple(row for row in self.checkpoints if row.journal_id in own)

    def locked_section(self, journal_id: int) -> int:
        """The highest section that is closed in a journal, 0 when none is."""
        whole = {journal.pk for journal in self.journals if journal.subgroup_id is None}
        closed = (
            row.number for row in self.checkpoints if row.set_at and row.journal_id in whole | {journal_id}
        )
        return max(closed, default=0)


def read(
    register_id: int, journals: tuple[Journal, ...] | None = None, students: Collection[int] | None = None
) -> Book:
    """Read all journals of a line by its register; five queries, four when the journals are already known.

    With `students` only their marks and results are read.
    """
    return _books([register_id], journals, students)[register_id]


def read_many(register_ids: Collection[int], students: Collection[int]) -> dict[int, Book]:
    """Journals of several lines by register with the cells of some students; five queries."""
    return _books(register_ids, None, students)


def _books(
    register_ids: Collection[int], journals: tuple[Journal, ...] | None, students: Collection[int] | None
) -> dict[int, Book]:
    if journals is None:
        journals = tuple(Journal.objects.filter(register_id__in=register_ids).order_by("id"))
    lessons = _lessons(register_ids)
    marks = _marks(register_ids, students)
    points = _results(register_ids, students)
    rows = _checkpoints(register_ids)
    return {
        register_id: Book(
            journals=tuple(journal for journal in journals if journal.register_id == register_id),
            lessons=tuple(lessons[register_id]),
            marks=marks[register_id],
            checkpoints=tuple(rows[register_id]),
            results=points[register_id],
        )
        for register_id in register_ids
    }


def checkpoints(register_id: int) -> tuple[CheckpointRow, ...]:
    """All checkpoints of one line with their works in force and locks, by number; one query."""
    return tuple(_checkpoints([register_id])[register_id])


def _lessons(registers: Collection[int]) -> Mapping[int, list[LessonRow]]:
    """Lessons by register, by date and pair."""
    found: dict[int, list[LessonRow]] = defaultdict(list)
    rows = Lesson.objects.filter(register_id__in=registers).order_by("date", "pair", "id")
    for register_id, *row in rows.values_list("register_id", *LessonRow.__dataclass_fields__):
        found[register_id].append(LessonRow(*row))
    return found


def _marks(registers: Collection[int], students: Collection[int] | None) -> Mapping[int, Cells[MarkValue]]:
    """Marks by register, lesson and student."""
    found: dict[int, Cells[MarkValue]] = defaultdict(lambda: defaultdict(dict))
    rows = Mark.objects.filter(register_id__in=registers)
    if students is not None:
        rows = rows.filter(student_id__in=students)
    names = ("register_id", "lesson_id", "student_id", "id", "version", "value", "absent", "excused")
    for register_id, lesson_id, student_id, pk, version, value, absent, excused in rows.values_list(*names):
        found[register_id][lesson_id][student_id] = Stored(pk, MarkValue(value, absent, excused), version)
    return found


def _results(
    registers: Collection[int], students: Collection[int] | None
) -> Mapping[int, Cells[Decimal | None]]:
    """Results by register, work and student."""
    found: dict[int, Cells[Decimal | None]] = defaultdict(lambda: defaultdict(dict))
    rows = CheckpointResult.objects.filter(register_id__in=registers)
    if students is not None:
        rows = rows.filter(student_id__in=students)
    names = ("register_id", "work_id", "student_id", "id", "version", "points")
    for register_id, work_id, student_id, pk, version, points in rows.values_list(*names):
        found[register_id][work_id][student_id] = Stored(pk, points, version)
    return found


def _checkpoints(registers: Collection[int]) -> Mapping[int, list[CheckpointRow]]:
    """Checkpoints by register with their works in force and locks, by number."""
    lock = SectionLock.objects.filter(journal_id=OuterRef("journal_id"), number=OuterRef("number"))
    rows = (
        Checkpoint.objects.filter(register_id__in=registers)
        .annotate(
            set_at=Subquery(lock.values("set_at")),
            work=FilteredRelation("works", condition=Q(works__withdrawn=False)),
        )
        .order_by("number", "id", "work__id")
        .values_list(
            "register_id",
            "id",
            "journal_id",
            "number",
            "max_points",
            "set_at",
            *(f"work__{name}" for name in WorkRow.__dataclass_fields__),
        )
    )
    works: dict[tuple[Any, ...], list[WorkRow]] = {}
    for row in rows:
        own = works.setdefault(row[:6], [])
        if row[6] is not None:
            own.append(WorkRow(*row[6:]))
    found: dict[int, list[CheckpointRow]] = defaultdict(list)
    for (register_id, pk, journal_id, number, cap, set_at), own in works.items():
        found[register_id].append(CheckpointRow(pk, journal_id, number, cap, tuple(own), set_at))
    return found
