"""Acceptance: a whole faculty's lists at JAMU, applied, undone to the last cell, imported once more (EB-02.6, EB-T13).

Runs only where the environment variable ORDO_SHARED_DATA names the folder with the data.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from modules.people.models import Employee, Student
from modules.structure import facade as structure
from ordo.exchange import problem_data, services
from ordo.exchange.models import ImportRun
from ordo.exchange.reading import wording
from tests.platform.exchange.reading.test_faculty_acceptance import (
    BEYOND_THE_PLANTED,
    NOT_IN_THE_FILE,
    faculty,
)
from tests.platform.exchange.rosters import SYSTEM, applied, dump, previewed

SHARED = os.environ.get("ORDO_SHARED_DATA", "")
pytestmark = pytest.mark.skipif(
    not SHARED, reason="ORDO_SHARED_DATA names no folder with the faculty's lists"
)


@pytest.fixture
def facts() -> dict[str, Any]:
    """What is known to stand in the lists."""
    known: dict[str, Any] = json.loads(faculty("facts.json").read_text(encoding="utf-8"))
    return known


def content(name: str) -> bytes:
    """One of the faculty's files."""
    return Path(faculty(name)).read_bytes()


def told(run: ImportRun) -> set[tuple[str, int, str]]:
    """Sheet, row and short kind of everything wrong, in English."""
    found = set()
    with translation.override("en"):
        for row in run.rows.exclude(problems=[]):
            for data in row.problems:
                problem = problem_data.from_data(row.sheet, row.number, data)
                found.add((row.sheet, row.number, wording.label(problem.problem)))
    return found


def test_every_group_and_every_planted_error_is_in_the_preview(jamu: str, facts: dict[str, Any]) -> None:
    run = previewed(content("students.xlsx"))
    sizes: dict[str, int] = {}
    for values in run.rows.values_list("values", flat=True):
        sizes[values["group"]] = sizes.get(values["group"], 0) + 1
    assert sizes == facts["groups"]
    planted = {(sheet, row, kind) for sheet, row, kind in facts["errors"]}
    assert planted - told(run) == NOT_IN_THE_FILE
    assert told(run) - planted == BEYOND_THE_PLANTED
    bad = {(sheet, row) for sheet, row, _kind in told(run)}
    assert set(run.rows.filter(action="bad").values_list("sheet", "number")) == bad
    assert run.counts["new"] == facts["students_in_lists"] - len(bad)
    assert run.notes == []


def test_good_rows_are_applied_undone_exactly_and_the_second_time_nothing_changes(
    jamu: str, facts: dict[str, Any]
) -> None:
    before = dump()
    run = applied(content("students.xlsx"))
    assert Student.objects.count() == run.counts["applied"] == run.counts["new"]
    assert {ref.name for ref in structure.active_groups()} == set(facts["groups"])
    after = dump()
    again = previewed(content("students.xlsx"))
    assert (again.counts.get("new", 0), again.counts.get("change", 0)) == (0, 0)
    assert again.counts["same"] == run.counts["applied"]
    assert dump() == after
    services.undo(actor=SYSTEM, run_id=run.id)
    assert dump() == before


def test_notes_of_leave_become_the_status(jamu: str) -> None:
    applied(content("students.xlsx"))
    on_leave = Student.objects.filter(status=Student.Status.ACADEMIC_LEAVE)
    assert on_leave.count() > 15
    assert all("өргүү" in student.note for student in on_leave)
    assert not any(student.memberships.filter(until_date=None).exists() for student in on_leave)


def test_the_staff_come_in_whole(jamu: str, facts: dict[str, Any]) -> None:
    before = dump()
    run = applied(content("staff.xlsx"), kind="staff")
    assert run.counts["applied"] == facts["staff"] == Employee.objects.count()
    assert Employee.objects.filter(department=None).count() == 0
    assert Employee.objects.filter(is_teaching_staff=False).count() == 0
    services.undo(actor=SYSTEM, run_id=run.id)
    assert dump() == before
