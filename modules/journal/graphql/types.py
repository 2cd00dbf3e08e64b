"""Types of the journal's part of the API, made from the selectors' values."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

import strawberry
from django.utils.translation import get_language
from strawberry.scalars import JSON

from modules.grading import facade as grading
from modules.journal.models import KindOfWork
from modules.journal.rules import MarkValue, Stored
from modules.journal.selectors.book import CheckpointRow, LessonRow
from modules.journal.selectors.history import CellEvent
from modules.journal.selectors.lists import JournalCard
from modules.journal.selectors.page import JournalPage, Points
from modules.journal.selectors.roster import Member
from modules.teaching.facade import LineRef

strawberry.enum(KindOfWork, name="KindOfWork", description="What was done at a lesson.")


def language() -> str:
    """Two letters of the language in force."""
    return (get_language() or "ky")[:2]


def text_of(content: MarkValue | Decimal | None) -> str:
    """What stands in a cell, as a person reads it in the language in force."""
    if isinstance(content, MarkValue):
        sign = grading.absence_sign()
        if content.absent:
            return f"({sign})" if content.excused else sign
        return "" if content.value is None else str(content.value)
    return "" if content is None else str(content)


@strawberry.type(description="A cell of the journal: a mark, an absence, or nothing.")
class JournalMark:
    """One cell."""

    lesson_id: strawberry.ID
    student_id: strawberry.ID
    value: int | None
    absent: bool
    excused: bool
    version: int

    @classmethod
    def of(cls, lesson_id: int, student_id: int, row: Stored[MarkValue]) -> Self:
        """The API's form of a cell."""
        content = row.content
        return cls(
            lesson_id=strawberry.ID(str(lesson_id)),
            student_id=strawberry.ID(str(student_id)),
            value=content.value,
            absent=content.absent,
            excused=content.excused,
            version=row.version,
        )


@strawberry.type(description="A lesson, planned or held.")
class JournalLesson:
    """One lesson; `section` is the number of the checkpoint that closes it."""

    id: strawberry.ID
    date: date
    pair: int
    topic: str
    kind_of_work: KindOfWork
    homework: str
    held: bool
    section: int
    locked: bool
    version: int

    @classmethod
    def of(cls, row: LessonRow, locked_section: int) -> Self:
        """The API's form of a lesson."""
        return cls(
            id=strawberry.ID(str(row.id)),
            date=row.date,
            pair=row.pair,
            topic=row.topic,
            kind_of_work=KindOfWork(row.kind_of_work),
            homework=row.homework,
            held=row.held,
            section=row.section,
            locked=row.section <= locked_section,
            version=row.version,
        )


@strawberry.type(description="A kind of work of a checkpoint.")
class CheckpointWork:
    """One work."""

    id: strawberry.ID
    title: str
    kind_of_work: KindOfWork
    max_points: Decimal
    version: int


@strawberry.type(
    description="A checkpoint; setAt tells when its total was set and locked what stands before it."
)
class JournalCheckpoint:
    """One checkpoint."""

    number: int
    max_points: Decimal
    set_at: datetime | None
    works: list[CheckpointWork]

    @classmethod
    def of(cls, row: CheckpointRow) -> Self:
        """The API's form of a checkpoint."""
        works = [
            CheckpointWork(
                id=strawberry.ID(str(work.id)),
                title=work.title,
                kind_of_work=KindOfWork(work.kind_of_work),
                max_points=work.max_points,
                version=work.version,
            )
            for work in row.works
        ]
        return cls(number=row.number, max_points=row.max_points, set_at=row.set_at, works=works)


@strawberry.type(description="Running points; null stands for 'no data', never for a fail.")
class JournalPoints:
    """Running points of one student."""

    attendance: Decimal | None
    progress: Decimal | None
    checkpoints: list[Decimal | None]
    total: Decimal
    so_far: Decimal | None

    @classmethod
    def of(cls, points: Points) -> Self:
        """The API's form of running points."""
        return cls(
            attendance=points.attendance,
            progress=points.progress,
            checkpoints=list(points.checkpoints),
            total=points.total,
            so_far=points.so_far,
        )


@strawberry.type(description="A student of the journal.")
class JournalStudent:
    """One row of the journal."""

    id: strawberry.ID
    name: str
    record_book_number: str
    points: JournalPoints | None

    @classmethod
    def of(cls, member: Member, points: Points | None) -> Self:
        """The API's form of a row."""
        student = member.student
        return cls(
            id=strawberry.ID(str(student.id)),
            name=student.full_name,
            record_book_number=student.record_book_number,
            points=JournalPoints.of(points) if points else None,
        )


