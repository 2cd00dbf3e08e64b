"""Daily roots: signatures, links, leaves against events, and the copies that lie outside the database."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ordo.ledger.merkle import Head, root
from ordo.ledger.roots import FIRST, HEADS, ExportedRoot, RootStatement
from ordo.ledger.verification.findings import Finding, FindingKind
from ordo.ledger.verification.reader import Reader

_ROOTS: Final = "SELECT day, heads, merkle_root, previous, signature, key_id FROM ledger_root ORDER BY day"
_REWRITTEN: Final = """
    SELECT l.register_id, l.seq, l.day FROM ledger_root_leaf l
    LEFT JOIN ledger_event e ON e.register_id = l.register_id AND e.seq = l.seq
    WHERE e.hash IS DISTINCT FROM l.hash ORDER BY l.register_id, l.seq
"""


def check_roots(
    reader: Reader, keys: Mapping[str, bytes], exported: Iterable[ExportedRoot], *, every_day: bool
) -> Iterator[Finding]:
    """Check all roots; the leaves of each day only with ``every_day``, otherwise of the last one.

    The last root commits to all chains up to that day, so that an alteration cannot hide in an older one.
    """
    statements: dict[date, tuple[RootStatement, bytes]] = {}
    previous = FIRST
    for day, heads, merkle_root, claimed, signature, key_id in reader.stream(_ROOTS):
        statement = RootStatement(reader.schema, day, heads, merkle_root, claimed)
        statements[day] = (statement, signature)
        if claimed != previous:
            yield Finding(FindingKind.ROOT_LINK, detail=day.isoformat())
        if not _is_signed(statement.text, signature, keys.get(key_id)):
            yield Finding(FindingKind.ROOT_SIGNATURE, detail=day.isoformat())
        previous = statement.digest
    for day in sorted(statements) if every_day else sorted(statements)[-1:]:
        yield from _check_leaves(reader, statements[day][0])
    for register_id, seq, day in reader.stream(_REWRITTEN):
        yield Finding(FindingKind.TAIL_REWRITTEN, register_id, seq, detail=day.isoformat())
    for copy in exported:
        here = statements.get(copy.day)
        if not _is_signed(copy.statement, copy.signature, keys.get(copy.key_id)):
            yield Finding(FindingKind.ROOT_SIGNATURE, detail=f"file {copy.day.isoformat()}")
        elif here is None or here[0].text != copy.statement:
            yield Finding(FindingKind.ROOT_MISSING, detail=copy.day.isoformat())


def _check_leaves(reader: Reader, statement: RootStatement) -> Iterator[Finding]:
    """Compute the root of a day again from its leaves."""
    heads = [Head(*row).leaf for row in reader.stream(HEADS, [statement.day])]
    if (len(heads), root(heads)) != (statement.heads, statement.merkle_root):
        yield Finding(FindingKind.ROOT_DIFFERS, detail=statement.day.isoformat())


def _is_signed(text: bytes, signature: bytes, key: bytes | None) -> bool:
    """Tell whether the text carries a valid Ed25519 signature of the key."""
    if key is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except InvalidSignature:
        return False
    return True
