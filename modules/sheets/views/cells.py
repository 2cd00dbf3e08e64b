"""The endpoint that the final column saves to: JSON in, JSON out, one answer for each cell (as the journal's)."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from modules.sheets.models import GradeSheet
from modules.sheets.rules import NotUnderstood, typed_final
from modules.sheets.selectors.sheet import by_student, sheet_page
from modules.sheets.services import (
    FinalConflict,
    FinalWrite,
    NoSheet,
    RefusedFinal,
    SetFinalsOutcome,
    set_finals,
)
from modules.sheets.views import markup
from ordo.access.actor import NotAllowed
from ordo.access.request import UniversityRequest
from ordo.ledger.errors import LedgerError

MOST_CELLS = 500
_LARGEST = 2**31


class BadRequest(ValueError):
    """The body is not what the grid sends."""


@require_POST
def cells(request: UniversityRequest, sheet_id: int) -> HttpResponse:
    """Save cells: `{"key": …, "cells": [["s7 f", "35", version], …]}`.

    401 for somebody who is not signed in any more, 403 and 404 as for pages, 400 for a body of another form, 409 for
    a key that was used for something else; all of them as JSON with one sentence.
    """
    if not request.user.is_authenticated:
        return _problem(401, _("Sign in again; what you entered is kept on this device."))
    try:
        key, asked, misread = _read(request.body)
        outcome = set_finals(actor=request.actor, sheet_id=sheet_id, cells=asked, idempotency_key=key)
        students = {cell.student_id for cell in asked}
        return JsonResponse(_answer(request, sheet_id, outcome, misread, students))
    except NotAllowed:
        return _problem(403, _("You may not write in this grade sheet."))
    except (NoSheet, GradeSheet.DoesNotExist):
        return _problem(404, _("There is no such grade sheet."))
    except BadRequest:
        return _problem(400, _("The request could not be read"))
    except LedgerError as refusal:
        return _problem(409, refusal.message)


def _problem(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"message": sentence}, status=status)


def _read(body: bytes) -> tuple[str, list[FinalWrite], list[RefusedFinal]]:
    try:
        data = json.loads(body)
        key, rows = data["key"], data["cells"]
        asked = [(_student(str(address)), str(text), int(version)) for address, text, version in rows]
    except (ValueError, TypeError, KeyError) as problem:
        raise BadRequest from problem
    if not isinstance(key, str) or not 8 <= len(key) <= 100 or len(asked) > MOST_CELLS:
        raise BadRequest
    good, misread = [], []
    for student, text, version in asked:
        try:
            content = typed_final(text)
            good.append(FinalWrite(student, content.points, content.absent, version))
        except NotUnderstood:
            misread.append(RefusedFinal(student, "not_understood"))
    return key, good, misread


def _student(address: str) -> int:
    """The student of a cell's address such as 's7 f'."""
    student, _space, column = address.partition(" ")
    if column != "f" or not student.startswith("s") or not student[1:].isdecimal():
        raise BadRequest
    return min(int(student[1:]), _LARGEST)


def _answer(
    request: UniversityRequest,
    sheet_id: int,
    outcome: SetFinalsOutcome,
    misread: list[RefusedFinal],
    students: set[int],
) -> dict[str, Any]:
    rows = by_student(sheet_page(request.actor, sheet_id))
    return {
        "saved": [[_address(cell.student_id), cell.version] for cell in outcome.saved],
        "conflicts": [_conflict(cell) for cell in outcome.conflicts],
        "refused": [
            {"cell": _address(cell.student_id), "message": cell.message}
            for cell in (*outcome.refused, *misread)
        ],
        "points": {str(pk): markup.points_data(rows[pk]) for pk in students if pk in rows},
    }


def _address(student_id: int) -> str:
    return f"s{student_id} f"


def _conflict(cell: FinalConflict) -> dict[str, Any]:
    at = date_format(localtime(cell.changed_at), "d.m.Y H:i") if cell.changed_at else ""
    return {
        "cell": _address(cell.student_id),
        "mine": markup.plain_final(cell.mine),
        "theirs": markup.plain_final(cell.theirs),
        "version": cell.version,
        "who": cell.changed_by,
        "at": at,
    }
