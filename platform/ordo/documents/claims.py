"""What the code on a document says, signed: the claims and their short form inside the payload. No Django."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ordo.documents import signing

PURPOSE = "documents"
"""Purpose of the university's keys that sign documents."""
ROOMY = 640
"""Characters of signed text that still make a code which a cheap phone reads from a folded paper (31 mm)."""


@dataclass(frozen=True)
class Claims:
    """Who issued what and when. `digest` (of `whole`) binds every line of the form, `token` opens the check page."""

    university: str
    kind: str
    number: str
    edition: int
    issued_at: datetime
    language: str
    token: str
    digest: bytes
    title: str
    facts: Sequence[tuple[str, str]]


def whole(title: str, facts: Sequence[Sequence[str]], content_digest: str) -> bytes:
    """Digest of everything the document says: its title, all its facts and, by their digest, all data of the form."""
    return digest_of({"title": title, "facts": [list(pair) for pair in facts], "content": content_digest})


def digest_of(content: Mapping[str, object]) -> bytes:
    """SHA-256 of JSON-like data in one fixed spelling (JSON, sorted keys, no spaces)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def seal(claims: Claims, key: bytes) -> str:
    """The signed text with as many facts, from the first on, as the code has room for."""
    text = signing.sign(_payload(claims, 0), key)
    for count in range(1, len(claims.facts) + 1):
        longer = signing.sign(_payload(claims, count), key)
        if len(longer) > ROOMY:
            break
        text = longer
    return text


def read(payload: Mapping[str, object]) -> Claims | None:
    """Claims of a verified payload; None when it is of another kind, such as one of a later version."""
    match payload:
        case {
            "u": str() as university,
            "k": str() as kind,
            "n": str() as number,
            "e": int() as edition,
            "t": int() as seconds,
            "l": str() as language,
            "v": str() as token,
            "h": bytes() as digest,
            "T": str() as title,
            "f": [*pairs],
        }:
            facts = tuple(
                (str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2
            )
            moment = datetime.fromtimestamp(seconds, UTC)
            return Claims(university, kind, number, edition, moment, language, token, digest, title, facts)
    return None


def _payload(claims: Claims, count: int) -> dict[str, object]:
    return {
        "u": claims.university,
        "k": claims.kind,
        "n": claims.number,
        "e": claims.edition,
        "t": int(claims.issued_at.timestamp()),
        "l": claims.language,
        "v": claims.token,
        "h": claims.digest,
        "T": claims.title,
        "f": [list(pair) for pair in claims.facts[:count]],
    }
