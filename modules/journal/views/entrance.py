"""What all views of the journal share: signed-in people only, and 404 for what is not theirs to know."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from modules.journal.models import Journal
from modules.journal.services import NoJournal
from ordo.access.request import UniversityRequest

P = ParamSpec("P")
View = Callable[Concatenate[UniversityRequest, P], HttpResponse]


def entrance(view: View[P]) -> View[P]:
    """Send strangers to the sign-in page; a journal that does not exist or is not visible is a 404."""

    @wraps(view)
    def guarded(request: UniversityRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Journal.DoesNotExist, NoJournal) as problem:
            raise Http404 from problem

    return cast("View[P]", login_required(guarded))
