"""The import wizard in the API: send a file, choose its columns, look at the preview, apply, undo (EB-02.6, EB-T13).

The steps and their rights are those of `ordo.exchange`; whose reach is a part sees and moves the own imports only.
"""

from typing import cast
from uuid import UUID

import strawberry
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from strawberry.file_uploads import Upload

from api.import_types import (
    ImportColumns,
    ImportKindType,
    ImportProblem,
    ImportRowType,
    ImportType,
)
from ordo.access.actor import Actor
from ordo.exchange import choosing, kinds, selectors, services
from ordo.exchange.kinds import Action
from ordo.exchange.models import ImportRun
from ordo.exchange.permissions import ExchangePermission
from ordo.graph.context import Info, actor_of
from ordo.graph.pages import Connection, page, start_of


class NoFile(ValueError):
    """What was sent in the place of the file is none."""

    code = "BAD_INPUT"
    sentence = _("Send the file as a part of a multipart/form-data request.")


@strawberry.input(description="Which caption of the file holds a column.")
class ImportColumnInput:
    """One entry of a mapping."""

    column: str = strawberry.field(description="Code of the column, as `importColumns` gives it.")
    caption: str = strawberry.field(description="One of the file's captions; empty to leave the column out.")


@strawberry.input(description="The answer to a question of `importColumns`.")
class ImportAnswerInput:
    """One answer."""

    question: str = strawberry.field(description="Code of the question.")
    value: str = strawberry.field(description="One of its choices, or a line of text when it has none.")


def _run(actor: Actor, run_id: UUID) -> ImportRun:
    """An import the actor may see; Http404 otherwise."""
    found = selectors.run(actor=actor, run_id=run_id)
    if found is None:
        raise Http404
    return found


@strawberry.type
class ImportQuery:
    """Queries of the wizard."""

    @strawberry.field(description="The kinds of lists the caller may bring in.")
    def import_kinds(self, info: Info) -> list[ImportKindType]:
        """Kinds; empty for who may import nothing."""
        actor = actor_of(info)
        open_ones = kinds.kinds_for(actor) if actor.can(ExchangePermission.VIEW) else []
        return [ImportKindType.of(kind) for kind in open_ones]

    @strawberry.field(description="Imports the caller may see, newest first.")
    def imports(self, info: Info, first: int = 50, after: str | None = None) -> Connection[ImportType]:
        """A page of imports; NOT_ALLOWED without the right to see imports."""
        return page(selectors.runs(actor=actor_of(info)), ImportType.of, first=first, after=after)

    @strawberry.field(
        name="import",
        description="One import with its counters; NOT_FOUND for what is not the caller's to know.",
    )
    def import_(self, info: Info, id: UUID) -> ImportType:
        """One import, put back where it stood when its job ended without it."""
        found = _run(actor_of(info), id)
        services.settle(found)
        return ImportType.of(found)

    @strawberry.field(
        description="What the file of an import holds, and what must be chosen before its check."
    )
    def import_columns(self, info: Info, id: UUID) -> ImportColumns:
        """Captions, guesses and questions."""
        actor = actor_of(info)
        return ImportColumns.of(choosing.offer(_run(actor, id), actor))

    @strawberry.field(
        description="Everything wrong with the rows of an import, numbered in the file's order."
    )
    def import_problems(
        self, info: Info, id: UUID, first: int = 50, after: str | None = None
    ) -> Connection[ImportProblem]:
        """A page of problems."""
        actor = actor_of(info)
        _run(actor, id)
        found = page(selectors.problems(actor=actor, run_id=id), ImportProblem.of, first=first, after=after)
        for number, edge in enumerate(found.edges, start_of(after) + 1):
            edge.node.number = number
        return found

    @strawberry.field(description="The preview of an import, From → To, of one action when given.")
    def import_rows(
        self, info: Info, id: UUID, action: Action | None = None, first: int = 50, after: str | None = None
    ) -> Connection[ImportRowType]:
        """A page of rows."""
        actor = actor_of(info)
        kind = kinds.kind(_run(actor, id).kind)
        rows = selectors.rows(actor=actor, run_id=id, action="" if action is None else action.value)
        return page(rows, lambda row: ImportRowType.of(row, kind), first=first, after=after)


@strawberry.type
class ImportMutation:
    """Mutations of the wizard; a step that takes long is a job, whose id the answer gives."""

    @strawberry.mutation(
        description="Keep a file for an import: XLSX or CSV, as one part of a multipart/form-data request by the"
        " GraphQL multipart convention (operations, map, the file). Large files are refused while they come in."
    )
    def upload_import(self, info: Info, kind: str, file: Upload) -> ImportType:
        """Keep a file; one that cannot be a table is refused with the reader's reason."""
        actor = actor_of(info)
        actor.require(ExchangePermission.RUN)
        if not isinstance(file, UploadedFile):
            raise NoFile
        sent = cast("UploadedFile[bytes]", file)
        return ImportType.of(services.upload(actor=actor, kind=kind, file=sent, name=sent.name or ""))

    @strawberry.mutation(
        description="Check an uploaded file. Columns and questions that are left out are taken as `importColumns`"
        " proposes them. IMPORT.MOVED_ON when the import stands elsewhere."
    )
    def ask_check(
        self,
        info: Info,
        id: UUID,
        mapping: list[ImportColumnInput] | None = None,
        answers: list[ImportAnswerInput] | None = None,
    ) -> ImportType:
        """Queue the check with a mapping that was itself checked."""
        actor = actor_of(info)
        actor.require(ExchangePermission.RUN)
        columns, said = choosing.chosen(
            choosing.offer(_run(actor, id), actor),
            {entry.column: entry.caption for entry in mapping or ()},
            {entry.question: entry.value for entry in answers or ()},
        )
        return ImportType.of(services.ask_check(actor=actor, run_id=id, mapping=columns, answers=said))

    @strawberry.mutation(description="Write the good rows of a checked import, all or nothing.")
    def apply_import(self, info: Info, id: UUID) -> ImportType:
        """Queue the good rows; asked twice it is IMPORT.MOVED_ON and nothing is done twice."""
        return ImportType.of(services.ask_apply(actor=actor_of(info), run_id=id))

    @strawberry.mutation(
        description="Restore everything an applied import changed; refused when newer changes would be lost."
    )
    def undo_import(self, info: Info, id: UUID) -> ImportType:
        """Queue the undo of the whole import."""
        return ImportType.of(services.ask_undo(actor=actor_of(info), run_id=id))
