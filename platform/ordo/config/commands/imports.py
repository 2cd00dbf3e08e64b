"""`ordo import KIND FILE --university NAME`: a list from the command line, with the same steps as the page.

Prints the numbered errors and the counts, asks before it applies, undoes a whole import. Exit codes: 0 done, 1 the
file cannot be read or the undo was refused, 2 wrong arguments, 3 not applied because the answer was no.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ordo.access.actor import Actor
from ordo.exchange import kinds, services, shown, undoing
from ordo.exchange.kinds import ImportKind
from ordo.exchange.models import ImportRun, RunStatus
from ordo.exchange.reading import ReadProblem, read_table
from ordo.exchange.reading.wording import read_sentence
from ordo.language import fold
from ordo.tenancy.current import inside
from tenants.models import University

DONE, REFUSED, WRONG, DECLINED = 0, 1, 2, 3
_ACTOR = Actor.system("ordo import")


def _say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ordo import", description=__doc__)
    parser.add_argument("kind", help="what is imported: students, staff, assignments, …")
    parser.add_argument("file", nargs="?", type=Path, help="an XLSX or CSV file")
    parser.add_argument("--university", required=True, help="the schema: nsu, knu, jamu, oshsu, …")
    parser.add_argument("--yes", action="store_true", help="apply the good rows without asking")
    parser.add_argument("--undo", type=UUID, metavar="RUN", help="take an import back, by its number")
    parser.add_argument("--faculty", default="", help="name of the faculty for what is new")
    parser.add_argument(
        "--language", choices=("ky", "ru", "en"), help="of what is printed; the shell's when not given"
    )
    return parser


def main(argv: Sequence[str]) -> int:
    """Import or undo in one university; the exit code says how it ended."""
    options = _parser().parse_args(argv)
    with translation.override(options.language or translation.get_language()):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    if not University.objects.filter(schema_name=options.university).exists():
        _say(_("There is no university “%(name)s”.") % {"name": options.university})
        return WRONG
    with inside(options.university):
        try:
            known = kinds.kind(options.kind)
        except kinds.UnknownKind:
            names = ", ".join(kind.code for kind in kinds.kinds_for(_ACTOR))
            _say(
                _("There is no import “%(kind)s”; there are: %(names)s.")
                % {"kind": options.kind, "names": names}
            )
            return WRONG
        if options.undo is not None:
            return _undo(options.undo)
        if options.file is None or not options.file.is_file():
            _say(_("There is no file “%(name)s”.") % {"name": options.file or ""})
            return WRONG
        return _bring_in(known, options)


def _bring_in(known: ImportKind, options: argparse.Namespace) -> int:
    try:
        run = _checked(known, options.file, options.faculty)
    except ReadProblem as problem:
        _say(read_sentence(problem))
        return REFUSED
    if run.status == RunStatus.FAILED:
        reason = shown.failure(run)
        _say(str(reason["sentence"]) if reason else str(run.status))
        return REFUSED
    _report(run, known)
    good = run.counts.get("new", 0) + run.counts.get("change", 0)
    if not good:
        _say(_("There is nothing to apply."))
        return DONE
    if not options.yes and not _agrees(good):
        _say(_("Nothing was applied. The preview is kept as %(number)s.") % {"number": run.pk})
        return DECLINED
    run = services.apply(actor=_ACTOR, run_id=run.pk)
    _say(shown.done(run))
    command = f"ordo import {run.kind} --university {options.university} --undo {run.pk}"
    _say(_("To take this import back: %(command)s") % {"command": command})
    return DONE


@transaction.atomic
def _checked(known: ImportKind, path: Path, faculty: str) -> ImportRun:
    """Upload, answer the questions as the wizard proposes (or as `faculty` says), and check."""
    with path.open("rb") as file:
        run = services.upload(actor=_ACTOR, kind=known.code, file=File(file, name=path.name), name=path.name)
        file.seek(0)
        with read_table(file, known.columns, mapping=run.mapping, name=path.name) as table:
            questions = known.questions(_ACTOR, table.outlines())
    answers = {question.code: question.initial for question in questions}
    for question in questions:
        if question.code == "faculty":
            answers |= _faculty(question, faculty)
            _say(f"{question.title}: {dict(question.choices).get(answers['faculty'], '')}")
    services.confirm(run, known, run.mapping, answers)
    return services.check(actor=_ACTOR, run_id=run.pk)


def _faculty(question: kinds.Question, named: str) -> dict[str, str]:
    """The answer to the question for the faculty: one of the choices, else a new one of that name."""
    if not named:
        return {"faculty": question.initial}
    found = next((code for code, title in question.choices if fold(title) == fold(named)), None)
    return {"faculty": found} if found else {"faculty": "new", "faculty_name": named}


def _agrees(good: int) -> bool:
    if not sys.stdin.isatty():
        return False
    question = ngettext("Apply %(number)s row?", "Apply %(number)s rows?", good) % {"number": good}
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes", "ооба", "да", "д"}


def _report(run: ImportRun, known: ImportKind) -> None:
    """The numbered errors and remarks, then how many rows of each sort."""
    number = 0
    for row in run.rows.exclude(problems=[]).iterator():
        line = shown.line(row, known)
        for problem in line.problems:
            number += 1
            mark = "✗" if line.action == "bad" else "!"
            _say(f"{number:>4} {mark} {line.place:<14} {problem.kind}: {problem.sentence}")
    for note in shown.notes(run):
        _say(f"   • {note}")
    counts = ", ".join(f"{word} {count}" for _code, word, count in shown.totals(run))
    values = {"rows": run.counts.get("rows", 0), "counts": counts, "problems": number}
    _say(_("Rows: %(rows)s (%(counts)s). Problems: %(problems)s.") % values)


def _undo(run_id: UUID) -> int:
    try:
        services.undo(actor=_ACTOR, run_id=run_id)
    except ImportRun.DoesNotExist:
        _say(_("There is no import %(number)s at this university.") % {"number": run_id})
        return WRONG
    except services.WrongState:
        _say(_("The import %(number)s is not applied; nothing was done.") % {"number": run_id})
        return REFUSED
    except undoing.ChangedSince as problem:
        _say(
            _("The undo was refused. Rows changed after the import: %(number)s.")
            % {"number": len(problem.rows)}
        )
        for row in undoing.named(problem.rows):
            _say(f"  {row['table']}: {row['name'] or row['key']}")
        return REFUSED
    _say(_("The import was undone: the registers are as they were before it."))
    return DONE
