"""`/console/words/`: the university's own words in three languages (ui: Words)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ordo.access.request import UniversityRequest
from ordo.cabinet import services
from ordo.cabinet.console import shell
from ordo.cabinet.permissions import ConsolePermission
from ordo.tenancy import preferences
from ordo.tenancy.models import Preference
from ordo.ui import terms


@dataclass(frozen=True, slots=True)
class WordLine:
    """One term: its code, what it stands for, and per language (language, own word or '', platform's word)."""

    code: str
    title: str
    cells: list[tuple[str, str, str]]
    differs: bool


def _lines(own: Mapping[str, Mapping[str, str]]) -> list[WordLine]:
    language = (get_language() or "ky")[:2]
    return [
        WordLine(
            code=code,
            title=texts.get(language, texts["en"]),
            cells=[(lang, own.get(code, {}).get(lang, ""), texts[lang]) for lang in terms.FALLBACK],
            differs=any(own.get(code, {}).get(lang, texts[lang]) != texts[lang] for lang in terms.FALLBACK),
        )
        for code, texts in terms.DEFAULTS.items()
    ]


def _posted(request: UniversityRequest) -> dict[str, dict[str, str]]:
    return {
        code: {lang: str(request.POST.get(f"{code}-{lang}", "")) for lang in terms.FALLBACK}
        for code in terms.DEFAULTS
    }


@login_required
def index(request: UniversityRequest) -> HttpResponse:
    """All words; `preview` shows them within sentences before they are saved."""
    request.actor.require(ConsolePermission.WORD_CHANGE)
    row = Preference.objects.filter(key=preferences.TERMS).first()
    own = row.value if row is not None else {}
    status = 200
    if request.method == "POST":
        own = _posted(request)
        if "preview" not in request.POST:
            if _save(request, own):
                return redirect("console-words")
            status = 422
    lines = _lines(own)
    return shell.page(
        request,
        "console/words.html",
        title=gettext_lazy("Words"),
        lines=lines,
        seen=services.seen_mark(row),
        changed=[line for line in lines if line.differs],
        previewed=request.method == "POST",
        status=status,
    )


def _save(request: UniversityRequest, wanted: Mapping[str, Mapping[str, str]]) -> bool:
    try:
        services.set_words(actor=request.actor, wanted=wanted, seen=str(request.POST.get("seen", "")))
    except services.ChangedMeanwhile:
        messages.error(
            request, _("Somebody else changed the words while the page was open. Check and save again.")
        )
        return False
    except services.WrongWord as problem:
        text = _("“%(word)s” is no word: at most 60 letters, no signs such as < or %%.")
        messages.error(request, text % {"word": str(problem)[:70]})
        return False
    messages.success(request, _("The words were saved. They are shown everywhere within a minute."))
    return True
