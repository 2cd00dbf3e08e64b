"""`/console/audit/`: who changed what, when and from where (AVN-3.9a, EB-17.5)."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordo.access.request import UniversityRequest
from ordo.audit import selectors
from ordo.cabinet.console import shell
from ordo.ui.forms import DateInput, SearchInput

DEEDS = {
    "insert": (pgettext_lazy("log of changes", "entered"), "good"),
    "update": (pgettext_lazy("log of changes", "changed"), "info"),
    "delete": (pgettext_lazy("log of changes", "removed"), "bad"),
}


class AuditForm(forms.Form):
    """What is looked for."""

    person = forms.CharField(label=_("Who changed it"), required=False, max_length=100, widget=SearchInput)
    table = forms.ChoiceField(label=_("What kind"), required=False)
    object = forms.CharField(label=_("Number of the row"), required=False, max_length=40)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DateInput())
    user = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["table"]
        field.choices = [
            ("", _("any")),
            *((label, title[:1].upper() + title[1:]) for label, title in selectors.tables()),
        ]

    def narrowed(self) -> selectors.AuditFilter:
        """The filter; whatever was not understood narrows nothing."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return selectors.AuditFilter(
            person=(data.get("person") or "").strip(),
            user_id=data.get("user"),
            table=data.get("table") or "",
            object_id=(data.get("object") or "").strip(),
            since=data.get("since"),
            until=data.get("until"),
        )


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """One page of changes, newest first."""
    form = AuditForm(request.GET)
    number = request.GET.get("page", "1")
    page = selectors.events(
        actor=request.actor,
        narrowed=form.narrowed(),
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )
    return shell.page(
        request,
        "console/audit.html",
        title=_("Log of changes"),
        form=form,
        filter={"form": form},
        page=page,
        newer=page.number - 1,
        older=page.number + 1,
        lines=[(event, *DEEDS.get(event.deed, (event.deed, ""))) for event in page.events],
        narrowed=any(value for key, value in request.GET.items() if key != "page"),
    )
