"""Checkpoints: their works, the points of students, and the total that locks (EB-06.2d, EB-08.0b, JAMU-4.3b)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from modules.grading import facade as grading
from modules.grading.facade import PartResult
from modules.journal.models import (
    CheckpointResult,
    CheckpointTotal,
    CheckpointWork,
    SectionLock,
)
from modules.journal.permissions import JournalPermission
from modules.journal.rules import Judgement, Stored, Write, judge
from modules.journal.selectors import facts, roster
from modules.journal.selectors.book import Book, CheckpointRow
from modules.journal.selectors.roster import Member
from modules.journal.services.cells import ResultWrite, SetMarksOutcome, outcome_of
from modules.journal.services.desk import Desk, enter, queued
from modules.journal.services.errors import (
    BadPoints,
    ChangedMeanwhile,
    NoJournal,
    ResultsMissing,
    SectionLocked,
    TotalAlreadySet,
    TotalOutOfOrder,
    WorkHasResults,
)
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger

_OPERATION = "journal.set_checkpoint_results"
Points = Decimal | None


@dataclass(frozen=True, slots=True)
class TotalSet:
    """What setting a total did: totals by student, and whether what stands before it is now locked."""

    number: int
    totals: Mapping[int, Decimal]
    locked: bool
    set_at: datetime


def set_checkpoint_results(
    *, actor: Actor, journal_id: int, cells: Sequence[ResultWrite], idempotency_key: str
) -> SetMarksOutcome:
    """Write points of works; the same promises as `set_marks`. Raises NotAllowed, NoJournal, ledger's KeyReused."""
    desk = enter(actor, journal_id, JournalPermission.CHECKPOINT_CHANGE)
    request = [asdict(cell) for cell in cells]
    with queued(actor, desk) as taken:
        once = ledger.idempotent(idempotency_key, _OPERATION, request, taken.journal.register_id)
        if once.answered:
            return SetMarksOutcome.from_data(once.response)
        judged = _judged(taken, cells)
        _carry_out(taken, judged)
        outcome = outcome_of(judged, CheckpointResult._meta.db_table)
        once.record(outcome.to_data())
    return outcome


def _judged(desk: Desk, cells: Sequence[ResultWrite]) -> Judgement[Points]:
    content = desk.read({cell.student_id for cell in cells})
    writes = [Write((cell.work_id, cell.student_id), cell.points, cell.version) for cell in cells]
    stored = {(work, student): row for work, rows in content.results.items() for student, row in rows.items()}
    return judge(writes, stored, empty=None, refusal=_Judge(desk, content))


class _Judge:
    """Why points of this journal may not be written; '' when they may."""

    def __init__(self, desk: Desk, content: Book) -> None:
        journal = desk.journal
        self.closed = desk.closed
        self.locked_section = content.locked_section(journal.pk)
        self.works = {
            work.id: (work, checkpoint)
            for checkpoint in content.checkpoints
            if checkpoint.journal_id == journal.pk
            for work in checkpoint.works
        }
        members = roster.read(desk.line)
        self.students = {member.student.id for member in members.of_subgroup(journal.subgroup_id)}

    def __call__(self, write: Write[Points]) -> str:
        found = self.works.get(write.key[0])
        if found is None:
            return "unknown"
        work, checkpoint = found
        if self.closed:
            return "closed"
        if checkpoint.number <= self.locked_section:
            return "locked"
        if write.content is not None and not 0 <= write.content <= work.max_points:
            return "too_many"
        return "" if write.key[1] in self.students else "not_member"


def _carry_out(desk: Desk, judged: Judgement[Points]) -> None:
    def row(write: Write[Points], stored: Stored[Points] | None) -> CheckpointResult:
        return CheckpointResult(
            pk=stored.id if stored else None,
            register_id=desk.journal.register_id,
            work_id=write.key[0],
            student_id=write.key[1],
            points=write.content,
            version=stored.version + 1 if stored else 1,
        )

    if judged.created:
        CheckpointResult.objects.bulk_create(row(write, None) for write in judged.created)
    if judged.changed:
        CheckpointResult.objects.bulk_update([row(*pair) for pair in judged.changed], ["points", "version"])


def add_work(
    *, actor: Actor, journal_id: int, number: int, title: str, kind_of_work: str, max_points: Decimal
) -> int:
    """Add a kind of work to a checkpoint; returns its id. Raises NotAllowed, NoJournal, SectionLocked, BadPoints."""
    desk = enter(actor, journal_id, JournalPermission.CHECKPOINT_CHANGE)
    _demand_points(max_points)
    with queued(actor, desk) as taken:
        checkpoint = _open_checkpoint(taken, taken.read(), number)
        work = CheckpointWork.objects.create(
            register_id=taken.journal.register_id,
            checkpoint_id=checkpoint.id,
            title=title.strip(),
            kind_of_work=kind_of_work,
            max_points=max_points,
        )
    return work.pk


