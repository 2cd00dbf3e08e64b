"""The people of the import's tests: Cholpon of one faculty's dean's office, Daniyar of the other university."""

import pytest

from tests.factories import house as houses
from tests.factories.house import House


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()
