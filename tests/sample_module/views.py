"""One page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from ordo.access.request import UniversityRequest
from tests.sample_module import selectors, services


@login_required
def notes(request: UniversityRequest) -> HttpResponse:
    """The notes as plain lines; POST adds one."""
    if request.method == "POST":
        services.add_note(actor=request.actor, text=request.POST.get("text", "")[:100])
    lines = "\n".join(note.text for note in selectors.notes(actor=request.actor))
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
