"""The endpoint that the grid saves to: JSON in, JSON out, one answer for each cell."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from modules.journal.models import Journal
from modules.journal.rules import MarkValue, NotUnderstood, typed_mark, typed_points
from modules.journal.selectors import page as pages
from modules.journal.services import (
    CellConflict,
    CellWrite,
    NoJournal,
    RefusedCell,
    ResultWrite,
    SetMarksOutcome,
    set_checkpoint_results,
    set_marks,
)
from modules.journal.views import markup
from modules.journal.views.pages import parse_address
from ordo.access.actor import NotAllowed
from ordo.access.request import UniversityRequest
from ordo.ledger.errors import LedgerError

MOST_CELLS = 2_000


@dataclass(frozen=True, slots=True)
class _Request:
    """What the grid sent, read."""

    key: str
    marks: list[CellWrite]
    results: list[ResultWrite]
    misread: list[RefusedCell]
    misread_kinds: list[str]


class BadRequest(ValueError):
    """The body is not what the grid sends."""


@require_POST
def cells(request: UniversityRequest, journal_id: int) -> HttpResponse:
    """Save cells: `{"key": …, "cells": [["s7 l12", "5", version], …]}`.

    401 for somebody who is not signed in any more, 403 and 404 as for pages, 400 for a body of another form, 409 for
    a key that was used for something else; all of them as JSON with one sentence.
    """
    if not request.user.is_authenticated:
        return _problem(401, _("Sign in again; what you entered is kept on this device."))
    try:
        maximum = _maximum(journal_id)
        asked = _read(request.body, maximum)
        answer = _save(request, journal_id, asked)
    except NotAllowed:
        return _problem(403, _("You may not write in this journal."))
    except (Journal.DoesNotExist, NoJournal, Http404):
        return _problem(404, _("There is no such journal."))
    except BadRequest:
        return _problem(400, _("The request could not be read"))
    except LedgerError as refusal:
        return _problem(409, refusal.message)
    return JsonResponse(answer)


def _problem(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"message": sentence}, status=status)


def _maximum(journal_id: int) -> int:
    found = Journal.objects.filter(pk=journal_id).values_list("mark_maximum", flat=True).first()
    if found is None:
        raise NoJournal
    return found


def _read(body: bytes, maximum: int) -> _Request:
    try:
        data = json.loads(body)
        key, rows = data["key"], data["cells"]
        cells_ = [(str(address), str(text), int(version)) for address, text, version in rows]
    except (ValueError, TypeError, KeyError) as problem:
        raise BadRequest from problem
    if not isinstance(key, str) or not 8 <= len(key) <= 100 or len(cells_) > MOST_CELLS:
        raise BadRequest
    asked = _Request(key, [], [], [], [])
    for address, text, version in cells_:
        _take(asked, address, text, version, maximum)
    return asked


def _take(asked: _Request, address: str, text: str, version: int, maximum: int) -> None:
    student_id, kind, column_id = parse_address(address)
    try:
        if kind == "w":
            asked.results.append(ResultWrite(column_id, student_id, typed_points(text), version))
        else:
            content = typed_mark(text, maximum)
            asked.marks.append(
                CellWrite(column_id, student_id, content.value, content.absent, content.excused, version)
            )
    except NotUnderstood:
        asked.misread.append(RefusedCell(column_id, student_id, "not_understood"))
        asked.misread_kinds.append(kind)


def _save(request: UniversityRequest, journal_id: int, asked: _Request) -> dict[str, Any]:
    actor = request.actor
    answer: dict[str, Any] = {"saved": [], "conflicts": [], "refused": [], "points": {}}
    if asked.marks:
        outcome = set_marks(
            actor=actor, journal_id=journal_id, cells=asked.marks, idempotency_key=f"{asked.key}:l"
        )
        _add(answer, outcome, "l")
    if asked.results:
        outcome = set_checkpoint_results(
            actor=actor, journal_id=journal_id, cells=asked.results, idempotency_key=f"{asked.key}:w"
        )
        _add(answer, outcome, "w")
    for refused, kind in zip(asked.misread, asked.misread_kinds, strict=True):
        answer["refused"].append(_refused(refused, kind))
    students = {mark.student_id for mark in asked.marks} | {result.student_id for result in asked.results}
    running = pages.running_points(actor, journal_id, students)
    answer["points"] = {str(student): markup.points_data(points) for student, points in running.items()}
    return answer


def _add(answer: dict[str, Any], outcome: SetMarksOutcome, kind: str) -> None:
    answer["saved"] += [
        [_address(cell.student_id, kind, cell.column_id), cell.version] for cell in outcome.saved
    ]
    answer["conflicts"] += [_conflict(cell, kind) for cell in outcome.conflicts]
    answer["refused"] += [_refused(cell, kind) for cell in outcome.refused]


def _address(student_id: int, kind: str, column_id: int) -> str:
    return f"s{student_id} {kind}{column_id}"


def _refused(cell: RefusedCell, kind: str) -> dict[str, Any]:
    return {"cell": _address(cell.student_id, kind, cell.column_id), "message": cell.message}


def _conflict(cell: CellConflict, kind: str) -> dict[str, Any]:
    at = date_format(localtime(cell.changed_at), "d.m.Y H:i") if cell.changed_at else ""
    return {
        "cell": _address(cell.student_id, kind, cell.column_id),
        "mine": _text(cell.mine),
        "theirs": _text(cell.theirs),
        "version": cell.version,
        "who": cell.changed_by,
        "at": at,
    }


def _text(content: Any) -> str:
    if "points" in content:
        return str(content["points"] or "")
    return markup.Signs.here().text(MarkValue(**content))
