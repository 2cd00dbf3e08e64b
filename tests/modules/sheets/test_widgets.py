"""The dean's office sees the state of the session on the cabinet's first page (EB-08.6)."""

import pytest

from modules.sheets import services
from modules.sheets.models import GradeSheet
from modules.sheets.selectors import lists
from modules.sheets.views import widgets
from tests.factories.queries import as_before
from tests.modules.sheets.school import School, browser_of

TITLE = "Grade sheets of the semester"


def home(school: School, who: str) -> str:
    return browser_of("nsu", getattr(school, who)).get("/app/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_lines_without_a_sheet_are_counted_and_lead_to_making_them(school: School) -> None:
    school.line()
    school.line("pass_fail")
    page = home(school, "cholpon")
    assert TITLE in page
    assert "Without a grade sheet: 2" in page
    assert f'href="/app/results/sheets/make/{school.semester.id}/"' in page


def test_sheets_are_counted_by_state_and_lead_to_their_lists(school: School) -> None:
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5"], ["15", "15"])
    signed = school.sheet(line)
    school.set(signed, {student.id: "30" for student in school.students})
    before = widgets.to_close(school.cholpon)
    assert before is not None
    assert [count for _code, _text, count, _tone in before["counts"]] == [1, 0, 0]
    assert before["missing"] == 0
    services.sign(actor=school.bakyt, sheet_id=signed.pk, confirm_gaps=True)
    school.line()
    page = home(school, "cholpon")
    assert "Without a grade sheet: 1" in page
    assert "Signed by the teacher: 1" in page
    assert 'href="/app/results/sheets/?status=teacher_signed"' in page
    assert f'href="/app/results/sheets/{signed.pk}/"' in page
    services.close(actor=school.cholpon, sheet_id=signed.pk)
    page = home(school, "cholpon")
    assert "Closed: 1" in page
    assert f'href="/app/results/sheets/{signed.pk}/"' not in page


@pytest.mark.parametrize("who", ["bakyt", "aigul", "academic_office", "dean_elsewhere"])
def test_nobody_else_sees_the_faculty_s_session(school: School, who: str) -> None:
    school.line()
    assert TITLE not in home(school, who)


def test_a_semester_without_lines_and_sheets_has_no_card(school: School) -> None:
    assert widgets.to_close(school.cholpon) is None


def test_lines_are_counted_and_not_read(school: School) -> None:
    for _number in range(3):
        school.line()
    with as_before("sheets", "lines without a sheet"):
        assert lists.lines_without_sheet(school.cholpon, school.semester.id) == 3
    school.sheet(school.line())
    assert GradeSheet.objects.count() == 4
    with as_before("sheets", "lines without a sheet"):
        assert lists.lines_without_sheet(school.cholpon, school.semester.id) == 0
    with as_before("sheets", "card of the session"):
        assert widgets.to_close(school.cholpon)
