"""Cache keys that name the university (trap 1)."""

import hashlib
import re

from ordo.tenancy import connection

MAX_LENGTH = 250
_PLAIN = re.compile(r"[!-~]*")


def make_key(key: str, key_prefix: str, version: int) -> str:
    """`schema:prefix:version:key`, as CACHES' KEY_FUNCTION.

    A key with blanks or letters beyond ASCII, or too long for a cache, becomes its SHA-256; the head stays readable.
    """
    head = f"{connection.current().schema_name}:{key_prefix}:{version}"
    whole = f"{head}:{key}"
    if len(whole) <= MAX_LENGTH and _PLAIN.fullmatch(whole):
        return whole
    return f"{head}:sha256={hashlib.sha256(str(key).encode()).hexdigest()}"
