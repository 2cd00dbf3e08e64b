"""Types of the import wizard in the API, made from the same words as its pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from ordo.exchange import problem_data, shown
from ordo.exchange.choosing import Offer
from ordo.exchange.kinds import Action, ImportKind, Question
from ordo.exchange.models import ImportRow, ImportRun, RunStatus
from ordo.exchange.reading.wording import label, sentence

strawberry.enum(RunStatus, name="ImportStatus", description="Where an import stands.")
strawberry.enum(Action, name="ImportAction", description="What applying a row would do.")


@strawberry.type(name="ImportKind", description="A kind of list that can be brought in.")
class ImportKindType:
    """What stands on the first page of the wizard."""

    code: str = strawberry.field(description="students, staff, assignments, …")
    title: str = strawberry.field(description="What is imported.")
    description: str = strawberry.field(description="What the file should hold.")

    @classmethod
    def of(cls, kind: ImportKind) -> "ImportKindType":
        """From a registered kind."""
        return cls(code=kind.code, title=str(kind.title), description=str(kind.description))


@strawberry.type(
    description="How many rows of each sort an import has; zero before the step that counts them."
)
class ImportCounts:
    """Counters of a run."""

    rows: int = strawberry.field(description="All rows of the lists.")
    new: int = strawberry.field(description="Would be entered.")
    change: int = strawberry.field(description="Would change what is there.")
    same: int = strawberry.field(description="Say what the registers say already.")
    bad: int = strawberry.field(description="Have errors and are left out.")
    problems: int = strawberry.field(description="Errors and doubts in all rows; a row may have several.")
    applied: int = strawberry.field(description="Were written.")
    stale: int = strawberry.field(description="Fitted no longer when the import was applied.")
    undone: int = strawberry.field(description="Rows of the registers that the undo restored.")

    @classmethod
    def of(cls, counts: Mapping[str, Any]) -> "ImportCounts":
        """From a run's counters."""
        return cls(**{name: int(counts.get(name, 0)) for name in ImportCounts.__annotations__})


@strawberry.type(description="Why the last step of an import failed, and the rows that stand in the way.")
class ImportFailure:
    """A sentence and at most a few names."""

    sentence: str
    rows: list[str]


@strawberry.type(name="Import", description="One file on its way into the registers.")
class ImportType:
    """A run of the wizard."""

    id: strawberry.ID
    kind: str = strawberry.field(description="Code of the kind.")
    kind_title: str = strawberry.field(description="What is imported.")
    status: RunStatus = strawberry.field(description="Where it stands.")
    file_name: str = strawberry.field(description="Name of the file as it was sent.")
    file_size: int = strawberry.field(description="Bytes.")
    sha256: str = strawberry.field(description="SHA-256 of the file, hexadecimal.")
    counts: ImportCounts = strawberry.field(description="Rows by what happens to them.")
    notes: list[str] = strawberry.field(description="Remarks on the sheets; they stop nothing.")
    done: str = strawberry.field(description="What the last step did, as a sentence; often empty.")
    failure: ImportFailure | None = strawberry.field(description="Why the last step failed.")
    job_id: strawberry.ID | None = strawberry.field(
        description="The job of the last step: `job` shows its progress and `cancelJob` stops it."
    )
    started_by: str = strawberry.field(description="Who sent the file.")
    created_at: datetime = strawberry.field(description="When it was sent.")
    applied_at: datetime | None = strawberry.field(description="When it was applied.")
    undone_at: datetime | None = strawberry.field(description="When it was undone.")

    @classmethod
    def of(cls, run: ImportRun) -> "ImportType":
        """From a row."""
        return cls(
            id=strawberry.ID(str(run.pk)),
            kind=run.kind,
            kind_title=str(shown.kind_title(run.kind)),
            status=RunStatus(run.status),
            file_name=run.file_name,
            file_size=run.file_size,
            sha256=run.sha256,
            counts=ImportCounts.of(run.counts),
            notes=shown.notes(run),
            done=shown.done(run),
            failure=_failure(run),
            job_id=None if run.job_id is None else strawberry.ID(str(run.job_id)),
            started_by=run.started_by_name,
            created_at=run.created_at,
            applied_at=run.applied_at,
            undone_at=run.undone_at,
        )


def _failure(run: ImportRun) -> ImportFailure | None:
    told = shown.failure(run)
    if told is None:
        return None
    rows = [f"{row['table']}: {row['name'] or row['key']}" for row in told["rows"]]
    return ImportFailure(sentence=told["sentence"], rows=rows)