@strawberry.type(description="What a journal is about.")
class JournalSubject:
    """Discipline, group, subgroup and semester in the caller's language."""

    discipline: str
    group: str
    subgroup: str
    semester: str
    control_form: str
    teachers: list[str]

    @classmethod
    def of(cls, line: LineRef, subgroup: str) -> Self:
        """The API's form of a line."""
        return cls(
            discipline=line.discipline_names[language()],
            group=line.group.name,
            subgroup=subgroup,
            semester=line.semester.label,
            control_form=line.control_form,
            teachers=list(dict.fromkeys(teacher.short_name for teacher in line.teachers)),
        )


@strawberry.type(description="The electronic journal of one discipline and group.")
class Journal:
    """One journal; the value behind it is kept, so that only what is asked for is built."""

    id: strawberry.ID
    subject: JournalSubject
    policy_number: str
    policy_version_id: strawberry.ID
    mark_maximum: int
    may_set_marks: bool
    closed_at: datetime | None
    page: strawberry.Private[JournalPage]

    @classmethod
    def of(cls, page: JournalPage) -> Self:
        """The API's form of a journal."""
        return cls(
            id=strawberry.ID(str(page.id)),
            subject=JournalSubject.of(page.line, page.subgroup_name),
            policy_number=page.policy.number,
            policy_version_id=strawberry.ID(str(page.policy.version_id)),
            mark_maximum=page.mark_maximum,
            may_set_marks=page.rights.marks,
            closed_at=page.closed_at,
            page=page,
        )

    @strawberry.field(description="Lessons by date and pair.")
    def lessons(self) -> list[JournalLesson]:
        """Lessons of this journal."""
        return [JournalLesson.of(row, self.page.locked_section) for row in self.page.lessons]

    @strawberry.field(description="Students in the order of lists, those who left included.")
    def students(self) -> list[JournalStudent]:
        """Rows of this journal."""
        points = self.page.points
        return [JournalStudent.of(member, points.get(member.student.id)) for member in self.page.members]

    @strawberry.field(description="Checkpoints by number.")
    def checkpoints(self) -> list[JournalCheckpoint]:
        """Checkpoints that count for this journal."""
        return [JournalCheckpoint.of(row) for row in self.page.checkpoints]

    @strawberry.field(
        description="Cells of one lesson, or all of them; for a whole journal `packedMarks` is faster."
    )
    def marks(self, lesson_id: strawberry.ID | None = None) -> list[JournalMark]:
        """Cells as objects."""
        return [
            JournalMark.of(lesson.id, student_id, row)
            for lesson in self.page.lessons
            if lesson_id in (None, str(lesson.id))
            for student_id, row in self.page.marks.get(lesson.id, {}).items()
        ]

    @strawberry.field(
        description="All cells as rows [lessonId, studentId, value, state, version]; state 0 mark, 1 absent, 2 excused."
    )
    def packed_marks(self) -> JSON:
        """Cells as numbers: one value to complete instead of thousands (architecture §8)."""
        return JSON(list(self._packed()))

    def _packed(self) -> Iterable[list[Any]]:
        for lesson in self.page.lessons:
            for student_id, row in self.page.marks.get(lesson.id, {}).items():
                content = row.content
                state = 2 if content.excused else int(content.absent)
                yield [lesson.id, student_id, content.value, state, row.version]


@strawberry.type(
    description="A journal in a list, with its filling. The id is null while the journal is not open."
)
class JournalListItem:
    """One line of a list."""

    id: strawberry.ID | None
    line_id: strawberry.ID
    subject: JournalSubject
    lessons: int
    held: int
    unfilled: int
    last_held: date | None

    @classmethod
    def of(cls, card: JournalCard) -> Self:
        """The API's form of a list's line."""
        return cls(
            id=None if card.id is None else strawberry.ID(str(card.id)),
            line_id=strawberry.ID(str(card.line.id)),
            subject=JournalSubject.of(card.line, card.subgroup_name),
            lessons=card.filling.lessons,
            held=card.filling.held,
            unfilled=card.filling.unfilled,
            last_held=card.filling.last_held,
        )


@strawberry.type(description="One change of a cell.")
class JournalCellEvent:
    """What stood before and after, who and when; texts are as the journal shows them."""

    at: datetime
    actor: str
    before: str
    after: str

    @classmethod
    def of(cls, event: CellEvent) -> Self:
        """The API's form of an event."""
        return cls(
            at=event.at, actor=event.actor_name, before=text_of(event.before), after=text_of(event.after)
        )
