"""Entering and changing lessons (JAMU-3.5a, JAMU-4.3g, JAMU-4.3h); never after the lock (JAMU-4.3b)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from modules.journal.models import KindOfWork, Lesson
from modules.journal.permissions import JournalPermission
from modules.journal.rules import default_section
from modules.journal.selectors.book import Book
from modules.journal.services.desk import Desk, enter, queued
from modules.journal.services.errors import (
    ChangedMeanwhile,
    LessonExists,
    LessonHasMarks,
    LessonNotYet,
    LessonOutOfOrder,
    LessonOutside,
    NoJournal,
    SectionLocked,
)
from modules.journal.services.marks import employee_id_of
from ordo.access.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonInput:
    """What is entered about a lesson; section None chooses the checkpoint by the lessons before it."""

    date: date
    pair: int = 1
    topic: str = ""
    kind_of_work: str = KindOfWork.PRACTICE.value
    homework: str = ""
    held: bool = False
    section: int | None = None


def add_lesson(*, actor: Actor, journal_id: int, lesson: LessonInput) -> int:
    """Add a lesson; returns its id.

    Raises NotAllowed, NoJournal, LessonOutside, LessonNotYet, LessonExists, LessonOutOfOrder, SectionLocked.
    """
    return add_lessons(actor=actor, journal_id=journal_id, lessons=[lesson])[0]


def add_lessons(*, actor: Actor, journal_id: int, lessons: Sequence[LessonInput]) -> list[int]:
    """Add several lessons at once, all or none; returns their ids in the same order. Raises as `add_lesson`."""
    desk = enter(actor, journal_id, JournalPermission.LESSON_CHANGE)
    employee_id = employee_id_of(actor)
    with queued(actor, desk) as taken:
        taken.demand_open()
        content = taken.read()
        plan = _Plan(taken, content)
        rows = []
        for lesson in sorted(lessons, key=lambda one: (one.date, one.pair)):
            section = plan.place(lesson, lesson_id=None)
            rows.append(
                Lesson(
                    register_id=taken.journal.register_id,
                    journal_id=journal_id,
                    section=section,
                    held_by_id=employee_id if lesson.held else None,
                    **_columns(lesson),
                )
            )
        Lesson.objects.bulk_create(rows)
    ids = {(row.date, row.pair): row.pk for row in rows}
    return [ids[lesson.date, lesson.pair] for lesson in lessons]


def change_lesson(*, actor: Actor, lesson_id: int, version: int, lesson: LessonInput) -> int:
    """Change a lesson that is not locked; returns its new version.

    Raises as `add_lesson`, and ChangedMeanwhile, LessonHasMarks.
    """
    actor.require(JournalPermission.LESSON_CHANGE)
    found = Lesson.objects.filter(pk=lesson_id).values_list("journal_id", flat=True).first()
    if found is None:
        raise NoJournal
    desk = enter(actor, found, JournalPermission.LESSON_CHANGE)
    with queued(actor, desk) as taken:
        taken.demand_open()
        content = taken.read()
        row = Lesson.objects.get(pk=lesson_id)
        if row.version != version:
            raise ChangedMeanwhile
        plan = _Plan(taken, content)
        if row.section <= plan.locked:
            raise SectionLocked
        marked = any(not cell.content.is_empty for cell in content.marks.get(lesson_id, {}).values())
        if marked and not lesson.held:
            raise LessonHasMarks
        section = plan.place(lesson, lesson_id=lesson_id, former=row.section)
        held_by = row.held_by_id or employee_id_of(actor)
        Lesson.objects.filter(pk=lesson_id, version=version).update(
            section=section,
            held_by_id=held_by if lesson.held else None,
            version=version + 1,
            **_columns(lesson),
        )
    return version + 1


def _columns(lesson: LessonInput) -> dict[str, date | int | str | bool]:
    return {
        "date": lesson.date,
        "pair": lesson.pair,
        "topic": lesson.topic.strip(),
        "kind_of_work": lesson.kind_of_work,
        "homework": lesson.homework.strip(),
        "held": lesson.held,
    }


class _Plan:
    """The days, pairs and sections that are taken in one journal, growing with each lesson placed."""

    def __init__(self, desk: Desk, content: Book) -> None:
        self.semester = desk.line.semester
        self.locked = content.locked_section(desk.journal.pk)
        self.last = max((row.number for row in content.checkpoints), default=0) + 1
        self.today = timezone.localdate()
        self.taken = {
            row.id: (row.date, row.pair, row.section) for row in content.lessons_of(desk.journal.pk)
        }
        self._new = 0

    def place(self, lesson: LessonInput, *, lesson_id: int | None, former: int | None = None) -> int:
        """Check day, pair and order, and return the section of the lesson."""
        if not self.semester.starts_on <= lesson.date <= self.semester.ends_on:
            raise LessonOutside
        if lesson.held and lesson.date > self.today:
            raise LessonNotYet
        others = [place for key, place in self.taken.items() if key != lesson_id]
        if any((day, pair) == (lesson.date, lesson.pair) for day, pair, _section in others):
            raise LessonExists
        wanted = lesson.section or former
        section = wanted or default_section(
            [(day, own) for day, _pair, own in others], lesson.date, locked=self.locked, last=self.last
        )
        self._check_order(lesson.date, section, others)
        self._new -= 1
        self.taken[lesson_id or self._new] = (lesson.date, lesson.pair, section)
        return section

    def _check_order(self, day: date, section: int, others: list[tuple[date, int, int]]) -> None:
        if section <= self.locked:
            raise SectionLocked
        before_locked = any(own <= self.locked and other > day for other, _pair, own in others)
        if before_locked:
            raise SectionLocked
        mixed = any(
            (own < section and other > day) or (own > section and other < day) for other, _pair, own in others
        )
        if mixed or not 1 <= section <= self.last:
            raise LessonOutOfOrder
