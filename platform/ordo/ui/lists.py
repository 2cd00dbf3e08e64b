"""The list pattern: filters in the address, sort, columns, totals, export of what is shown, bulk actions.

A view calls `list_page(...)`, answers `listing.export` itself (see `ordo.exchange`), and renders 'ui/list.html'
with `{"listing": listing}`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import django_tables2
from django.http import HttpRequest
from django.utils.functional import Promise

EXPORTS = ("xlsx", "html", "pdf", "xml", "txt", "docx")
"""Formats in which what is shown may be taken away, in the order of the menu."""
OWN_PARAMETERS = frozenset({"sort", "page", "per_page", "export", "columns"})


@dataclass(frozen=True)
class BulkAction:
    """A deed for the chosen rows: the form posts `pick=…` (or `all=1` with the filters) and `action=code` to `url`."""

    code: str
    title: str | Promise
    url: str = ""
    danger: bool = False


@dataclass(frozen=True)
class Listing:
    """Everything ui/list.html needs; `table` is configured for the request, `export` is the wanted format or ''."""

    table: Any
    filterset: Any
    total: int
    exports: Sequence[str]
    export: str
    bulk: Sequence[BulkAction]
    columns: Sequence[tuple[str, str, bool]]
    filtered: bool
    empty: dict[str, Any] = field(default_factory=dict)


def list_page(
    request: HttpRequest,
    *,
    table_class: type[Any],
    rows: Any,
    filterset_class: type[Any] | None = None,
    exports: Sequence[str] = EXPORTS,
    bulk: Sequence[BulkAction] = (),
    per_page: int = 50,
    empty: dict[str, Any] | None = None,
) -> Listing:
    """Filter, sort and cut `rows` (already limited to what the actor may see) as the address asks.

    `empty` = {"title", "text", "url", "action"}: why the list has nothing and the one next step.
    An export takes all rows that match, not only the page.
    """
    filterset = filterset_class(request.GET, queryset=rows, request=request) if filterset_class else None
    shown = filterset.qs if filterset is not None else rows
    table = table_class(shown)
    wanted = request.GET.get("export", "")
    columns = _columns(table, request.GET.getlist("columns"))
    django_tables2.RequestConfig(request, paginate=False).configure(table)
    _cut(table, request.GET.get("page", ""), _per_page(request, per_page))
    return Listing(
        table=table,
        filterset=filterset,
        total=len(table.rows),
        exports=exports,
        export=wanted if wanted in exports else "",
        bulk=bulk,
        columns=columns,
        filtered=any(value for key, value in request.GET.items() if key not in OWN_PARAMETERS),
        empty=empty or {},
    )


def _cut(table: Any, asked: str, per_page: int) -> None:
    """Show the asked page; the first where it is no number, the last where the list has become shorter."""
    last = max(1, -(-len(table.rows) // per_page))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    table.paginate(page=min(max(number, 1), last), per_page=per_page)


def _per_page(request: HttpRequest, default: int) -> int:
    """Rows a page: 10–200 as the address asks, else the default."""
    asked = request.GET.get("per_page", "")
    return (
        min(max(int(asked), 10), 200) if asked.isascii() and asked.isdigit() and len(asked) < 6 else default
    )


def _columns(table: Any, asked: list[str]) -> list[tuple[str, str, bool]]:
    """Name, heading and visibility of each column that may be hidden; hides those that were not asked for."""
    wanted = {name for name in ",".join(asked).split(",") if name}
    answer = []
    for bound in table.columns:
        if not str(bound.header).strip() or "pick" in str(bound.attrs["th"].get("class", "")).split():
            continue
        shown = not wanted or bound.name in wanted
        if not shown:
            table.columns.hide(bound.name)
        answer.append((bound.name, str(bound.header), shown))
    return answer
