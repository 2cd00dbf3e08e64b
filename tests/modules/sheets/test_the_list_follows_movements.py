"""The list of a sheet follows transfers and expulsions by itself while the sheet is open (EB-08.0d)."""

from datetime import timedelta
from decimal import Decimal

from modules.people import facade as people
from modules.people.facade import MovementKind, NewStudent, Order
from modules.sheets import services
from modules.sheets.models import FinalMark, SheetLine
from modules.sheets.rules import Standing
from modules.sheets.selectors.sheet import sheet_page
from tests.modules.sheets.school import SYSTEM, School, key, today


def standings(school: School, sheet_id: int) -> dict[str, Standing]:
    """Standing of everybody on a sheet, by last name."""
    page = sheet_page(school.cholpon, sheet_id)
    return {row.name.split()[0]: row.standing for row in page.rows}


def test_a_transferred_student_stays_visible_without_a_result(school: School) -> None:
    line = school.line()
    gone = school.students[1]
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    school.set(sheet, {student.id: "30" for student in school.students})
    people.transfer(actor=SYSTEM, student_id=gone.id, group_id=school.other_group.id, on=today())
    assert standings(school, sheet.pk) == {
        "Абдыкадырова": Standing.LISTED,
        "Үсөнова": Standing.LISTED,
        "Бөрүбаев": Standing.TRANSFERRED,
    }
    cell = services.FinalWrite(gone.id, Decimal(40), version=1)
    outcome = services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=[cell], idempotency_key=key())
    assert outcome.refused[0].code == "left"
    school.close(sheet)
    line_of_gone = SheetLine.objects.get(student_id=gone.id)
    assert (line_of_gone.standing, line_of_gone.outcome, line_of_gone.letter) == ("transferred", "", "")
    assert (line_of_gone.credits, line_of_gone.final_points) == (0, 30)
    assert FinalMark.objects.get(student_id=gone.id).points == 30


def test_an_expelled_student_is_called_so_and_a_newcomer_is_in_the_list(school: School) -> None:
    sheet = school.sheet(school.line())
    gone = school.students[2]
    people.leave(
        actor=SYSTEM, student_id=gone.id, kind=MovementKind.EXPULSION, on=today(), order=Order(number="7")
    )
    people.ensure_student(
        actor=SYSTEM,
        student=NewStudent(
            last_name="Ысаков", first_name="Азамат", group_id=school.group.id,
            admission_year=school.semester.year_start, since=today(), record_book_number="NEW-1",
        ),
    )  # fmt: skip
    found = standings(school, sheet.pk)
    assert (found["Үсөнова"], found["Ысаков"]) == (Standing.EXPELLED, Standing.LISTED)


def test_the_day_of_the_control_decides_and_a_closed_list_stands(school: School) -> None:
    line = school.line()
    sheet = school.sheet(line)
    gone = school.students[0]
    services.set_control_date(
        actor=school.cholpon, sheet_id=sheet.pk, control_date=today() - timedelta(days=1)
    )
    people.transfer(actor=SYSTEM, student_id=gone.id, group_id=school.other_group.id, on=today())
    assert standings(school, sheet.pk)["Абдыкадырова"] is Standing.LISTED
    school.set(sheet, {student.id: None for student in school.students})
    school.close(sheet)
    people.transfer(
        actor=SYSTEM, student_id=school.students[1].id, group_id=school.other_group.id, on=today()
    )
    assert set(standings(school, sheet.pk).values()) == {Standing.LISTED}
