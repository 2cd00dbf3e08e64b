"""Fixtures of the grade sheets' tests."""

import pytest

from tests.modules.sheets.school import School, build


@pytest.fixture
def school(nsu: str) -> School:
    """A school of NSU."""
    return build()