@strawberry.type(description="A column that a kind of import knows, and where the file seems to hold it.")
class ImportColumn:
    """One column at the step of the columns."""

    code: str = strawberry.field(description="What a mapping names.")
    title: str = strawberry.field(description="Name of the column.")
    required: bool = strawberry.field(description="Whether the file must have it.")
    caption: str = strawberry.field(description="Our guess among the captions; empty when there is none.")


@strawberry.type(description="One of the answers that a question takes.")
class ImportChoice:
    """Value and words."""

    value: str
    title: str


@strawberry.type(description="Something the file does not say and a person must.")
class ImportQuestion:
    """A choice, or a line of text when there are no choices."""

    code: str
    title: str
    help: str
    required: bool
    proposed: str = strawberry.field(description="What is taken when no answer is sent.")
    choices: list[ImportChoice]

    @classmethod
    def of(cls, question: Question, answer: str | None) -> "ImportQuestion":
        """From the kind's question and the answer given before."""
        return cls(
            code=question.code,
            title=str(question.title),
            help=str(question.help),
            required=question.required,
            proposed=question.initial if answer is None else answer,
            choices=[ImportChoice(value=value, title=str(title)) for value, title in question.choices],
        )


@strawberry.type(description="What a file holds and what must be chosen before it is checked.")
class ImportColumns:
    """The step of the columns."""

    captions: list[str] = strawberry.field(description="Captions of all sheets, once each.")
    columns: list[ImportColumn]
    questions: list[ImportQuestion]

    @classmethod
    def of(cls, offered: Offer) -> "ImportColumns":
        """From a look at the file."""
        titles, answers = offered.kind.field_titles(), offered.run.answers
        return cls(
            captions=list(offered.captions),
            columns=[
                ImportColumn(
                    code=column.code,
                    title=str(titles.get(column.code, column.code)),
                    required=column.required,
                    caption=offered.guesses.get(column.code, ""),
                )
                for column in offered.kind.columns
            ],
            questions=[ImportQuestion.of(each, answers.get(each.code)) for each in offered.questions],
        )


@strawberry.type(description="One thing that is wrong with a row.")
class ImportProblem:
    """A numbered problem with its place."""

    number: int = strawberry.field(description="Its number in the whole list, from 1.")
    sheet: str = strawberry.field(description="The sheet; empty for a file without sheets.")
    row: int = strawberry.field(description="The row as the spreadsheet counts it.")
    name: str = strawberry.field(description="Whom or what the row is about.")
    code: str = strawberry.field(description="Stable code of the kind of problem.")
    kind: str = strawberry.field(description="The kind of problem in a few words.")
    sentence: str = strawberry.field(description="What is wrong and what to do.")
    column: str = strawberry.field(description="Code of the column; empty for the whole row.")
    stops: bool = strawberry.field(description="Whether the row is left out; otherwise it is a doubt only.")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ImportProblem":
        """From the selector's row; its number is known once its page is."""
        found = problem_data.from_data(row["sheet"], row["number"], row["problem"])
        return cls(
            number=0,
            sheet=row["sheet"],
            row=row["number"],
            name=row["label"],
            code=str(found.problem.code.value),
            kind=label(found.problem),
            sentence=sentence(found.problem),
            column=found.column,
            stops=row["action"] == Action.BAD.value,
        )


@strawberry.type(description="One value, as it is and as the file would have it.")
class ImportChange:
    """From → to."""

    field: str = strawberry.field(description="Name of the field.")
    before: str = strawberry.field(description="Value in the register; empty when there is none.")
    after: str = strawberry.field(description="Value after applying.")


@strawberry.type(name="ImportRow", description="One row of the preview.")
class ImportRowType:
    """A line with what it would do."""

    sheet: str = strawberry.field(description="The sheet; empty for a file without sheets.")
    row: int = strawberry.field(description="The row as the spreadsheet counts it.")
    name: str = strawberry.field(description="Whom or what the row is about.")
    action: Action = strawberry.field(description="What applying would do.")
    changes: list[ImportChange] = strawberry.field(description="What differs.")
    problems: list[str] = strawberry.field(description="Everything wrong with the row, as sentences.")
    applied: bool = strawberry.field(description="Whether it stands in the registers by this import.")

    @classmethod
    def of(cls, row: ImportRow, kind: ImportKind) -> "ImportRowType":
        """From a row and its kind."""
        line = shown.line(row, kind)
        return cls(
            sheet=row.sheet,
            row=row.number,
            name=row.label,
            action=Action(row.action),
            changes=[ImportChange(field=c.field, before=c.before, after=c.after) for c in line.changes],
            problems=[problem.sentence for problem in line.problems],
            applied=row.applied,
        )
