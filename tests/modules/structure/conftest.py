"""The house of two faculties for the structure's tests."""

import pytest

from tests.factories import house as houses
from tests.factories.house import House


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()
