"""The page with one form over one row: shown, refused, in conflict, saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ordo.editing.forms import EditForm
from ordo.editing.versions import ChangedMeanwhile

Save = Callable[[Mapping[str, Any], int | None], Any]
"""A service with the actor and the row bound: takes values and the version seen."""


@dataclass(frozen=True, slots=True)
class EditPage:
    """What the page says and where it leads. `back` is an address, `after` takes what the service gave.

    `template` shows `form`, `title`, `back`, `crumbs` and, after a conflict, `conflict` (a ChangedMeanwhile).
    """

    title: str | Promise
    back: str
    after: Callable[[Any], str]
    template: str
    crumbs: Sequence[Mapping[str, Any]] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


def edit(request: HttpRequest, form: EditForm, save: Save, page: EditPage) -> HttpResponse:
    """Answer the page: 200 the form, 302 saved, 409 changed by somebody else meanwhile, 422 refused."""
    context: dict[str, Any] = {**page.extra, "form": form, "title": page.title, "back": page.back}
    context["crumbs"] = page.crumbs
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = save(form.values(), form.opened_at)
            except ChangedMeanwhile as conflict:
                form.take_version(conflict.version)
                context["conflict"], status = conflict, 409
            except ValidationError as problem:
                form.take_errors(problem)
            else:
                messages.success(request, _("Saved."))
                return redirect(page.after(saved))
    return render(request, page.template, context, status=status)
