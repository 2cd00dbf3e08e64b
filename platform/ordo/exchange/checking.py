"""From a file to a preview: read every row, compare it with the database, keep the outcome as lines."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import transaction

from ordo.access.actor import Actor
from ordo.exchange import problem_data
from ordo.exchange.kinds import Candidate, ImportKind, Planned
from ordo.exchange.models import ImportRow, ImportRun, RunStatus
from ordo.exchange.notes import Watch
from ordo.exchange.reading import Place, ReadProblem, read_table
from ordo.jobs.progress import Progress

_BATCH = 500


def candidate_of(row: ImportRow) -> Candidate:
    """The candidate a line was made from."""
    problems = tuple(problem_data.from_data(row.sheet, row.number, data) for data in row.problems)
    return Candidate(Place(row.sheet, row.number), row.label, row.values, tuple(row.raw), problems)


def _line(run: ImportRun, position: int, planned: Planned) -> ImportRow:
    candidate = planned.candidate
    return ImportRow(
        run=run,
        position=position,
        sheet=candidate.place.sheet,
        number=candidate.place.row,
        label=candidate.label[:300],
        action=planned.action.value,
        values=candidate.values,
        raw=list(candidate.raw),
        before=planned.before,
        after=planned.after,
        problems=[problem_data.to_data(problem) for problem in candidate.problems],
    )


def _store(run: ImportRun, planned: Iterable[Planned], progress: Progress | None, total: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    rows = iter(enumerate(planned, start=1))
    while batch := list(islice(rows, _BATCH)):
        ImportRow.objects.bulk_create(_line(run, position, row) for position, row in batch)
        counts.update(row.action.value for _position, row in batch)
        counts["problems"] += sum(len(row.candidate.problems) for _position, row in batch)
        if progress is not None:
            progress.step(batch[-1][0], total=total)
    return counts


@transaction.atomic
def check(run: ImportRun, kind: ImportKind, actor: Actor, progress: Progress | None = None) -> None:
    """Read and compare the whole file; a file that cannot be read leaves its one reason in the run."""
    run.rows.all().delete()
    try:
        with run.file.open("rb") as file:
            mapping: dict[str, str] = run.mapping
            with read_table(file, kind.columns, mapping=mapping, name=run.file_name) as workbook:
                watch = Watch(workbook)
                candidates = list(kind.read(watch.sheets()))
                skipped = [sheet.name for sheet in workbook.skipped]
    except ReadProblem as problem:
        run.status, run.failure, run.counts = RunStatus.FAILED, failure_data(problem), {}
        run.save(update_fields=["status", "failure", "counts"])
        return
    counts = _store(run, kind.plan(actor, candidates, run.answers), progress, len(candidates))
    run.counts = {**counts, "rows": len(candidates), "skipped": skipped}
    run.notes, run.sheets = watch.notes, watch.headings
    run.status, run.failure = RunStatus.READY, {}
    run.save(update_fields=["status", "failure", "counts", "notes", "sheets"])


def failure_data(problem: ReadProblem) -> dict[str, Any]:
    """Why a file cannot be read, as JSON."""
    return {"code": problem.code.value, "params": dict(problem.params)}
