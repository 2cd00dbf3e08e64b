"""Deeds of the API that may be sent again: the same key gives the first answer and does nothing a second time.

A program whose connection broke off cannot know whether its write arrived. It sends the same request with the same
key again. Keys lie in the ledger's table of request keys, each under the person who sent it; they are forgotten after
thirty days.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import strawberry

from ordo.access.actor import Actor
from ordo.ledger import facade as ledger

IdempotencyKey = Annotated[
    str | None,
    strawberry.argument(
        description="8 to 200 Latin signs of the caller's own choice. The same key with the same request gives the"
        " first answer and writes nothing again; with another request it is LEDGER.KEY_REUSED."
    ),
]

Payload = TypeVar("Payload")


def once(
    kind: type[Payload],
    deed: Callable[[], Payload],
    *,
    actor: Actor,
    permission: StrEnum,
    key: str | None,
    operation: str,
    request: Any,
) -> Payload:
    """Do the deed, or give what it answered to the same request of the same person before; in one transaction.

    `kind` is the payload's class, whose fields are plain values; `permission` is what the deed asks for first, and is
    asked again before an old answer is given; `operation` and `request` are what the key stands for. Without a key the
    deed is simply done. Raises NotAllowed, the ledger's BadKey and KeyReused, and what the deed raises: then the key
    is free again.
    """
    if key is None:
        return deed()
    actor.require(permission)
    ledger.check_key(key)
    # Two people may choose the same key: each has keys of their own.
    own_key = f"graph:{actor.user_id}:{hashlib.sha256(key.encode()).hexdigest()}"
    with ledger.acting(actor):
        claimed = ledger.idempotent(own_key, operation, _plain(request))
        if claimed.answered:
            return kind(**claimed.response)
        answer = deed()
        claimed.record(_plain(answer))
    return answer


def _plain(value: Any) -> Any:
    """Inputs and payloads as plain data; a null that was sent differs from what was left out."""
    if isinstance(value, strawberry.Some):
        return {"sent": _plain(value.value)}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
