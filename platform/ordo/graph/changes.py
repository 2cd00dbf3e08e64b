"""Inputs in which only what was sent counts: what is left out stays as it is, and a null that was sent is None."""

from typing import Any

import strawberry


def sent(changes: object) -> dict[str, Any]:
    """The values of an input's `strawberry.Maybe` fields that were sent, by the field's name."""
    given = vars(changes).items()
    return {name: value.value for name, value in given if isinstance(value, strawberry.Some)}
