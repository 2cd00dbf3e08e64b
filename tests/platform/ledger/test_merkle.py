"""Merkle roots and proofs, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.ledger.merkle import EMPTY, Head, leaf_hash, node_hash, proof, proves, root


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(size)]


def by_definition(items: list[bytes]) -> bytes:
    """The recursive definition of RFC 6962."""
    if len(items) == 1:
        return items[0]
    split = 1
    while split * 2 < len(items):
        split *= 2
    return node_hash(by_definition(items[:split]), by_definition(items[split:]))


@given(st.integers(1, 200))
def test_the_streaming_root_is_the_root_by_definition(size: int) -> None:
    assert root(leaves(size)) == by_definition(leaves(size))


@given(st.integers(1, 70), st.data())
def test_every_leaf_has_a_proof_and_no_other_leaf_fits_it(size: int, data: st.DataObject) -> None:
    items = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    path = proof(items, index)
    assert proves(items[index], index, size, path, root(items))
    assert not proves(leaf_hash(b"other"), index, size, path, root(items))
    assert not proves(items[index], size, size, path, root(items))
    if path:
        assert not proves(items[index], index, size, path[:-1], root(items))
        assert not proves(items[index], index, size, (path[0][::-1], *path[1:]), root(items))


def test_no_heads_have_the_root_of_nothing() -> None:
    assert root([]) == EMPTY


def test_a_proof_of_a_leaf_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        proof(leaves(3), 3)


def test_the_root_depends_on_register_number_and_hash() -> None:
    head = Head(1, 2, bytes(32))
    assert (
        len({head.leaf, Head(2, 2, bytes(32)).leaf, Head(1, 3, bytes(32)).leaf, Head(1, 2, b"\1" * 32).leaf})
        == 4
    )


def test_a_leaf_cannot_be_passed_off_as_a_node() -> None:
    first, second = leaves(2)
    assert leaf_hash(first + second) != node_hash(first, second)
