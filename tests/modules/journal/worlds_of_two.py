"""A second group beside the world's."""

from modules.people.facade import StudentRef
from tests.modules.journal import world as worlds
from tests.modules.journal.world import World


def stranger(world: World) -> StudentRef:
    """A student of another group of the same university."""
    assert world.line.id
    return worlds.build(prefix="B", students=1).students[0]
