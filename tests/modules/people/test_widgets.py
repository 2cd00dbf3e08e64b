"""The card of students on the cabinet's first page: how many study, by year and funding (EB-02.11)."""

import pytest

from modules.people import facade as people
from modules.people.models import Student
from modules.people.selectors.contingent import contingent
from modules.people.views import widgets
from modules.structure import facade as structure
from ordo.access.roles import RoleCode as R
from tests.factories.house import SYSTEM, House
from tests.factories.queries import as_before

CARD = "Students by year of study"


def fill(house: House) -> None:
    """In the own faculty four in the first year, one of them state-funded, two in the third, one on leave."""
    third = structure.ensure_group(
        actor=SYSTEM, name="ИСТ-3-25", programme_id=house.mine.programme, admission_year=house.start.year - 2,
        course=3,
    )  # fmt: skip
    new = [
        people.NewStudent(
            last_name=f"Асанов{number}", first_name="Азамат", group_id=group, since=house.start,
            admission_year=house.start.year, record_book_number=f"N{number}",
        )
        for number, group in enumerate([third.id, third.id, house.mine.group, house.mine.group])
    ]  # fmt: skip
    people.ensure_students(actor=SYSTEM, students=new)
    Student.objects.filter(record_book_number="N2").update(status=Student.Status.ACADEMIC_LEAVE)
    Student.objects.filter(record_book_number="N3").update(funding=Student.Funding.BUDGET)


@pytest.mark.parametrize("role", [R.DEANS_OFFICE, R.HEAD_OF_DEPARTMENT])
def test_a_faculty_counts_its_own_students(house: House, role: R) -> None:
    fill(house)
    found = contingent(house.actor(role))
    assert found is not None
    assert found.studying == {(1, "budget"): 1, (1, "contract"): 3, (3, "contract"): 2}
    assert (found.total, found.on_leave, found.courses) == (6, 1, [1, 3])
    page = house.browser(role).get("/app/").content.decode()
    assert CARD in page
    assert "Study now: 6" in page
    assert 'href="/app/people/students/?funding=budget"><span class="chip">State-funded: 1<' in page
    assert 'href="/app/people/students/?state=academic_leave"' in page


def test_the_links_lead_to_as_many_students_as_the_card_says(house: House) -> None:
    fill(house)
    office = house.browser(R.DEANS_OFFICE)
    for query, names in (("", 6), ("?funding=budget", 1), ("?state=academic_leave", 1)):
        listed = office.get(f"/app/people/students/{query}").content.decode()
        assert len(set(_cards(listed))) == names


def _cards(page: str) -> list[str]:
    parts = page.split('href="/app/people/students/')[1:]
    return [number for part in parts if (number := part.split("/", 1)[0]).isdigit()]


def test_the_rector_counts_the_whole_university(house: House) -> None:
    fill(house)
    found = contingent(house.actor(R.RECTOR))
    assert found is not None
    assert found.total == 8


@pytest.mark.parametrize("role", [R.TEACHER, R.CURATOR, R.STUDENT])
def test_whoever_sees_single_groups_gets_no_card(house: House, role: R) -> None:
    assert contingent(house.actor(role)) is None
    assert CARD not in house.browser(role).get("/app/").content.decode()


def test_a_faculty_without_students_gets_no_card(house: House) -> None:
    Student.objects.update(status=Student.Status.GRADUATED)
    assert widgets.students(house.actor(R.DEANS_OFFICE)) is None


def test_the_axis_counts_whole_people(house: House) -> None:
    data = widgets.students(house.actor(R.DEANS_OFFICE))
    assert data is not None
    assert data["chart"].top == 4


def test_one_query_whatever_the_size(house: House) -> None:
    office = house.actor(R.DEANS_OFFICE)
    # The university's own words are kept in the cache from here on.
    assert widgets.students(office)
    with as_before("people", "card of students"):
        assert widgets.students(office)
    fill(house)
    with as_before("people", "card of students"):
        assert widgets.students(office)
