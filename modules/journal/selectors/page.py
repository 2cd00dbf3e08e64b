"""The journal as one page shows it: lessons × students, checkpoints, running points."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from modules.grading import facade as grading
from modules.grading.facade import CourseResult, PolicyChoice
from modules.journal.models import Journal
from modules.journal.permissions import JournalPermission
from modules.journal.rules import MarkValue, Stored
from modules.journal.selectors import access, book, facts, roster
from modules.journal.selectors.book import Book, Cells, CheckpointRow, LessonRow
from modules.journal.selectors.roster import Member
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor
from tenants.policies import CannotSpread


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do in this journal now; a closed register takes all of it away."""

    marks: bool
    lessons: bool
    works: bool
    totals: bool


@dataclass(frozen=True, slots=True)
class Points:
    """Running points of one student; None stands for 'no data', never for a fail."""

    attendance: Decimal | None
    progress: Decimal | None
    checkpoints: tuple[Decimal | None, ...]
    total: Decimal
    so_far: Decimal | None


@dataclass(frozen=True, slots=True)
class JournalPage:
    """One journal, ready to be shown. Cells are looked up by lesson or work and student."""

    id: int
    line: LineRef
    subgroup_id: int | None
    subgroup_name: str
    policy: PolicyChoice
    mark_maximum: int
    locks_on_total: bool
    closed_at: datetime | None
    locked_section: int
    last_section: int
    today: date
    rights: Rights
    lessons: tuple[LessonRow, ...]
    checkpoints: tuple[CheckpointRow, ...]
    members: tuple[Member, ...]
    marks: Cells[MarkValue]
    results: Cells[Decimal | None]
    points: Mapping[int, Points]
    note: str

    def lesson_open(self, lesson: LessonRow) -> bool:
        """Say whether marks of a lesson may be entered now: not locked, not in the future, actor allowed."""
        return self.rights.marks and lesson.section > self.locked_section and lesson.date <= self.today

    def checkpoint_open(self, checkpoint: CheckpointRow) -> bool:
        """Say whether points of a checkpoint may be entered now."""
        return (
            self.rights.works and checkpoint.journal_id == self.id and checkpoint.number > self.locked_section
        )

    def stands(self, member: Member, lesson: LessonRow) -> bool:
        """Say whether a student stood in this journal on the day of a lesson."""
        return member.was_in(lesson.date, self.subgroup_id)

    def mark(self, lesson_id: int, student_id: int) -> Stored[MarkValue] | None:
        """What stands in a cell."""
        return self.marks.get(lesson_id, {}).get(student_id)

    def result(self, work_id: int, student_id: int) -> Stored[Decimal | None] | None:
        """What stands in a cell of a checkpoint's work."""
        return self.results.get(work_id, {}).get(student_id)


def journal_page(actor: Actor, journal_id: int) -> JournalPage:
    """Return a journal that the actor may see; raises NotAllowed, Journal.DoesNotExist."""
    found = access.find(actor, journal_id)
    journal, line = found.journal, found.line
    content = book.read(journal.register_id, found.siblings)
    members = roster.read(line)
    choice = grading.policy_by_version(journal.policy_version_id)
    shown = _shown_members(content, members.of_subgroup(journal.subgroup_id), journal)
    points, note = points_of(content, line, choice, shown)
    return JournalPage(
        id=journal.pk,
        line=line,
        subgroup_id=journal.subgroup_id,
        subgroup_name=journal.subgroup.name if journal.subgroup else "",
        policy=choice,
        mark_maximum=journal.mark_maximum,
        locks_on_total=journal.locks_on_total,
        closed_at=journal.register.locked_at,
        locked_section=content.locked_section(journal.pk),
        last_section=max((row.number for row in content.checkpoints), default=0) + 1,
        today=timezone.localdate(),
        rights=_rights(actor, line, journal),
        lessons=content.lessons_of(journal.pk),
        checkpoints=content.checkpoints_for(journal.subgroup_id),
        members=shown,
        marks=content.marks,
        results=content.results,
        points=points,
        note=note,
    )


def _shown_members(content: Book, members: tuple[Member, ...], journal: Journal) -> tuple[Member, ...]:
    """Those in the group on the day of any lesson, and those who are in it now."""
    days = {lesson.date for lesson in content.lessons_of(journal.pk)} | {timezone.localdate()}
    part = journal.subgroup_id
    shown = tuple(member for member in members if any(member.was_in(day, part) for day in days))
    return shown if len(days) > 1 else members


def _rights(actor: Actor, line: LineRef, journal: Journal) -> Rights:
    if journal.register.locked_at is not None:
        return Rights(False, False, False, False)
    target = access.target_of(line, journal.subgroup_id)
    return Rights(
        marks=actor.can(JournalPermission.MARK_SET, target),
        lessons=actor.can(JournalPermission.LESSON_CHANGE, target),
        works=actor.can(JournalPermission.CHECKPOINT_CHANGE, target),
        totals=actor.can(JournalPermission.CHECKPOINT_SET_TOTAL, target),
    )


def points_of(
    content: Book, line: LineRef, choice: PolicyChoice, members: tuple[Member, ...]
) -> tuple[dict[int, Points], str]:
    """Running points by student id; a sentence instead when the policy cannot be applied to the line."""
    try:
        results = facts.results_of(content, line, choice, members)
    except CannotSpread as problem:
        return {}, grading.refusal(problem)
    return {student: _points(result) for student, result in results.items()}, ""


def _points(result: CourseResult) -> Points:
    parts = result.parts
    return Points(
        attendance=None if parts.attendance.no_data else parts.attendance.points,
        progress=None if parts.progress.no_data else parts.progress.points,
        checkpoints=tuple(None if part.no_data else part.points for part in parts.checkpoints),
        total=parts.points,
        so_far=result.so_far,
    )


def explanation(actor: Actor, journal_id: int, student_id: int) -> tuple[Member, list[str]]:
    """Return the student and how the running points came about, sentence by sentence.

    Raises NotAllowed, Journal.DoesNotExist (also for a student who is not in the journal).
    """
    found = access.find(actor, journal_id)
    member = roster.read(found.line).members.get(student_id)
    if member is None or not member.was_ever_in(found.journal.subgroup_id):
        raise Journal.DoesNotExist(journal_id)
    content = book.read(found.journal.register_id, found.siblings, {student_id})
    choice = grading.policy_by_version(found.journal.policy_version_id)
    try:
        result = facts.results_of(content, found.line, choice, (member,))[student_id]
    except CannotSpread as problem:
        return member, [grading.refusal(problem)]
    return member, grading.sentences(result.explanation)


def running_points(actor: Actor, journal_id: int, student_ids: Collection[int]) -> dict[int, Points]:
    """Running points of some students of a journal, for the sums beside cells that were just saved.

    Raises NotAllowed, Journal.DoesNotExist.
    """
    found = access.find(actor, journal_id)
    members = tuple(m for m in roster.read(found.line).members.values() if m.student.id in student_ids)
    content = book.read(found.journal.register_id, found.siblings, student_ids)
    choice = grading.policy_by_version(found.journal.policy_version_id)
    return points_of(content, found.line, choice, members)[0]
