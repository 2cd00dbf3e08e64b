"""Setting marks and absences (JAMU-3.5a, JAMU-3.5c, JAMU-4.3b)."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db.models import F
from django.utils import timezone

from modules.journal.models import Lesson, Mark
from modules.journal.permissions import JournalPermission
from modules.journal.rules import EMPTY, Judgement, MarkValue, Stored, Write, in_scale, judge
from modules.journal.selectors import roster
from modules.journal.selectors.book import Book, LessonRow
from modules.journal.services.cells import CellWrite, SetMarksOutcome, outcome_of
from modules.journal.services.desk import Desk, enter, queued
from modules.people import facade as people
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger

_OPERATION = "journal.set_marks"


def set_marks(
    *, actor: Actor, journal_id: int, cells: Sequence[CellWrite], idempotency_key: str
) -> SetMarksOutcome:
    """Write cells of one journal; those that meet another's change or a rule come back, the rest is saved.

    The same key gives the same answer and writes nothing again. A lesson that had not been marked as held becomes
    held by its first mark. Raises NotAllowed, NoJournal, ledger's KeyReused.
    """
    desk = enter(actor, journal_id, JournalPermission.MARK_SET)
    request = [asdict(cell) for cell in cells]
    with queued(actor, desk) as taken:
        once = ledger.idempotent(idempotency_key, _OPERATION, request, taken.journal.register_id)
        if once.answered:
            return SetMarksOutcome.from_data(once.response)
        judged = _judged(taken, cells)
        _hold(actor, judged)
        _carry_out(actor, taken, judged)
        outcome = outcome_of(judged, Mark._meta.db_table)
        once.record(outcome.to_data())
    return outcome


def _judged(desk: Desk, cells: Sequence[CellWrite]) -> Judgement[MarkValue]:
    content = desk.read({cell.student_id for cell in cells})
    writes = [Write((cell.lesson_id, cell.student_id), cell.content, cell.version) for cell in cells]
    stored = {
        (lesson_id, student_id): row
        for lesson_id, rows in content.marks.items()
        for student_id, row in rows.items()
    }
    return judge(writes, stored, empty=EMPTY, refusal=_Judge(desk, content))


class _Judge:
    """Why a cell of this journal may not be written; '' when it may."""

    def __init__(self, desk: Desk, content: Book) -> None:
        journal = desk.journal
        self.closed = desk.closed
        self.maximum = journal.mark_maximum
        self.subgroup_id = journal.subgroup_id
        self.lessons: dict[int, LessonRow] = {row.id: row for row in content.lessons_of(journal.pk)}
        self.locked_section = content.locked_section(journal.pk)
        self.roster = roster.read(desk.line)
        self.today = timezone.localdate()

    def __call__(self, write: Write[MarkValue]) -> str:
        lesson_id, student_id = write.key
        lesson = self.lessons.get(lesson_id)
        value = write.content.value
        if lesson is None:
            return "unknown"
        if self.closed:
            return "closed"
        if lesson.section <= self.locked_section:
            return "locked"
        if lesson.date > self.today:
            return "future"
        if value is not None and (write.content.absent or not in_scale(value, self.maximum)):
            return "scale"
        if not self.roster.was_in(student_id, lesson.date, self.subgroup_id):
            return "not_member"
        return ""


def _hold(actor: Actor, judged: Judgement[MarkValue]) -> None:
    """Lessons whose first marks these are were held, by whoever enters them (JAMU-3.5k: the substitute too)."""
    touched = {w.key[0] for w in judged.created} | {w.key[0] for w, _row in judged.changed}
    waiting = Lesson.objects.filter(pk__in=touched, held=False)
    if touched and waiting.exists():
        waiting.update(held=True, held_by_id=employee_id_of(actor), version=F("version") + 1)


def employee_id_of(actor: Actor) -> int | None:
    """The employee behind the actor, None for the system and for those who are none."""
    if actor.user_id is None:
        return None
    employee = people.employee_of_user(actor.user_id)
    return employee.id if employee else None


def _carry_out(actor: Actor, desk: Desk, judged: Judgement[MarkValue]) -> None:
    if judged.created:
        Mark.objects.bulk_create(
            Mark(register_id=desk.journal.register_id, version=1, **_columns(actor, write))
            for write in judged.created
        )
    if judged.changed:
        rows = [_changed(actor, write, row) for write, row in judged.changed]
        Mark.objects.bulk_update(rows, ["value", "absent", "excused", "entered_by", "version"])


def _changed(actor: Actor, write: Write[MarkValue], row: Stored[MarkValue]) -> Mark:
    return Mark(pk=row.id, version=row.version + 1, **_columns(actor, write))


def _columns(actor: Actor, write: Write[MarkValue]) -> dict[str, int | bool | None]:
    content = write.content
    return {
        "lesson_id": write.key[0],
        "student_id": write.key[1],
        "value": content.value,
        "absent": content.absent,
        "excused": content.excused,
        "entered_by_id": actor.user_id,
    }
