"""The number of queries does not grow with the number of lines."""

from decimal import Decimal

from modules.teaching import facade as teaching
from ordo.access.roles import RoleCode
from tests.factories.house import SYSTEM, House, three
from tests.factories.queries import as_before

R = RoleCode


def _many(house: House) -> list[int]:
    disciplines = [
        teaching.ensure_discipline(
            actor=SYSTEM, department_id=house.mine.department, code=f"M{number}", names=three("а", "б", "c")
        )
        for number in range(12)
    ]
    new = [
        teaching.NewLine(
            discipline_id=pk, group_id=house.mine.group, semester_id=house.semester, control_form="exam",
            credits=Decimal(4),
        )
        for pk in disciplines
    ]  # fmt: skip
    ids = teaching.ensure_lines(actor=SYSTEM, lines=new)
    given = [teaching.NewAssignment(line_id=pk, employee_id=house.mine.teacher) for pk in ids]
    teaching.ensure_assignments(actor=SYSTEM, assignments=given)
    return ids


def test_pages(house: House) -> None:
    _many(house)
    office, teacher = house.browser(R.ACADEMIC_OFFICE), house.browser(R.TEACHER)
    for name, browser, url in (
        ("plans, academic office", office, "/app/teaching/lines/"),
        ("plans, teacher", teacher, "/app/teaching/lines/"),
        ("line", office, f"/app/teaching/lines/{house.mine.line}/"),
        ("disciplines", office, "/app/teaching/disciplines/"),
    ):
        browser.get(url)
        with as_before("teaching", name):
            assert browser.get(url).status_code == 200


def test_the_door(house: House) -> None:
    ids = _many(house)
    with as_before("teaching", "lines by id"):
        assert len(teaching.lines(ids)) == 12
    with as_before("teaching", "lines of a teacher"):
        assert len(teaching.lines_of_user(house.mine.teacher_user, house.semester)) == 13
