"""Fixtures of the register's own tests: two universities and one sheet with three marks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.platform.ledger.houses import House, scratch, value


@dataclass(frozen=True, slots=True)
class Sheet:
    """One register with a checkpoint of cap 20 and three marks of version 1."""

    register: int
    checkpoint: int
    marks: tuple[int, ...]


@pytest.fixture(scope="session")
def houses() -> Iterator[tuple[House, House]]:
    """Two universities in a database of their own."""
    with scratch() as pair:
        yield pair


@pytest.fixture
def house(houses: tuple[House, House]) -> House:
    """Aigul's, Bakyt's and Cholpon's university."""
    return houses[0]


@pytest.fixture
def other_house(houses: tuple[House, House]) -> House:
    """Daniyar's university."""
    return houses[1]


_SUBJECTS = iter(range(1, 1_000_000))


def new_sheet(house: House) -> Sheet:
    """Commit a fresh open sheet."""
    with house.superuser() as connection:
        checkpoint = value(connection, "INSERT INTO checkpoint (cap) VALUES (20) RETURNING id")
        connection.commit()
    with house.application() as connection:
        register = value(connection, "SELECT ledger_open('sheet', %s)", next(_SUBJECTS))
        marks = tuple(
            value(
                connection,
                "INSERT INTO mark (register_id, checkpoint_id, student_id, points, version)"
                " VALUES (%s, %s, %s, %s, 1) RETURNING id",
                register, checkpoint, student, 10 + student,
            )
            for student in (1, 2, 3)
        )  # fmt: skip
        connection.commit()
    return Sheet(register, checkpoint, marks)


@pytest.fixture
def sheet(house: House) -> Sheet:
    """A fresh sheet at the first university."""
    return new_sheet(house)
