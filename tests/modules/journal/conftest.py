"""The world of the journal's tests."""

import pytest

from tests.modules.journal import world as worlds
from tests.modules.journal.world import World


@pytest.fixture
def world(nsu: str) -> World:
    """NSU: bachelor's exam, 20 for progress, 2 × 20 for checkpoints, no lock on a total."""
    made = worlds.build()
    made.open()
    return made


@pytest.fixture
def jamu_world(jamu: str) -> World:
    """JAMU: 8 / 10, 2 × 21, a checkpoint's total locks (JAMU-4.3b)."""
    made = worlds.build()
    made.open()
    return made
