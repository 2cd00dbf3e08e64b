"""Relay-style pages over lists and querysets, with a largest size."""

import base64
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

LARGEST_PAGE = 200

Node = TypeVar("Node")
Row = TypeVar("Row")


class BadPage(ValueError):
    """A cursor that is none of ours, or a page outside 1…200."""

    code = "BAD_PAGE"
    sentence = _("Ask for 1 to 200 rows, after a cursor that an earlier answer gave.")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Relay's page info."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="One row with its cursor.")
class Edge(Generic[Node]):
    """Relay's edge."""

    cursor: str
    node: Node


@strawberry.type(description="A page of a list.")
class Connection(Generic[Node]):
    """Relay's connection, with the number of all rows."""

    edges: list[Edge[Node]]
    page_info: PageInfo
    total_count: int


def _encode(position: int) -> str:
    return base64.urlsafe_b64encode(f"row:{position}".encode()).decode()


def _decode(cursor: str) -> int:
    try:
        kind, _sep, number = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        position = int(number)
    except (ValueError, UnicodeError) as problem:
        raise BadPage from problem
    if kind != "row" or not 0 <= position < 10_000_000:
        raise BadPage
    return position


def start_of(after: str | None) -> int:
    """Place of the first row after a cursor, from 0; raises BadPage for one that is none of ours."""
    return 0 if after is None else _decode(after) + 1


def page(
    rows: Sequence[Row] | QuerySet[Any],
    make: Callable[[Any], Node],
    *,
    first: int = 50,
    after: str | None = None,
) -> Connection[Node]:
    """Cut `first` rows after the cursor out of a list or an ordered queryset (two queries); raises BadPage."""
    if not 1 <= first <= LARGEST_PAGE:
        raise BadPage
    start = start_of(after)
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    chosen = list(rows[start : start + first])
    edges = [Edge(cursor=_encode(start + index), node=make(row)) for index, row in enumerate(chosen)]
    return Connection(
        edges=edges,
        total_count=total,
        page_info=PageInfo(
            has_next_page=start + len(chosen) < total,
            has_previous_page=start > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )
