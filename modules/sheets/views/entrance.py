"""What all pages of this module share: signed-in people only, 404 for what is not theirs to know, told refusals."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from modules.sheets.models import GradeSheet
from modules.sheets.selectors.results import NoStudent
from modules.sheets.services import NoSheet, SheetRefused
from modules.teaching.facade import LineRef
from ordo.access.request import UniversityRequest
from ordo.ledger.errors import LedgerError

P = ParamSpec("P")
View = Callable[Concatenate[UniversityRequest, P], HttpResponse]


def entrance(view: View[P]) -> View[P]:
    """Send strangers to the sign-in page; what does not exist or is not visible is a 404."""

    @wraps(view)
    def guarded(request: UniversityRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (GradeSheet.DoesNotExist, NoSheet, NoStudent) as problem:
            raise Http404 from problem

    return cast(View[P], login_required(guarded))


def told(
    request: UniversityRequest, deed: Callable[[], object], success: str, back: str, *args: object
) -> HttpResponse:
    """Do a deed and go back to a page, with the refusal or the success told there."""
    try:
        deed()
    except NoSheet:
        raise
    except (SheetRefused, LedgerError) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, success)
    return redirect(back, *args)


def language() -> str:
    """The reader's language as a key of names."""
    code = (get_language() or "ky")[:2]
    return code if code in ("ky", "ru", "en") else "ky"


def discipline_name(line: LineRef) -> str:
    """The discipline in the reader's language."""
    return line.discipline_names[language()]


def title_of(line: LineRef) -> str:
    """What a sheet's page is called: discipline and group."""
    return f"{discipline_name(line)} · {line.group.name}"
