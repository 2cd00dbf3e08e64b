"""What the platform's own pages show of the universities; no person's data."""

from dataclasses import dataclass

from django.conf import settings

from ordo.access.actor import Actor
from ordo.tenancy.current import inside
from ordo.tenancy.names import PLATFORM, PUBLIC
from tenants.models import University
from tenants.permissions import PlatformPermission


@dataclass(frozen=True, slots=True)
class UniversityCard:
    """One university as the list of the platform shows it."""

    schema: str
    name: str
    short_name: str
    address: str
    is_open: bool
    colour: str


def _cards(only_open: bool) -> list[UniversityCard]:
    with inside(PUBLIC):
        rows = University.objects.exclude(schema_name=PLATFORM).prefetch_related("domains")
        universities = list(rows.filter(is_open=True) if only_open else rows)
    return [_card(university) for university in universities]


def _card(university: University) -> UniversityCard:
    domain = next((d.domain for d in university.domains.all() if d.is_primary), "")
    scheme = "https" if settings.ORDO_HTTPS else "http"
    port = "" if settings.ORDO_HTTPS else f":{settings.ORDO_PORT}"
    return UniversityCard(
        schema=university.schema_name,
        name=university.name,
        short_name=university.short_name,
        address=f"{scheme}://{domain}{port}/",
        is_open=university.is_open,
        colour=str(university.brand.get("colour", "")),
    )


def open_universities() -> list[UniversityCard]:
    """The public list: whoever opens the platform's address may read it."""
    return _cards(only_open=True)


def all_universities(*, actor: Actor) -> list[UniversityCard]:
    """The operators' list, closed ones too."""
    actor.require(PlatformPermission.UNIVERSITY_VIEW)
    return _cards(only_open=False)
