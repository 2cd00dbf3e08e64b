"""Activation secrets as people read and type them: three groups of four, without letters that look alike."""

import hashlib
import hmac
import secrets

from ordo.tenancy import keys

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, LENGTH = 3, 4


def generate() -> str:
    """A fresh secret such as `K7QM-2XPD-94TB` (59 bits; tries are limited and it expires)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))


def normalise(text: str) -> str:
    """What was typed, without spaces, dashes and small letters."""
    return "".join(character for character in text.upper() if character in ALPHABET)


def digest(text: str) -> str:
    """Keyed hash kept in the database; a copy of the table does not open any log-in."""
    return hmac.new(keys.secret("signing"), normalise(text).encode(), hashlib.sha256).hexdigest()
