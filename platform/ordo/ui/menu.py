"""The shape of the main navigation; `ordo.ui.navigation` fills it from the modules that are on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class NavEntry:
    """One entry of the side and bottom navigation.

    An entry without `url` is the heading of its `children`. `icon` is a name in static/ui/icons.svg.
    `count` is shown as a small number (journals to fill, requests to answer); 0 hides it.
    """

    title: str | Promise
    url: str = ""
    icon: str = "dot"
    current: bool = False
    count: int = 0
    children: Sequence["NavEntry"] = field(default_factory=tuple)


def quick_entries(menu: Sequence[NavEntry], limit: int = 4) -> list[NavEntry]:
    """The first `limit` entries with an address, headings opened: what the bottom bar of a phone shows."""
    flat: list[NavEntry] = []
    for entry in menu:
        flat.extend([entry] if entry.url else entry.children)
    return [entry for entry in flat if entry.url][:limit]
