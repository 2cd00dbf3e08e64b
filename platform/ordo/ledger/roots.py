"""The daily root: one signature over all chain heads, which leaves the database for the file store.

Whoever owns the database can rewrite a chain from some event to its head, consistently. The root that was
signed and exported before does not follow.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from ordo.ledger.merkle import Head, root
from ordo.ledger.models import Root, RootLeaf
from ordo.tenancy import keys
from ordo.tenancy.current import university_schema

FORMAT: Final = "ordo.ledger.root.v1"
PURPOSE: Final = "ledger"
FOLDER: Final = "ledger/roots"
FIRST: Final = bytes(32)

HEADS: Final = """
    SELECT DISTINCT ON (l.register_id) l.register_id, l.seq, l.hash FROM ledger_root_leaf l
    WHERE l.day <= %s ORDER BY l.register_id, l.seq DESC
"""


class RootOutOfTurn(ValueError):
    """A root for a day that lies before the last one."""


@dataclass(frozen=True, slots=True)
class RootStatement:
    """What is signed: the university, the day, how many heads, their Merkle root, the statement before."""

    university: str
    day: date
    heads: int
    merkle_root: bytes
    previous: bytes

    @property
    def text(self) -> bytes:
        """The signed bytes."""
        parts = (
            FORMAT,
            self.university,
            self.day.isoformat(),
            str(self.heads),
            self.merkle_root.hex(),
            self.previous.hex(),
        )
        return "\n".join(parts).encode()

    @property
    def digest(self) -> bytes:
        """What the next root names as its previous one."""
        return hashlib.sha256(self.text).digest()


@dataclass(frozen=True, slots=True)
class ExportedRoot:
    """One root as it lies in the file store."""

    day: date
    statement: bytes
    signature: bytes
    key_id: str


@transaction.atomic
def make_root(day: date) -> Root:
    """Make, sign and keep the root of a day; the day's existing root is given back unchanged."""
    found = Root.objects.filter(pk=day).first()
    if found is not None:
        return found
    last = Root.objects.order_by("-day").first()
    if last is not None and last.day > day:
        raise RootOutOfTurn(day.isoformat())
    heads = 0

    def leaves() -> Iterator[bytes]:
        nonlocal heads
        with connection.cursor() as cursor:
            cursor.execute("SELECT ledger_gather(%s)", [day])
            cursor.execute(HEADS, [day])
            for register_id, seq, digest in cursor:
                heads += 1
                yield Head(register_id, seq, bytes(digest)).leaf

    merkle_root = root(leaves())
    previous = FIRST if last is None else statement_of(last).digest
    statement = RootStatement(university_schema(), day, heads, merkle_root, previous)
    key = Ed25519PrivateKey.from_private_bytes(keys.private_key(PURPOSE))
    return Root.objects.create(
        day=day,
        merkle_root=merkle_root,
        heads=heads,
        previous=previous,
        signature=key.sign(statement.text),
        key_id=keys.key_id(PURPOSE),
        made_at=datetime.now(UTC),
    )


def statement_of(row: Root) -> RootStatement:
    """Return the statement that a root's row claims to have signed."""
    return RootStatement(university_schema(), row.day, row.heads, bytes(row.merkle_root), bytes(row.previous))


def export_root(row: Root) -> str:
    """Write a root with the leaves of its day to the file store, once; returns the path."""
    path = f"{FOLDER}/{row.day.isoformat()}.json"
    if not default_storage.exists(path):
        leaves = RootLeaf.objects.filter(day=row.day).order_by("register_id")
        content = {
            "statement": statement_of(row).text.decode(),
            "signature": bytes(row.signature).hex(),
            "key_id": row.key_id,
            "public_key": keys.public_keys(PURPOSE)[row.key_id].hex(),
            "leaves": [[leaf.register_id, leaf.seq, bytes(leaf.hash).hex()] for leaf in leaves],
        }
        default_storage.save(path, ContentFile(json.dumps(content, indent=1).encode()))
    if row.exported_at is None:
        row.exported_at = datetime.now(UTC)
        row.save(update_fields=["exported_at"])
    return path


def exported_roots() -> Iterator[ExportedRoot]:
    """Give the roots that lie in the file store, oldest first."""
    if not default_storage.exists(FOLDER):
        return
    for name in sorted(default_storage.listdir(FOLDER)[1]):
        with default_storage.open(f"{FOLDER}/{name}") as file:
            content = json.loads(file.read())
        yield ExportedRoot(
            day=date.fromisoformat(name.removesuffix(".json")),
            statement=str(content["statement"]).encode(),
            signature=bytes.fromhex(content["signature"]),
            key_id=str(content["key_id"]),
        )
