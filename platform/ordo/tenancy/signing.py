"""Signed values that only the university which signed them accepts (trap 8)."""

from typing import Any

from django.core import signing

from ordo.tenancy import keys
from ordo.tenancy.current import university_schema


def dumps(value: Any, *, salt: str) -> str:
    """Sign a JSON value with the current university's key, its schema in the salt."""
    return signing.dumps(value, key=keys.secret("signing").hex(), salt=f"{university_schema()}:{salt}")


def loads(text: str, *, salt: str, max_age: int) -> Any:
    """Read a value signed here; raises `django.core.signing.BadSignature` for any other, `max_age` in seconds."""
    return signing.loads(
        text, key=keys.secret("signing").hex(), salt=f"{university_schema()}:{salt}", max_age=max_age
    )
