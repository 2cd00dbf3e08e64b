"""Merkle trees over chain heads, pure (the construction of RFC 6962: leaves and nodes are hashed apart).

A root commits to every head at once; a proof of some twenty hashes shows one head under a printed root.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EMPTY = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one register's chain on the day of a root; ``hash`` is 32 bytes."""

    register_id: int
    seq: int
    hash: bytes

    @property
    def leaf(self) -> bytes:
        """Hash of the leaf of this head."""
        return leaf_hash(b"%d:%d:" % (self.register_id, self.seq) + self.hash)


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf's content."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes in their order, streaming: it keeps one hash per level."""
    waiting: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, value = 1, leaf
        while waiting and waiting[-1][0] == size:
            value = node_hash(waiting.pop()[1], value)
            size *= 2
        waiting.append((size, value))
    if not waiting:
        return EMPTY
    value = waiting.pop()[1]
    while waiting:
        value = node_hash(waiting.pop()[1], value)
    return value


def proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the sibling hashes from the leaf up to the root; raises IndexError for a leaf that is not there."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*proof(leaves[:split], index), root(leaves[split:]))
    return (*proof(leaves[split:], index - split), root(leaves[:split]))


def proves(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Tell whether the path leads from the leaf at ``index`` of ``size`` leaves to the expected root."""
    sides: list[bool] = []
    low, high = 0, size
    if not 0 <= index < size:
        return False
    while high - low > 1:
        middle = low + _split(high - low)
        sides.append(index < middle)
        low, high = (low, middle) if index < middle else (middle, high)
    if len(path) != len(sides):
        return False
    value = leaf
    for sibling, on_left in zip(path, reversed(sides), strict=True):
        value = node_hash(value, sibling) if on_left else node_hash(sibling, value)
    return value == expected


def _split(size: int) -> int:
    """Return the greatest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1
