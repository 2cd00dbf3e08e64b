"""Totals by hand through the real database: four universities and the college; what a close freezes."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from modules.sheets.models import SheetLine
from ordo.tenancy.current import inside
from tests.modules.sheets.school import build

# Ten lessons: marks 5, 4, 5, once absent.
FIVES = ["5", "4", "5", "", "", "", "", "", "", "кж"]


@dataclass(frozen=True)
class Case:
    """What is entered for one student and what a person reckons from it with a pencil."""

    schema: str
    entered: list[str]
    works: list[str]
    final: str
    points: tuple[str, str, str, str]
    """Attendance, progress, sum, total."""
    graded: tuple[str, int, str]
    """Letter, traditional mark, grade point."""
    level: str = "bachelor"
    form: str = "exam"


CASES = {
    "NSU exam: 0 + 20·14/15=18.67 + 18 + 16 + 35": Case(
        "nsu", FIVES, ["18", "16"], "35", ("0", "18.67", "87.67", "88"), ("A", 5, "4.0")
    ),
    "NSU test: 0 + 40·14/15=37.33 + 15 + 12": Case(
        "nsu", FIVES, ["15", "12"], "", ("0", "37.33", "64.33", "64"), ("E", 3, "2.0"), form="pass_fail"
    ),
    "KNU exam: 5·9/10=4.5 + 15·170/200=12.75 + 15 + 17 + 30": Case(
        "knu",
        ["80", "90", *[""] * 7, "кж"],
        ["15", "17"],
        "30",
        ("4.50", "12.75", "79.25", "79"),
        ("C", 4, "3.0"),
    ),
    "JAMU exam: 8·9/10=7.2 + 10·14/15=9.33 + 20 + 21 + 22.5": Case(
        "jamu", FIVES, ["20", "21"], "22.5", ("7.20", "9.33", "80.03", "80"), ("B", 4, "3.33")
    ),
    "OshSU exam: 10·9/10=9 + 10·14/15=9.33 + 10 + 10 + 22.17 = 60.5, half up": Case(
        "oshsu", FIVES, ["10", "10"], "22.17", ("9.00", "9.33", "60.50", "61"), ("E", 3, "2.0")
    ),
    "NSU college: 20·14/15=18.67 + 20·4/5 + 20·5/5 + 40·4/5; 5·86.67/100=4.33": Case(
        "nsu", FIVES, ["4", "5"], "4", ("0", "18.67", "86.67", "4"), ("4", 4, "3.0"), level="college"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_total_is_the_one_a_person_reckons(db: None, case: Case) -> None:
    with inside(case.schema):
        school = build(level=case.level, students=1)
        line = school.line(case.form)
        student = school.students[0]
        school.fill(line, student, case.entered, case.works)
        sheet = school.sheet(line)
        if case.final:
            assert not school.set(sheet, {student.id: case.final}).refused
        row = SheetLine.objects.get(sheet=school.close(sheet))
    assert (row.attendance, row.progress, row.points, row.total) == tuple(map(Decimal, case.points))
    assert (row.letter, row.traditional, str(row.grade_point)) == (
        *case.graded[:2],
        f"{Decimal(case.graded[2]):.2f}",
    )
    assert (row.outcome, row.credits) == ("passed", Decimal(5))
