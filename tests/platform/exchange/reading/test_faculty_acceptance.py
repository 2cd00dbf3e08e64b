"""Acceptance: the lists of a whole faculty, with errors planted in them, as a dean's office keeps them.

Runs only where the environment variable ORDO_SHARED_DATA names the folder with the data.
"""

import json
import os
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from ordo.exchange.reading import ColumnSpec, Place, captions, fields, read_table, wording
from tests.platform.exchange.reading.lists import STUDENT

SHARED = os.environ.get("ORDO_SHARED_DATA", "")
pytestmark = pytest.mark.skipif(
    not SHARED, reason="ORDO_SHARED_DATA names no folder with the faculty's lists"
)

Finding = tuple[str, int, str]

#: `facts.json` names a Latin letter here, but the cell has none: the planted letter had nothing to replace.
NOT_IN_THE_FILE = {("ЮР-1-24", 26, "latin letter in the name")}

#: Everything found beyond the planted errors. Each repeated PIN is told at both of its places, and a PIN that was
#: copied from another person contradicts the birth date (and, between a woman and a man, the sex).
BEYOND_THE_PLANTED = {
    ("ИСТ-2-23", 21, "same PIN as ЮР-1-24:20"),
    ("ЮР-2-25", 10, "same PIN as ФМ-1-24:19"),
    ("ЮР-2-25", 21, "same PIN as ИСТ-1-25:20"),
    ("ЮР-1-24", 20, "PIN does not match the birth date"),
    ("ЮР-1-24", 20, "PIN does not match the sex"),
    ("ФМ-1-24", 19, "PIN does not match the birth date"),
    ("ФМ-1-24", 19, "PIN does not match the sex"),
    ("ИСТ-1-25", 20, "PIN does not match the birth date"),
}


def faculty(name: str) -> Path:
    """Return the path of one of the faculty's files."""
    return (
        Path(SHARED) / "data" / "faculty" / name
        if (Path(SHARED) / "data").is_dir()
        else Path(SHARED, "faculty", name)
    )


def problems_of(row: Any) -> list[str]:
    """Return the kinds of everything wrong in one row of students."""
    sex, born = fields.sex(row["sex"].value), fields.date(row["birth_date"].value)
    checked = (
        sex,
        born,
        fields.person_name(row["name"].value),
        fields.pin(row["pin"].value, born.value, sex.value),
        fields.funding(row["funding"].value),
        fields.phone(row["phone"].value),
    )
    found = [problem for one in checked for problem in one.problems]
    found += [problem for _, problem in row.cell_problems()]
    return [wording.label(problem) for problem in found]


@pytest.fixture(scope="module")
def read() -> tuple[dict[str, int], set[Finding]]:
    """Read the whole workbook once: sizes of the groups and everything found in them."""
    sizes: dict[str, int] = {}
    found: set[Finding] = set()
    pins = fields.RepeatedPins()
    with translation.override("en"), read_table(faculty("students.xlsx"), STUDENT) as book:
        for sheet in book.sheets():
            rows = list(sheet.rows)
            sizes[sheet.facts.group or sheet.name] = len(rows)
            assert sheet.declared_total == len(rows)
            assert (sheet.strays, len(sheet.footers), len(sheet.header.columns)) == ([], 2, 10)
            for row in rows:
                found |= {(sheet.name, row.number, kind) for kind in problems_of(row)}
                digits = fields.pin(row["pin"].value).value
                if digits:
                    pins.add(digits, Place(sheet.name, row.number))
        assert book.skipped == []
        found |= {(p.place.sheet, p.place.row, wording.label(p.problem)) for p in pins.problems()}
    return sizes, found


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    """Return what is known to stand in the lists."""
    known: dict[str, Any] = json.loads(faculty("facts.json").read_text(encoding="utf-8"))
    return known


