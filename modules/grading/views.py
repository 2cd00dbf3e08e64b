"""The console's pages of grading policies: versions with their problems and sums, the editor, the two orders."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from modules.grading import selectors, services
from modules.grading.forms import (
    ConfirmForm,
    DraftForm,
    EnforceForm,
    LetterFormSet,
    initial_of,
    letters_of,
    next_semester_day,
)
from modules.grading.models import PolicyVersion
from modules.grading.permissions import GradingPermission
from modules.grading.selectors import VersionView
from modules.grading.wording import FIELDS, LEVELS, field_title, problem_sentences, source_sentence
from ordo.access.request import UniversityRequest
from tenants.policies import Caps, ControlForm, GradingPolicy, LetterBand, PolicyStatus
from tenants.policies.policy import SOURCED_FIELDS


def _language() -> str:
    return get_language() or "ky"


def _status(status: PolicyStatus) -> tuple[str, str]:
    words = {
        PolicyStatus.PRESET: ("warn", _("preset")),
        PolicyStatus.DRAFT: ("info", _("draft")),
        PolicyStatus.IN_FORCE: ("good", _("in force")),
    }
    return words[status]


def _row(view: VersionView) -> dict[str, Any]:
    """One version as the templates show it."""
    row = view.row
    tone, word = _status(row.status)
    return {
        "view": view,
        "id": row.id,
        "name": row.policy.name.in_language(_language()),
        "tone": tone,
        "status": word,
        "level": LEVELS[row.level] if row.level else pgettext("policy", "all"),
        "form": FIELDS[row.control_form.value] if row.control_form else pgettext("policy", "all"),
        "programme": row.programme_code or pgettext("policy", "all"),
        "problems": problem_sentences(view.problems),
        "good_sums": view.exam_sum == view.pass_fail_sum == Decimal(100),
    }


def _found(request: UniversityRequest, version_id: int) -> VersionView:
    try:
        return selectors.version(request.actor, version_id)
    except PolicyVersion.DoesNotExist as problem:
        raise Http404 from problem


@login_required
@require_GET
def policies(request: UniversityRequest) -> HttpResponse:
    """All versions, newest first."""
    rows = [_row(view) for view in selectors.versions(request.actor)]
    context = {
        "title": _("Grading policies"),
        "rows": rows,
        "may_draft": request.actor.can(GradingPermission.POLICY_DRAFT),
    }
    return render(request, "grading/policies.html", context)


@login_required
@require_GET
def policy(request: UniversityRequest, version_id: int) -> HttpResponse:
    """One version: caps with their sums, letters, where each value comes from, and what may be done with it."""
    view = _found(request, version_id)
    may_enforce = request.actor.can(GradingPermission.POLICY_ENFORCE)
    is_draft = view.row.status is PolicyStatus.DRAFT
    context = {
        **_row(view),
        "title": view.row.policy.name.in_language(_language()),
        "policy": view.row.policy,
        "caps": [_caps_row(form, view.row.policy.caps(form)) for form in ControlForm],
        "sources": _sources(view),
        "enforce": EnforceForm() if may_enforce and is_draft and not view.problems else None,
        "confirm": ConfirmForm() if may_enforce and not is_draft and view.unconfirmed else None,
        "may_draft": request.actor.can(GradingPermission.POLICY_DRAFT),
        "is_draft": is_draft,
        "crumbs": [{"title": _("Grading policies"), "url": reverse("grading:policies")}],
    }
    return render(request, "grading/policy.html", context)


def _caps_row(form: ControlForm, caps: Caps) -> dict[str, object]:
    return {"title": FIELDS[form.value], "caps": caps, "sum": caps.sum, "good": caps.sum == Decimal(100)}


def _sources(view: VersionView) -> list[tuple[str, str, bool]]:
    sources = [(path, view.row.policy.source_of(path)) for path in SOURCED_FIELDS]
    return [(field_title(path), source_sentence(source), source.confirmed) for path, source in sources]


@login_required
@require_POST
def copy(request: UniversityRequest, version_id: int) -> HttpResponse:
    """Draft a successor of a version and open it in the editor."""
    day = next_semester_day(timezone.localdate())
    try:
        made = services.copy_as_draft(actor=request.actor, version_id=version_id, valid_from=day)
    except PolicyVersion.DoesNotExist as problem:
        raise Http404 from problem
    return redirect("grading:edit", version_id=made)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: UniversityRequest, version_id: int) -> HttpResponse:
    """The editor of a draft; refused values come back with the problems and both sums."""
    request.actor.require(GradingPermission.POLICY_DRAFT)
    view = _found(request, version_id)
    if view.row.status is not PolicyStatus.DRAFT:
        messages.error(request, str(services.NotADraft.sentence))
        return redirect("grading:policy", version_id=version_id)
    form = DraftForm(request.POST or None, initial=initial_of(view.row, view.version))
    letters = LetterFormSet(request.POST or None, initial=letters_of(view.row.policy), prefix="letters")
    sums: list[dict[str, object]] = [_caps_row(one, view.row.policy.caps(one)) for one in ControlForm]
    if request.method == "POST" and form.is_valid() and letters.is_valid():
        wanted = form.policy(_bands(letters), view.row.policy)
        sums = [_caps_row(one, wanted.caps(one)) for one in ControlForm]
        if _saved(request, version_id, form, wanted):
            return redirect("grading:policy", version_id=version_id)
    context = {
        "title": _("Draft of a grading policy"),
        "form": form,
        "letters": letters,
        "sums": sums,
        "crumbs": [
            {"title": _("Grading policies"), "url": reverse("grading:policies")},
            {"title": str(version_id), "url": reverse("grading:policy", args=[version_id])},
        ],
    }
    return render(request, "grading/edit.html", context)


def _bands(letters: forms.BaseFormSet[Any]) -> tuple[LetterBand, ...]:
    kept = (one for one in letters.forms if one.has_changed() or one.initial)
    return tuple(one.band() for one in kept if one.cleaned_data and not one.cleaned_data.get("DELETE"))


def _saved(request: UniversityRequest, version_id: int, form: DraftForm, wanted: GradingPolicy) -> bool:
    try:
        services.change_draft(
            actor=request.actor,
            version_id=version_id,
            seen=form.cleaned_data["version"],
            policy=wanted,
            place=form.place(),
        )
    except services.InvalidPolicy as refusal:
        for sentence in problem_sentences(refusal.problems):
            form.add_error(None, sentence)
        return False
    except services.PolicyRefused as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("The draft is saved."))
    return True


@login_required
@require_POST
def enforce(request: UniversityRequest, version_id: int) -> HttpResponse:
    """Put a draft in force."""
    form = EnforceForm(request.POST)
    try:
        values = form.cleaned_data if form.is_valid() else {"number": "", "order_date": None}
        services.put_in_force(actor=request.actor, version_id=version_id, **values)
    except services.PolicyRefused as refusal:
        messages.error(request, refusal.message)
    except PolicyVersion.DoesNotExist as problem:
        raise Http404 from problem
    else:
        messages.success(request, _("The policy is in force from its first day on."))
    return redirect("grading:policy", version_id=version_id)


@login_required
@require_POST
def confirm(request: UniversityRequest, version_id: int) -> HttpResponse:
    """Confirm a version's preset values by an order."""
    try:
        services.confirm(actor=request.actor, version_id=version_id, order=request.POST.get("order", ""))
    except services.PolicyRefused as refusal:
        messages.error(request, refusal.message)
    except PolicyVersion.DoesNotExist as problem:
        raise Http404 from problem
    else:
        messages.success(request, _("The values are confirmed by the order."))
    return redirect("grading:policy", version_id=version_id)
