"""Ids of the API: what is no number of a row is simply not there."""

import pytest
import strawberry
from django.http import Http404

from ordo.graph.ids import id_of, number


def test_an_id_is_the_number_of_a_row_and_back() -> None:
    assert number(strawberry.ID("17")) == 17
    assert number(id_of(17)) == 17


@pytest.mark.parametrize("given", ["", "-1", "1.0", " 1", "1 ", "x", "0x1", "१७", "²", "9" * 16])
def test_what_is_no_number_is_not_found(given: str) -> None:
    with pytest.raises(Http404):
        number(strawberry.ID(given))
