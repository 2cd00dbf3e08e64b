"""Deeds of the import wizard: upload, check, apply the good rows, undo the whole."""

import hashlib
from datetime import datetime
from typing import IO, Any, ClassVar
from uuid import UUID

import pghistory
from django.conf import settings
from django.core.files.base import File
from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.actor import Actor
from ordo.exchange import checking, kinds, problem_data, selectors, undoing
from ordo.exchange.kinds import Action, ImportKind, Planned
from ordo.exchange.models import BEFORE, ColumnMapping, ImportRow, ImportRun, RunStatus
from ordo.exchange.permissions import ExchangePermission
from ordo.exchange.reading import Place, PlacedProblem, ProblemCode, ReadCode, ReadProblem, read_table
from ordo.exchange.reading.problems import bad
from ordo.jobs import services as jobs
from ordo.jobs.models import Job, JobStatus
from ordo.jobs.progress import Progress
from ordo.tenancy.current import lock_key


class UnknownRun(LookupError):
    """No such import here, or it is outside the actor's permissions."""


class WrongState(ValueError):
    """The import stands elsewhere: somebody else was quicker, or the button was pressed twice."""

    code: ClassVar[str] = "import.moved_on"
    sentence: ClassVar[str | Promise] = _("This import has moved on meanwhile; nothing was done twice.")


def _digest(file: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while block := file.read(1024 * 1024):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return digest.hexdigest(), size


@transaction.atomic
def upload(*, actor: Actor, kind: str, file: IO[bytes], name: str) -> ImportRun:
    """Keep a file and look at its columns; raises ReadProblem for one that cannot be a table."""
    actor.require(ExchangePermission.RUN)
    known = kinds.kind(kind)
    actor.require(known.permission)
    digest, size = _digest(file)
    if size > settings.ORDO_MAX_UPLOAD_BYTES:
        raise ReadProblem(
            ReadCode.FILE_TOO_LARGE, size=size // 1_048_576, limit=settings.ORDO_MAX_UPLOAD_BYTES // 1_048_576
        )
    mapping = remembered(kind)
    with read_table(file, known.columns, mapping=mapping, name=name) as workbook:
        workbook.outlines()
    file.seek(0)
    run = ImportRun(
        kind=kind, file_name=name[:200], file_size=size, sha256=digest, mapping=mapping,
        started_by_id=actor.user_id, started_by_name=actor.name,
    )  # fmt: skip
    run.file.save(name, File(file), save=False)
    run.save()
    return run


def remembered(kind: str) -> dict[str, str]:
    """Captions this university chose before for this kind: column code → caption."""
    return dict(ColumnMapping.objects.filter(kind=kind).values_list("column", "caption"))


def _taken(actor: Actor, run_id: UUID, *states: RunStatus) -> tuple[ImportRun, ImportKind]:
    """Take the run's row for a deed. A step at work holds the row: then somebody was quicker."""
    actor.require(ExchangePermission.RUN)
    run = ImportRun.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=run_id).first()
    if not selectors.runs(actor=actor).filter(pk=run_id).exists():
        raise UnknownRun(run_id)
    if run is None:
        raise WrongState(run_id)
    settle(run)
    if run.status not in states:
        raise WrongState(run.status)
    return run, kinds.kind(run.kind)


def settle(run: ImportRun) -> None:
    """Put a run back where it stood when its job ended without it: cancelled while waiting, lost, or broken off."""
    if not run.is_busy:
        return
    jobs_of_run = Job.objects.filter(pk=run.job_id) if run.job_id is not None else Job.objects.none()
    job = jobs_of_run.values_list("status", flat=True).first()
    if job in {JobStatus.QUEUED, JobStatus.RUNNING}:
        return
    code = "cancelled" if job == JobStatus.CANCELLED else "broken"
    note_failure(run.pk, {"code": code})
    run.refresh_from_db(fields=["status", "failure"])


@transaction.atomic
def ask_check(
    *, actor: Actor, run_id: UUID, mapping: dict[str, str], answers: dict[str, str] | None = None
) -> ImportRun:
    """Confirm the columns, remember them for the university, and queue the check."""
    run, known = _taken(actor, run_id, RunStatus.UPLOADED, RunStatus.READY, RunStatus.FAILED)
    confirm(run, known, mapping, answers or {})
    return _queue(run, actor, "exchange.check", RunStatus.CHECKING)


def confirm(run: ImportRun, known: ImportKind, mapping: dict[str, str], answers: dict[str, str]) -> None:
    """Keep which caption is which column, and remember it for the next file."""
    codes = {column.code for column in known.columns}
    run.mapping = {code: caption for code, caption in mapping.items() if code in codes}
    run.answers = answers
    named = {code: caption for code, caption in run.mapping.items() if caption}
    for code, caption in named.items():
        ColumnMapping.objects.update_or_create(
            kind=run.kind, column=code, defaults={"caption": caption[:150]}
        )
    ColumnMapping.objects.filter(kind=run.kind).exclude(column__in=named).delete()
    run.save(update_fields=["mapping", "answers"])


@transaction.atomic
def ask_apply(*, actor: Actor, run_id: UUID) -> ImportRun:
    """Queue applying the good rows."""
    run, _kind = _taken(actor, run_id, RunStatus.READY)
    return _queue(run, actor, "exchange.apply", RunStatus.APPLYING)


