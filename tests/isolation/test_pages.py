"""Every address of both URL tables, asked at KNU with things of NSU by everybody (traps 3, 9, 11; architecture §3).

Who may open an address is committed in addresses.csv; an address that nobody has put there fails.
"""

import csv
from pathlib import Path
from typing import Any

from tests.isolation.conftest import Houses
from tests.isolation.counting import Probes
from tests.isolation.filling import checksums
from tests.isolation.visiting import ANONYMOUS, Visitor, form_of, leads_to_sign_in, leak_in, paths_of
from tests.isolation.walking import URLCONFS, Address, walk
from tests.isolation.world import ROLES

TABLE = Path(__file__).with_name("addresses.csv")
CLASSES = {"public", "machine", "signed-in", "permission"}
REFUSED = {400, 401, 403, 404, 405, 422}
# These answer whatever their parameter says: a kind of import is none of a university's things, and one form leads
# back to its journal.
INDIFFERENT = {"app/import/new/<slug:code>/", "app/journal/<int:journal_id>/checkpoints/<int:number>/total"}
EDITOR = "console/site/"
# Wagtail's field of a link (8.0) breaks on a form that lacks it altogether; a browser sends it, empty at least.
BREAKS = {("POST", "console/site/choose-external-link/")}


def table() -> dict[str, str]:
    """Address → who may open it, as committed; an entry ending in * stands for all that begins so."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["address"]: row["who"] for row in csv.DictReader(file)}


def class_of(route: str, known: dict[str, str]) -> str:
    """The class of an address; '' when nobody has classified it."""
    if route in known:
        return known[route]
    return next(
        (who for entry, who in known.items() if entry.endswith("*") and route.startswith(entry[:-1])), ""
    )


def _objection(address: Address, who: str, role: str, response: Any) -> str:
    """What is wrong with an answer besides a canary; '' when nothing is."""
    status, is_editor = response.status_code, address.route.startswith(EDITOR)
    if status >= 500:
        method = response.request["REQUEST_METHOD"]
        return "" if role == ROLES[0] and (method, address.route) in BREAKS else f"broke with {status}"
    if role == ANONYMOUS and who in {"signed-in", "permission"}:
        return "" if leads_to_sign_in(response) or status in REFUSED else f"anonymous got {status}"
    if role == "student" and who == "permission":
        return "" if status in REFUSED else f"a student got {status}"
    # Wagtail's own views lead back to a list for an id they do not know.
    names_a_thing = address.parameters and not is_editor and address.route not in INDIFFERENT
    if names_a_thing and role != ANONYMOUS and who != "public":
        return "" if status in REFUSED else f"a foreign id got {status}"
    return ""


def _visitors(houses: Houses, schema: str) -> list[Visitor]:
    house = getattr(houses, schema)
    return [Visitor(schema, ANONYMOUS, None), *(Visitor(schema, role, house.users[role]) for role in ROLES)]


def test_every_address_is_classified_and_no_entry_is_stale() -> None:
    known = table()
    assert set(known.values()) <= CLASSES
    routes = {address.route for urlconf in URLCONFS for address in walk(urlconf)}
    assert not sorted(route for route in routes if not class_of(route, known))
    assert not sorted(entry for entry in known if not entry.endswith("*") and entry not in routes)


def test_nothing_of_nsu_is_shown_or_changed_at_knu(houses: Houses, probes: Probes) -> None:
    known, before, form = table(), checksums(houses.owner, "nsu"), form_of(houses.nsu)
    visitors = _visitors(houses, "knu")
    for address in walk(URLCONFS[0]):
        who, path = class_of(address.route, known), paths_of(address, houses.nsu)
        if not who:
            probes.unclassified.append(address.route)
        is_editor = address.route.startswith(EDITOR)
        for visitor in visitors:
            # Wagtail's two hundred pages stand behind one door, which the administrator passes and nobody else.
            for method in ("GET",) if is_editor and visitor.role != ROLES[0] else ("GET", "POST"):
                response = visitor.visit(method, path, form if method == "POST" else None)
                name = f"{visitor.role} {method} /{address.route}"
                probes.attempt(
                    leak_in(response, "nsu") or _objection(address, who, visitor.role, response), name
                )
    after = checksums(houses.owner, "nsu")
    probes.attempt({table for table in before if before[table] != after[table]}, "changed tables")
    probes.settle(at_least=1_500)


def test_the_same_addresses_do_show_it_at_nsu(houses: Houses) -> None:
    """Otherwise the silence at KNU would prove nothing."""
    seen = set()
    for visitor in _visitors(houses, "nsu"):
        for address in walk(URLCONFS[0]):
            if not address.route.startswith(EDITOR) and visitor.role != ANONYMOUS:
                response = visitor.visit("GET", paths_of(address, houses.nsu))
                if response.status_code == 200 and leak_in(response, "nsu"):
                    seen.add(address.route)
    detail = {route for route in seen if "<" in route}
    assert len(seen) > 40, sorted(seen)
    assert len(detail) > 15, sorted(detail)


def test_the_platforms_own_host_shows_nothing_of_a_university(houses: Houses, probes: Probes) -> None:
    form = form_of(houses.nsu)
    stranger = Visitor("nsu", ROLES[0], houses.nsu.users[ROLES[0]])
    stranger.client.defaults["HTTP_HOST"] = "localhost"
    for address in walk(URLCONFS[1]):
        for method in ("GET", "POST"):
            response = stranger.visit(
                method, paths_of(address, houses.nsu), form if method == "POST" else None
            )
            status = response.status_code
            probes.attempt(
                leak_in(response, "nsu") or (status >= 500 and status), f"{method} /{address.route}"
            )
    probes.settle(at_least=40)


def test_a_host_of_no_university_shows_nothing(houses: Houses, probes: Probes) -> None:
    for host in (
        "nobody.localhost",
        "nsu.localhost.evil.kg",
        "NSU.LOCALHOST.",
        "xn--nsu.localhost",
        "127.0.0.1",
    ):
        stranger = Visitor("nsu", ROLES[0], houses.nsu.users[ROLES[0]])
        stranger.client.defaults["HTTP_HOST"] = host
        for path in ("/", "/app/", "/console/", "/graphql/", f"/app/people/students/{houses.nsu.first_id}/"):
            response = stranger.visit("GET", path)
            probes.attempt(leak_in(response, "nsu") or response.status_code == 200, f"{host}{path}")
    probes.settle(at_least=25)