def change_work(
    *,
    actor: Actor,
    journal_id: int,
    work_id: int,
    version: int,
    title: str,
    kind_of_work: str,
    max_points: Decimal,
    withdrawn: bool = False,
) -> int:
    """Change or withdraw a work; returns its new version.

    Raises NotAllowed, NoJournal, SectionLocked, ChangedMeanwhile, BadPoints, WorkHasResults.
    """
    desk = enter(actor, journal_id, JournalPermission.CHECKPOINT_CHANGE)
    _demand_points(max_points)
    with queued(actor, desk) as taken:
        content = taken.read()
        work = CheckpointWork.objects.filter(
            pk=work_id, checkpoint__journal_id=journal_id
        ).select_related("checkpoint").first()  # fmt: skip
        if work is None:
            raise NoJournal
        _open_checkpoint(taken, content, work.checkpoint.number)
        points = [row.content for row in content.results.get(work_id, {}).values() if row.content is not None]
        if points and (withdrawn or max(points) > max_points):
            raise WorkHasResults
        changed = CheckpointWork.objects.filter(pk=work_id, version=version).update(
            title=title.strip(),
            kind_of_work=kind_of_work,
            max_points=max_points,
            withdrawn=withdrawn,
            version=version + 1,
        )
        if not changed:
            raise ChangedMeanwhile
    return version + 1


def _demand_points(maximum: Decimal) -> None:
    """Raise BadPoints for a maximum outside of 0.01 to 100, or with more than two decimals."""
    if not (maximum.is_finite() and 0 < maximum <= 100 and maximum == round(maximum, 2)):
        raise BadPoints


def _open_checkpoint(desk: Desk, content: Book, number: int) -> CheckpointRow:
    """The checkpoint of this journal, which must not be locked."""
    desk.demand_open()
    rows = [row for row in content.checkpoints if row.journal_id == desk.journal.pk and row.number == number]
    if not rows:
        raise NoJournal
    if number <= content.locked_section(desk.journal.pk):
        raise SectionLocked
    return rows[0]


def set_checkpoint_total(
    *, actor: Actor, journal_id: int, number: int, confirm_missing: bool = False
) -> TotalSet:
    """Set the total of a checkpoint for every student from the points of its works.

    Where the policy says so, this locks the lessons and works before it for good (JAMU-4.3b, OSH-4.3b). Raises
    NotAllowed, NoJournal, TotalAlreadySet, TotalOutOfOrder, and ResultsMissing unless `confirm_missing`.
    """
    desk = enter(actor, journal_id, JournalPermission.CHECKPOINT_SET_TOTAL)
    with queued(actor, desk) as taken:
        content = taken.read()
        locks = taken.journal.locks_on_total
        if locks and number <= content.locked_section(journal_id):
            raise TotalAlreadySet
        checkpoint = _open_checkpoint(taken, content, number)
        if locks and number > content.locked_section(journal_id) + 1:
            raise TotalOutOfOrder
        parts = _parts(taken, content, checkpoint)
        missing = tuple(student for student, part in parts.items() if not part.complete)
        if missing and not confirm_missing:
            raise ResultsMissing(missing)
        totals = {student: part.points for student, part in parts.items()}
        _write_totals(taken, checkpoint, totals)
        now = timezone.now()
        if locks:
            SectionLock.objects.create(
                register_id=taken.journal.register_id,
                journal_id=journal_id,
                number=number,
                whole_group=taken.journal.subgroup_id is None,
                set_at=now,
            )
    return TotalSet(number, totals, locks, now)


def _parts(desk: Desk, content: Book, checkpoint: CheckpointRow) -> dict[int, PartResult]:
    """Points of the checkpoint for those who are in the group today."""
    rounding = grading.policy_by_version(desk.journal.policy_version_id).policy.rounding
    today = timezone.localdate()
    members: tuple[Member, ...] = roster.read(desk.line).of_subgroup(desk.journal.subgroup_id)
    return {
        member.student.id: grading.checkpoint_points(
            facts.works_of(content, checkpoint, member.student.id),
            checkpoint.max_points,
            rounding,
            checkpoint.number,
        )
        for member in members
        if member.was_in(min(today, desk.line.semester.ends_on), desk.journal.subgroup_id)
    }


def _write_totals(desk: Desk, checkpoint: CheckpointRow, totals: Mapping[int, Decimal]) -> None:
    stored = {row.student_id: row for row in CheckpointTotal.objects.filter(checkpoint_id=checkpoint.id)}
    fresh = [
        CheckpointTotal(
            register_id=desk.journal.register_id,
            checkpoint_id=checkpoint.id,
            student_id=student,
            points=points,
        )
        for student, points in totals.items()
        if student not in stored
    ]
    changed = []
    for student, points in totals.items():
        row = stored.get(student)
        if row is not None and row.points != points:
            row.points, row.version = points, row.version + 1
            changed.append(row)
    CheckpointTotal.objects.bulk_create(fresh)
    CheckpointTotal.objects.bulk_update(changed, ["points", "version"])