@transaction.atomic
def ask_undo(*, actor: Actor, run_id: UUID) -> ImportRun:
    """Queue the undo of a whole import."""
    run, _kind = _taken(actor, run_id, RunStatus.APPLIED)
    return _queue(run, actor, "exchange.undo", RunStatus.UNDOING)


def _queue(run: ImportRun, actor: Actor, job: str, status: RunStatus) -> ImportRun:
    run.status, run.failure = status, {}
    run.job_id = jobs.start(actor=actor, kind=job, params={"id": str(run.id)}).id
    run.save(update_fields=["status", "failure", "job_id"])
    return run


def _held(actor: Actor, run_id: UUID, *states: RunStatus) -> tuple[ImportRun, ImportKind]:
    """Take the run's row for the work itself; a second delivery of the same message finds another state."""
    actor.require(ExchangePermission.RUN)
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    known = kinds.kind(run.kind)
    actor.require(known.permission)
    if run.status not in states:
        raise WrongState(run.status)
    return run, known


@transaction.atomic
def check(*, actor: Actor, run_id: UUID, progress: Progress | None = None) -> ImportRun:
    """Read the file and write its preview, all or nothing. Raises WrongState."""
    run, known = _held(actor, run_id, RunStatus.UPLOADED, RunStatus.CHECKING)
    checking.check(run, known, actor, progress)
    return run


def _lock_imports() -> None:
    """One import at a time writes in a university: two would plan against each other's unseen rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock_key("exchange")])


@transaction.atomic
def apply(*, actor: Actor, run_id: UUID, progress: Progress | None = None) -> ImportRun:
    """Write the good rows, all or nothing; a row that fits no longer becomes a bad one. Raises WrongState."""
    actor.require(ExchangePermission.RUN)
    _lock_imports()
    run, known = _held(actor, run_id, RunStatus.READY, RunStatus.APPLYING)
    rows = list(run.rows.filter(action__in=[Action.NEW, Action.CHANGE]))
    with pghistory.context(user=actor.user_id, name=actor.name, import_run=str(run.id)) as context:
        written = _apply_rows(run, known, actor, rows, progress)
    run.context_id = context.id
    stale = [row for row in rows if row.pk not in written]
    _mark_stale(stale)
    run.rows.filter(pk__in=written).update(applied=True)
    bad_rows = int(run.counts.get("bad", 0)) + len(stale)
    run.counts = {**run.counts, "applied": len(written), "stale": len(stale), "bad": bad_rows}
    _finish(run, RunStatus.APPLIED, "applied_at", timezone.now())
    return run


def _apply_rows(
    run: ImportRun, known: ImportKind, actor: Actor, rows: list[ImportRow], progress: Progress | None
) -> set[int]:
    """Plan again inside the transaction and write only what still is as the preview showed it."""
    planned = known.plan(actor, [checking.candidate_of(row) for row in rows], run.answers)
    fresh = [(row, plan) for row, plan in zip(rows, planned, strict=True) if _is_as_shown(row, plan)]
    written = set()
    done = known.apply(actor, [plan for _row, plan in fresh], run.answers)
    for count, (pair, _plan) in enumerate(zip(fresh, done, strict=True), start=1):
        written.add(pair[0].pk)
        if progress is not None:
            progress.step(count, total=len(fresh))
    return written


def _is_as_shown(row: ImportRow, plan: Planned) -> bool:
    return plan.action.value == row.action and plan.before == row.before and plan.after == row.after


def _mark_stale(rows: list[ImportRow]) -> None:
    for row in rows:
        problem = PlacedProblem(Place(row.sheet, row.number), "", bad(ProblemCode.ROW_STALE))
        row.action = Action.BAD
        row.problems = [*row.problems, problem_data.to_data(problem)]
    ImportRow.objects.bulk_update(rows, ["action", "problems"], batch_size=500)


@transaction.atomic
def undo(*, actor: Actor, run_id: UUID, progress: Progress | None = None) -> ImportRun:
    """Restore what the import changed; raises ChangedSince when newer changes would be lost, and WrongState."""
    actor.require(ExchangePermission.RUN)
    _lock_imports()
    run, _known = _held(actor, run_id, RunStatus.APPLIED, RunStatus.UNDOING)
    if run.context_id is None:
        raise WrongState(run.status)
    with pghistory.context(user=actor.user_id, name=actor.name, undone_import=str(run.id)):
        touched = undoing.undo(run.context_id, progress)
    run.counts = {**run.counts, "undone": touched}
    run.rows.update(applied=False)
    _finish(run, RunStatus.UNDONE, "undone_at", timezone.now())
    return run


def _finish(run: ImportRun, status: RunStatus, stamp: str, moment: datetime) -> None:
    run.status, run.failure = status, {}
    setattr(run, stamp, moment)
    run.save(update_fields=["status", "failure", stamp, "counts", "context_id"])


def note_failure(run_id: UUID, reason: dict[str, Any]) -> None:
    """After a rollback: put a busy run back where it stood, with the reason."""
    for busy, before in BEFORE.items():
        if ImportRun.objects.filter(pk=run_id, status=busy).update(status=before, failure=reason):
            return
