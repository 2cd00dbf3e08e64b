"""Lists of teachers' assignments: discipline, group, subgroup, teacher, semester, form of control, credits, hours."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.teaching.imports import deeds, plan
from modules.teaching.imports.words import TeachingProblem
from modules.teaching.models import ControlForm, TeachingAssignment
from modules.teaching.permissions import TeachingPermission
from ordo.access.actor import Actor
from ordo.exchange.kinds import Candidate, Planned, Question
from ordo.exchange.reading import (
    ColumnSpec,
    Outline,
    Place,
    PlacedProblem,
    Problem,
    ProblemCode,
    RawRow,
    Sheet,
    captions,
    fields,
)
from ordo.exchange.reading.problems import bad

_CODE: Final = ("Дисциплинанын коду", "Код дисциплины", "Шифр дисциплины", "Discipline code", "Course code")
_LECTURES: Final = ("Лекция", "Лекциялар", "Лекции", "Лек.", "Lectures", "Lecture hours")
_PRACTICE: Final = ("Практика", "Практикалык", "Практические", "Семинар", "Practice", "Practical hours")
_LABS: Final = ("Лаборатория", "Лабораториялык", "Лабораторные", "Лаб.", "Labs", "Laboratory hours")
_YEAR: Final = ("Окуу жылы", "Учебный год", "Academic year")

COLUMNS: Final = (
    ColumnSpec("number", captions.ROW_NUMBER, formula_allowed=True),
    ColumnSpec("discipline_code", _CODE),
    ColumnSpec("discipline", captions.DISCIPLINE, required=True),
    ColumnSpec("group", captions.GROUP),
    ColumnSpec("subgroup", captions.SUBGROUP),
    ColumnSpec("personnel_number", captions.STAFF_NUMBER),
    ColumnSpec("teacher", captions.TEACHER, required=True),
    ColumnSpec("semester", captions.SEMESTER),
    ColumnSpec("academic_year", _YEAR),
    ColumnSpec("control_form", captions.CONTROL_FORM),
    ColumnSpec("credits", captions.CREDITS),
    ColumnSpec("hours_total", captions.HOURS),
    ColumnSpec("hours_lecture", _LECTURES),
    ColumnSpec("hours_practice", _PRACTICE),
    ColumnSpec("hours_lab", _LABS),
    ColumnSpec("kind", captions.LESSON_KIND),
)
TITLES: Final[Mapping[str, str | Promise]] = {
    "number": _("Number in the list"),
    "discipline_code": _("Code of the discipline"),
    "discipline": _("Discipline"),
    "group": _("Study group"),
    "subgroup": _("Subgroup"),
    "personnel_number": _("Personnel number"),
    "teacher": _("Teacher"),
    "semester": _("Semester"),
    "academic_year": _("Academic year"),
    "control_form": _("Form of control"),
    "credits": _("Credits"),
    "hours_total": _("Hours"),
    "hours_lecture": _("Hours of lectures"),
    "hours_practice": _("Hours of practical lessons"),
    "hours_lab": _("Hours of laboratory work"),
    "kind": _("Lessons"),
    "new_discipline": _("New discipline of the department"),
}
_LABELS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "control_form": dict(ControlForm.choices),
    "kind": dict(TeachingAssignment.Kind.choices),
}
_MOST_HOURS: Final = 2_000
_MOST_CREDITS: Final = 60


class _Form(enum.StrEnum):
    EXAM = "exam"
    PASS_FAIL = "pass_fail"


class _Kind(enum.StrEnum):
    LECTURE = "lecture"
    PRACTICE = "practice"
    LAB = "lab"
    ALL = "all"


#: Folded beginnings of the words people write.
_FORM_WORDS: Final = {
    _Form.EXAM: ("экз", "сынак экзам", "exam", "э"),
    _Form.PASS_FAIL: ("зач", "сынак", "pass", "credit test", "з", "диф"),
}
_KIND_WORDS: Final = {
    _Kind.LECTURE: ("лек", "lect"),
    _Kind.PRACTICE: ("прак", "сем", "pract", "semin"),
    _Kind.LAB: ("лаб", "lab"),
    _Kind.ALL: ("баары", "бардык", "все", "all"),
}


class AssignmentLists:
    """The kind of import 'assignments'."""

    code = "assignments"
    title = _("Lists of teachers' assignments")
    description = _("One row a discipline of a group: teacher, semester, form of control, credits, hours.")
    permission = TeachingPermission.ASSIGN
    columns: Sequence[ColumnSpec] = COLUMNS

    def field_titles(self) -> Mapping[str, str | Promise]:
        """Names of the columns and of the fields that a preview shows."""
        return TITLES

    def shown(self, field: str, value: str) -> str:
        """Codes as words; a semester by the name that the calendar gives it."""
        if field == "semester":
            return plan.semester_words(value)
        return str(_LABELS.get(field, {}).get(value, value))

    def questions(self, actor: Actor, outlines: Sequence[Outline]) -> Sequence[Question]:
        """Nothing: what is not in the file is in the registers."""
        return ()

    def read(self, sheets: Iterable[Sheet]) -> Iterator[Candidate]:
        """Every row of every list."""
        for sheet in sheets:
            for row in sheet.rows:
                yield _candidate(sheet, row)

    def plan(
        self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]
    ) -> Iterator[Planned]:
        """Each row against the working plans."""
        return plan.plan(actor, candidates)

    def apply(self, actor: Actor, rows: Sequence[Planned], answers: Mapping[str, str]) -> Iterator[Planned]:
        """Write the rows."""
        return deeds.apply(actor, rows)


def _candidate(sheet: Sheet, row: RawRow) -> Candidate:
    place = Place(sheet.name, row.number)
    found: list[tuple[str, Problem]] = list(row.cell_problems())
    facts = sheet.facts
    values: dict[str, Any] = {
        name: fields.clean(row[name].value)[:200]
        for name in ("discipline_code", "discipline", "subgroup", "personnel_number", "teacher", "semester")
    }
    year = fields.clean(row["academic_year"].value)[:4]
    values["academic_year"] = int(year) if year.isascii() and year.isdigit() else facts.academic_year or 0
    if not values["semester"] and facts.semester:
        values["semester"] = str(facts.semester)
    values["group"] = _group(sheet, row, found)
    values["control_form"] = _choice(row, "control_form", _FORM_WORDS, found)
    values["kind"] = _choice(row, "kind", _KIND_WORDS, found) or _Kind.ALL.value
    values["credits"] = _amount(row, "credits", _MOST_CREDITS, found)
    values |= {name: _amount(row, name, _MOST_HOURS, found, whole=True) for name in plan.HOURS}
    if not values["discipline"] and not values["discipline_code"]:
        found.append(("discipline", bad(ProblemCode.VALUE_MISSING)))
    if not values["teacher"] and not values["personnel_number"]:
        found.append(("teacher", bad(ProblemCode.VALUE_MISSING)))
    label = f"{values['discipline'] or values['discipline_code']} · {values['group']}"
    problems = tuple(PlacedProblem(place, column, problem) for column, problem in found)
    return Candidate(place, label, values, row.shown(), problems)


def _group(sheet: Sheet, row: RawRow, found: list[tuple[str, Problem]]) -> str:
    named = row.text("group") or sheet.facts.group or sheet.name
    checked = fields.group_name(named)
    if checked.value is None:
        found.append(("group", bad(TeachingProblem.GROUP_UNKNOWN, value=named)))
    return checked.value or ""


def _choice(
    row: RawRow, column: str, words: Mapping[Any, tuple[str, ...]], found: list[tuple[str, Problem]]
) -> str:
    if not row.text(column):
        return ""
    checked = fields.choose(row[column].value, words)
    found += [(column, problem) for problem in checked.problems]
    return str(checked.value.value) if checked.value else ""


def _amount(
    row: RawRow, column: str, most: int, found: list[tuple[str, Problem]], *, whole: bool = False
) -> str:
    """A number from 0 to `most` as text, '' for none; credits to one decimal, hours whole."""
    if not row.text(column):
        return ""
    checked = fields.number(row[column].value)
    found += [(column, problem) for problem in checked.problems]
    if checked.value is None:
        return ""
    step = Decimal(1) if whole else Decimal("0.1")
    if not 0 <= checked.value <= most or checked.value % step:
        found.append((column, bad(ProblemCode.NUMBER_UNCLEAR, value=row.text(column))))
        return ""
    return str(checked.value.quantize(step))
