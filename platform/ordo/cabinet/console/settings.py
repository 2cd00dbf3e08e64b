"""`/console/settings/`: what the university decided, and what is still a preset (policies: S and P)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordo.access.request import UniversityRequest
from ordo.cabinet import known_settings, services
from ordo.cabinet.console import shell
from ordo.cabinet.permissions import ConsolePermission
from ordo.tenancy.models import Preference

ABOVE = ((gettext_lazy("Settings"), "console-settings"),)


class SettingForm(forms.Form):
    """The value of one setting and where it is written."""

    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The regulation or order that says so, with number and date."),
        max_length=200,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, setting: known_settings.KnownSetting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"value": setting.form_field(), **self.fields}


def _rows() -> dict[str, Preference]:
    keys = [setting.key for setting in known_settings.known()]
    return {row.key: row for row in Preference.objects.filter(key__in=keys)}


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """All settings with value and source."""
    request.actor.require(ConsolePermission.SETTING_VIEW)
    rows = _rows()
    lines = [
        (setting, row, setting.shown(row.value) if row is not None else "–")
        for setting in known_settings.known()
        for row in [rows.get(setting.key)]
    ]
    may_change = request.actor.can(ConsolePermission.SETTING_CHANGE)
    return shell.page(request, "console/settings.html", title=ABOVE[0][0], lines=lines, may_change=may_change)


@login_required
def change(request: UniversityRequest, key: str) -> HttpResponse:
    """Confirm or change one setting."""
    request.actor.require(ConsolePermission.SETTING_CHANGE)
    setting = known_settings.one(key)
    if setting is None:
        raise Http404
    row = _rows().get(key)
    initial = {
        "value": setting.initial(row.value) if row else None,
        "source": row.source if row else "",
        "seen": services.seen_mark(row),
    }
    form = SettingForm(setting, request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if _save(request, form, key):
                return redirect("console-settings")
            form, status = SettingForm(setting, initial=initial), 409
    return shell.page(
        request,
        "console/form.html",
        title=setting.title,
        above=ABOVE,
        form=form,
        about=setting.about,
        submit=_("Confirm"),
        status=status,
    )


def _save(request: UniversityRequest, form: SettingForm, key: str) -> bool:
    data = form.cleaned_data
    try:
        services.set_setting(
            actor=request.actor, key=key, value=data["value"], source=data["source"], seen=data["seen"]
        )
    except services.ChangedMeanwhile:
        messages.error(
            request,
            _("Somebody else changed this setting while the page was open. This is the present state."),
        )
        return False
    messages.success(request, _("Saved."))
    return True
