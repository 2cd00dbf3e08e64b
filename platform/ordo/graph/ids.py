"""Ids of the API: the number of a row as text."""

import strawberry
from django.http import Http404


def number(given: strawberry.ID) -> int:
    """The number behind an id; Http404 for anything else, because nothing here has such an id."""
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise Http404
    return int(given)


def id_of(value: int) -> strawberry.ID:
    """A number as the API's id."""
    return strawberry.ID(str(value))
