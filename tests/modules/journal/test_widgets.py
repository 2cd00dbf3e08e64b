"""The journal's cards on the cabinet's first page: a teacher's own journals, and how journals are filled."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from modules.journal import facade as journal
from modules.journal.facade import LessonInput
from modules.journal.selectors.filling import filling_by_unit
from modules.journal.views import widgets
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment, NewLine, Unit
from ordo.access.actors import actor_of
from ordo.access.roles import RoleCode as R
from tests.factories import house as houses
from tests.factories.house import SYSTEM, House, Side
from tests.factories.queries import as_before
from tests.modules.journal.people import grant, signed_in

MINE, FILLING = "My journals", "Filling of journals"


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()


def more_lines(house: House, side: Side, number: int) -> list[int]:
    """Further disciplines of the side's group, taught by its teacher, without journals."""
    made = []
    for index in range(number):
        code = f"M{side.faculty}-{index}"
        discipline = teaching.ensure_discipline(
            actor=SYSTEM, department_id=side.department, code=code, names=houses.three(code, code, code)
        )
        line = NewLine(discipline_id=discipline, group_id=side.group, semester_id=house.semester,
                       control_form="exam", credits=Decimal(4))  # fmt: skip
        made += teaching.ensure_lines(actor=SYSTEM, lines=[line])
        teaching.ensure_assignment(
            actor=SYSTEM, assignment=NewAssignment(line_id=made[-1], employee_id=side.teacher)
        )
    return made


def open_with_lessons(house: House, line: int, *, held: int, unfilled: int = 0, planned: int = 0) -> int:
    """Open a line's journal; the lessons held come first, then those not filled, then those of days to come."""
    (journal_id,) = journal.open_journals(actor=SYSTEM, line_id=line)
    past, first = held + unfilled, house.today - timedelta(days=held + unfilled)
    lessons = [
        LessonInput(date=first + timedelta(days=day + (day >= past)), held=day < held)
        for day in range(past + planned)
    ]
    journal.add_lessons(actor=SYSTEM, journal_id=journal_id, lessons=lessons)
    return journal_id


def home(browser: Client) -> str:
    return browser.get("/app/", headers={"accept-language": "en"}).content.decode()


def test_a_teacher_finds_the_own_journals_on_the_first_page(house: House) -> None:
    """JAMU-4.3a, OSH-4.3a: the own ones, each a link, with what was held and what was not filled."""
    own = open_with_lessons(house, house.mine.line, held=3, unfilled=2, planned=4)
    theirs = open_with_lessons(house, house.theirs.line, held=1)
    page = home(house.browser(R.TEACHER))
    assert MINE in page
    assert f'<a href="/app/journal/{own}/">Model theory · ИСТ-1-25</a>' in page
    assert f'href="/app/journal/{theirs}/"' not in page
    assert "Lessons held: 3 / 9" in page
    assert "not filled: 2" in page
    assert f"last on {house.today - timedelta(days=3):%d.%m}" in page
    assert FILLING not in page


def test_a_journal_that_is_not_open_says_so(house: House) -> None:
    page = home(house.browser(R.TEACHER))
    assert "Model theory · ИСТ-1-25" in page
    assert "not open yet" in page


def test_the_card_shows_eight_journals_those_to_fill_first_and_the_way_to_all(house: House) -> None:
    lines = more_lines(house, house.mine, 9)
    for line in lines:
        open_with_lessons(house, line, held=1, unfilled=int(line == lines[-1]))
    data = widgets.my_journals(house.actor(R.TEACHER))
    assert data is not None
    assert (len(data["rows"]), data["count"]) == (8, 10)
    assert data["rows"][0][0].line.id == lines[-1]
    assert 'href="/app/journal/">All journals</a> <span class="muted">10</span>' in home(
        house.browser(R.TEACHER)
    )


@pytest.mark.parametrize("role", [R.STUDENT, R.ACCOUNTING, R.LIBRARY])
def test_whoever_has_no_journals_gets_no_card_of_them(house: House, role: R) -> None:
    open_with_lessons(house, house.mine.line, held=1)
    page = home(house.browser(role))
    assert MINE not in page
    assert FILLING not in page


