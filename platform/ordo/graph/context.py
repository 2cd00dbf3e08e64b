"""Context of one GraphQL call."""

from dataclasses import dataclass
from typing import Any

import strawberry

from ordo.access.actor import Actor
from ordo.access.request import UniversityRequest


@dataclass(slots=True)
class CallContext:
    """Request and actor; the actor comes from the session or from a program's token."""

    request: UniversityRequest
    actor: Actor
    response: Any = None


Info = strawberry.Info[CallContext, None]


def actor_of(info: "strawberry.Info[CallContext, None]") -> Actor:
    """Who calls."""
    return info.context.actor
