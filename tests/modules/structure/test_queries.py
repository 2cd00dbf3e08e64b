"""The number of queries does not grow with the number of groups."""

from modules.structure import facade as structure
from ordo.access.roles import RoleCode
from tests.factories.house import SYSTEM, House
from tests.factories.queries import as_before

R = RoleCode


def _many(house: House) -> list[int]:
    return [
        structure.ensure_group(
            actor=SYSTEM,
            name=f"ИСТ-{number}-24",
            programme_id=house.mine.programme,
            admission_year=2024,
            course=2,
        ).id
        for number in range(12)
    ]


def test_pages(house: House) -> None:
    _many(house)
    browser = house.browser(R.DEANS_OFFICE)
    for name, url in (
        ("groups", "/app/structure/groups/"),
        ("group", f"/app/structure/groups/{house.mine.group}/"),
        ("programmes", "/app/structure/programmes/"),
    ):
        browser.get(url)
        with as_before("structure", name):
            assert browser.get(url).status_code == 200


def test_the_door(house: House) -> None:
    ids = _many(house)
    with as_before("structure", "groups by id"):
        assert len(structure.groups(ids)) == 12
    with as_before("structure", "all semesters"):
        structure.semesters()