def test_a_teacher_without_lines_is_told_that_nothing_waits(house: House) -> None:
    teaching_nobody = signed_in("nsu", houses.login("newcomer"), R.TEACHER)
    assert "Nothing is waiting for you" in home(teaching_nobody)


@pytest.mark.parametrize("role", [R.DEANS_OFFICE, R.HEAD_OF_DEPARTMENT])
def test_a_faculty_sees_how_its_departments_fill_journals(house: House, role: R) -> None:
    """JAMU-3.6, OSH-3.5: the own departments only."""
    more_lines(house, house.mine, 2)
    open_with_lessons(house, house.mine.line, held=3, unfilled=1, planned=5)
    open_with_lessons(house, house.theirs.line, held=1, unfilled=3)
    report = filling_by_unit(house.actor(role), house.semester)
    assert report is not None
    assert report.unit is Unit.DEPARTMENT
    (row,) = report.rows
    assert (row.names["en"], row.journals, row.not_open) == ("Production management", 1, 2)
    assert (row.held, row.unfilled, row.percent) == (3, 1, 75)
    page = home(house.browser(role))
    assert FILLING in page
    assert "Production management" in page
    assert 'href="/app/journal/?all=1"' in page
    assert "75 %" in page.replace("\u00a0", " ")


@pytest.mark.parametrize("role", [R.RECTOR, R.VICE_RECTOR, R.ACADEMIC_OFFICE, R.QUALITY_OFFICE])
def test_the_university_sees_its_faculties_the_least_filled_first(house: House, role: R) -> None:
    """JAMU-7.6a."""
    open_with_lessons(house, house.mine.line, held=3, unfilled=1)
    open_with_lessons(house, house.theirs.line, held=1, unfilled=3)
    more_lines(house, house.theirs, 1)
    report = filling_by_unit(house.actor(role), house.semester)
    assert report is not None
    assert [row.names["en"] for row in report.rows] == ["Law", "Information technology"]
    total = report.total
    assert (total.journals, total.not_open, total.held, total.unfilled) == (2, 1, 4, 4)
    page = home(house.browser(role))
    assert page.index("Law") < page.index("Information technology")


def test_units_without_any_lesson_stand_last_with_a_dash(house: House) -> None:
    open_with_lessons(house, house.theirs.line, held=1)
    report = filling_by_unit(house.actor(R.RECTOR), house.semester)
    assert report is not None
    assert [row.percent for row in report.rows] == [100, None]


def test_the_own_lines_of_a_dean_who_teaches_elsewhere_are_not_of_the_faculty(house: House) -> None:
    open_with_lessons(house, house.theirs.line, held=1)
    user = house.user(R.DEANS_OFFICE)
    grant(house.theirs.teacher_user, R.TEACHER)
    grant(house.theirs.teacher_user, R.DEANS_OFFICE, scope_id=house.mine.faculty)
    both = actor_of(house.theirs.teacher_user, "both", today=house.today, origin="test")
    for actor in (both, actor_of(user, "dean", today=house.today, origin="test")):
        report = filling_by_unit(actor, house.semester)
        assert report is not None
        assert [row.names["en"] for row in report.rows] == ["Production management"]
    assert filling_by_unit(house.actor(R.TEACHER), house.semester) is None


def test_the_cards_take_as_many_queries_for_many_journals_as_for_one(house: House) -> None:
    teacher, rector = house.actor(R.TEACHER), house.actor(R.RECTOR)
    open_with_lessons(house, house.mine.line, held=1)
    # The university's own words are kept in the cache from here on.
    assert widgets.filling(rector)
    for round_ in range(2):
        with as_before("journal", "card of the own journals"):
            assert widgets.my_journals(teacher)
        with as_before("journal", "card of the filling"):
            assert widgets.filling(rector)
        if not round_:
            for line in more_lines(house, house.mine, 6):
                open_with_lessons(house, line, held=2, unfilled=1)


def test_the_journal_names_its_policy_and_leaves_the_origin_to_the_policys_page(house: House) -> None:
    own = open_with_lessons(house, house.mine.line, held=1)
    page = house.browser(R.TEACHER).get(f"/app/journal/{own}/").content.decode()
    lead = page[page.index("</h1>") : page.index("data-history")]
    assert '<p class="small muted">' in lead
    assert "norm" not in lead
    assert "order No." not in lead
