"""Tags and filters of the design system: `{% load ui %}`."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from ordo.language import names, soft_hyphens
from ordo.ui import charts, menu, terms

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; silent for screen readers unless it has a `label` of its own."""
    address = static("ui/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            address,
            name,
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, name)


@register.simple_tag
def term(code: str, capital: bool = False) -> str:
    """The university's own word for a term code; `capital=True` begins it with a large letter."""
    word = terms.get(code)
    return terms.capital(word) if capital else word


@register.filter
def on(value: Any) -> bool:
    """Whether a component's attribute is switched on; the texts False, false, 0, no and '' are off (trap 33)."""
    return str(value).strip().lower() not in {"", "false", "0", "no", "none"}


@register.filter
def number(value: Any, digits: int | None = None) -> str:
    """A number by the reader's language with grouping; a dash for None."""
    return "–" if value is None else str(number_format(value, digits, use_l10n=True, force_grouping=True))


@register.filter
def percent_of(value: float | None, whole: float | None) -> int:
    """`value` as whole per cent of `whole`, 0–100; 0 when there is no whole."""
    return min(100, max(0, round(100 * (value or 0) / whole))) if whole else 0


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`mapping[key]`, '' when absent: for templates that hold the key in a variable."""
    return mapping.get(key, "")


@register.simple_tag
def person(last: str, first: str, patronymic: str = "", short: bool = False) -> str:
    """A person's name as the reader's language writes it.

    Kyrgyz and Russian put the surname first and show the patronymic; English has neither.
    `short=True` gives surname and initials.
    """
    eastern = (get_language() or "ky")[:2] != "en"
    write = names.initials if short else names.full_name
    if eastern:
        return write(last, first, patronymic)
    return write(last, first, order=names.NameOrder.FIRST_LAST)


@register.filter
def monogram(name: str) -> str:
    """One or two capital letters for an avatar: the initials of the first two words."""
    letters = [word[0] for word in str(name).split() if word[0].isalpha()]
    return "".join(letters[:2]).upper()


@register.filter
def quick(entries: Sequence[menu.NavEntry], limit: int = 4) -> list[menu.NavEntry]:
    """The entries for the bottom bar of a phone."""
    return menu.quick_entries(list(entries), limit)


@register.inclusion_tag("ui/parts/chart.html")
def chart(data: charts.ChartData, kind: str = "columns", table: bool = True) -> dict[str, Any]:
    """A chart with the same data as a table. Kinds: columns, bars, line, spark."""
    if kind not in charts.KINDS:
        raise template.TemplateSyntaxError(f"unknown kind of chart: {kind}")
    bars = [
        (label, value, charts.show(value), f"{100 * min((value or 0) / data.top, 1):.1f}")
        for label, value in zip(data.labels, data.series[0].values, strict=False)
    ]
    return {
        "data": data,
        "kind": kind,
        "table": table,
        "drawing": "" if kind == "bars" else charts.draw(data, kind),
        "height": charts.TOP + charts.HEIGHT + 26,
        "bars": bars if kind == "bars" else [],
        "sentence": charts.describe(data),
    }


@register.simple_tag
def journal_cell(
    value: str = "",
    *,
    name: str = "",
    label: str = "",
    version: int = 0,
    state: str = "",
    kind: str = "",
) -> SafeString:
    """One cell of the journal grid; a function and not a component, since a grid has thousands (trap 33).

    `state`: '' | saving | saved | queued | conflict | refused | locked; `kind`: '' | absent | excused.
    `version` is the row's version for the save; a locked cell has no input.
    """
    marks = format_html(' data-kind="{}"', kind) if kind else SafeString("")
    marks += format_html(' data-state="{}"', state) if state else SafeString("")
    if state == "locked":
        return format_html('<td class="mark"{}><output aria-label="{}">{}</output></td>', marks, label, value)
    return format_html(
        '<td class="mark"{}><input name="{}" value="{}" aria-label="{}" data-version="{}" maxlength="3"'
        ' autocomplete="off" inputmode="text"></td>',
        marks,
        name,
        value,
        label,
        version,
    )


@register.simple_tag
def timetable_cell(
    discipline: str,
    *,
    kind: str = "practice",
    kind_title: str = "",
    room: str = "",
    who: str = "",
    state: str = "",
) -> SafeString:
    """One lesson in a timetable. `kind`: lecture | practice | lab; `state`: '' | moved | cancelled."""
    note = ""
    if state == "cancelled":
        note = pgettext("lesson", "cancelled")
    elif state == "moved":
        note = pgettext("lesson", "moved")
    line = ", ".join(part for part in (kind_title, room, note) if part)
    return format_html(
        '<span class="slot" data-kind="{}" data-state="{}"><b>{}</b><span>{}</span><span>{}</span></span>',
        kind,
        state,
        discipline,
        line,
        who,
    )


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The page's query with some parameters changed; None or '' takes a parameter away. Begins with '?'."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def page_query(context: Context, param: str, number: int) -> str:
    """The page's query with the page number `number` in the parameter `param`; begins with '?'."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query[param] = str(number)
    return "?" + query.urlencode()


@register.filter
def parted(text: Any) -> str:
    """A label for a narrow place: its long words may be parted between syllables."""
    return soft_hyphens(str(text))


@register.filter
def page_marks(page: Page[Any]) -> list[int]:
    """Page numbers to offer: the ends and the neighbours of the present page; 0 stands for a gap."""
    last = page.paginator.num_pages
    wanted = sorted({1, last, *(n for n in range(page.number - 1, page.number + 2) if 1 <= n <= last)})
    marks: list[int] = []
    for mark in wanted:
        if marks and mark - marks[-1] > 1:
            marks.append(mark - 1 if mark - marks[-1] == 2 else 0)
        marks.append(mark)
    return marks


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to loop over a short fixed list in a template."""
    return text.split()