def test_all_groups_have_their_size(read: tuple[dict[str, int], set[Finding]], facts: dict[str, Any]) -> None:
    assert read[0] == facts["groups"]
    assert sum(read[0].values()) == facts["students_in_lists"]


def test_every_planted_error_is_found_and_every_other_finding_has_its_reason(
    read: tuple[dict[str, int], set[Finding]], facts: dict[str, Any]
) -> None:
    planted = {(sheet, row, kind) for sheet, row, kind in facts["errors"]}
    assert planted - read[1] == NOT_IN_THE_FILE
    assert read[1] - planted == BEYOND_THE_PLANTED


def test_the_error_that_is_not_found_is_not_in_the_file() -> None:
    book = load_workbook(faculty("students.xlsx"), read_only=True)
    for sheet, row, _ in NOT_IN_THE_FILE:
        [cells] = book[sheet].iter_rows(min_row=row, max_row=row, values_only=True)
        assert not any("a" <= char.lower() <= "z" for cell in cells for char in str(cell or ""))


def test_titles_of_all_groups_are_understood(facts: dict[str, Any]) -> None:
    with read_table(faculty("students.xlsx"), STUDENT) as book:
        told = {sheet.name: sheet.facts for sheet in book.sheets()}
    assert set(told) == set(facts["groups"])
    for name, fact in told.items():
        assert fact.group == name
        assert fact.course == 26 - int(name[-2:])
        assert fact.study_form is not None
        assert fact.programme_name
        assert fact.programme_code in {"710200", "530500", "550200", "580100", "560001"}


def test_the_workbook_is_read_in_seconds_and_in_little_memory() -> None:
    tracemalloc.start()
    started = time.perf_counter()
    with read_table(faculty("students.xlsx"), STUDENT) as book:
        assert sum(1 for sheet in book.sheets() for _ in sheet.rows) > 700
    taken = time.perf_counter() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 20
    assert peak < 10_000_000


def test_staff_are_read_by_the_same_code(facts: dict[str, Any]) -> None:
    columns = (
        ColumnSpec("staff_number", captions.STAFF_NUMBER, required=True),
        ColumnSpec("name", captions.PERSON_NAME, required=True),
        ColumnSpec("pin", captions.PIN, required=True),
        ColumnSpec("department", captions.DEPARTMENT),
        ColumnSpec("position", captions.POSITION),
        ColumnSpec("degree", captions.DEGREE),
        ColumnSpec("rate", captions.RATE),
        ColumnSpec("hired_on", captions.HIRED_ON),
        ColumnSpec("order", captions.ORDER_NUMBER),
    )
    with read_table(faculty("staff.xlsx"), columns) as book:
        [rows] = [list(sheet.rows) for sheet in book.sheets()]
    assert len(rows) == facts["staff"]
    for row in rows:
        digits = fields.pin(row["pin"].value)
        assert digits.ok
        assert fields.birth_date_of(digits.value or "") is not None
        assert fields.person_name(row["name"].value).ok
        assert fields.date(row["hired_on"].value).value is not None
        assert fields.number(row["rate"].value).ok


def test_a_curriculum_is_read_by_the_same_code_and_its_sum_row_is_a_footer() -> None:
    columns = (
        ColumnSpec("name_ky", ("Дисциплина (кыргызча)",), required=True),
        ColumnSpec("name_ru", ("Дисциплина (русский)",), required=True),
        ColumnSpec("name_en", ("Discipline (English)",)),
        ColumnSpec("credits", captions.CREDITS),
        ColumnSpec("hours", captions.HOURS),
    )
    with read_table(faculty("curriculum.xlsx"), columns) as book:
        [(sheet, rows)] = [(sheet, list(sheet.rows)) for sheet in book.sheets()]
    assert len(rows) == 21
    assert len(sheet.footers) == 1
    assert [row.text("name_en") for row in rows[:2]] == ["Kyrgyz language and literature", "Russian language"]
    assert sum(int(row.text("credits")) for row in rows) > 0
