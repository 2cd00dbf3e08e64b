"""A demo university of size S, filled once for all tests of a file and taken back afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from ordo.config.demo import university
from ordo.config.demo.calendar import semester_of
from ordo.config.demo.sizes import SIZES
from ordo.config.launch.accounts import Login
from ordo.tenancy.current import inside

# A Thursday late in an autumn that is over, so that the tests find the same on every day of the year.
DAY = date(2025, 11, 20)


@dataclass(frozen=True)
class Filled:
    """Where the tests look, and the accounts that the start would print."""

    schema: str
    accounts: dict[str, Login]


@pytest.fixture(scope="module")
def nsu_of_size_s(django_db_setup: str, django_db_blocker: Any) -> Iterator[Filled]:
    """NSU as the demo makes it at size S; tests go `inside` it themselves."""
    with django_db_blocker.unblock(), inside("nsu"), transaction.atomic():
        accounts = university.fill("nsu", SIZES["S"], semester_of(DAY))
        yield Filled("nsu", accounts)
        transaction.set_rollback(True)
