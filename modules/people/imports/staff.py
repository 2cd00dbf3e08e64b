"""Lists of staff: personnel number, name, PIN, department, position, degree, rate, hiring (EB-03.1, EB-02.6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.people.imports import staff_plan
from modules.people.imports.persons import label_of, read_person
from modules.people.imports.words import PeopleProblem
from modules.people.models import Employee
from modules.people.permissions import PeoplePermission
from ordo.access.actor import Actor
from ordo.exchange.kinds import Candidate, Planned, Question
from ordo.exchange.reading import (
    ColumnSpec,
    Outline,
    Place,
    PlacedProblem,
    ProblemCode,
    RawRow,
    Sheet,
    captions,
    fields,
)
from ordo.exchange.reading.problems import bad

COLUMNS: Final = (
    ColumnSpec("number", captions.ROW_NUMBER, formula_allowed=True),
    ColumnSpec("personnel_number", captions.STAFF_NUMBER, required=True),
    ColumnSpec("name", captions.PERSON_NAME, required=True),
    ColumnSpec("pin", captions.PIN, required=True),
    ColumnSpec("department", captions.DEPARTMENT),
    ColumnSpec("position", captions.POSITION),
    ColumnSpec("academic_degree", captions.DEGREE),
    ColumnSpec("rate", captions.RATE),
    ColumnSpec("hired_on", captions.HIRED_ON),
    ColumnSpec("hired_order", captions.ORDER_NUMBER),
    ColumnSpec("birth_date", captions.BIRTH_DATE),
    ColumnSpec("sex", captions.SEX),
    ColumnSpec("nationality", captions.ETHNICITY),
    ColumnSpec("address", captions.ADDRESS),
    ColumnSpec("phone", captions.PHONE),
    ColumnSpec("note", captions.NOTE),
)
TITLES: Final[Mapping[str, str | Promise]] = {
    "number": _("Number in the list"),
    "personnel_number": _("Personnel number"),
    "name": _("Full name"),
    "last_name": _("Last name"),
    "first_name": _("First name"),
    "patronymic": _("Patronymic"),
    "pin": _("PIN"),
    "department": _("Department"),
    "new_department": _("New department in the faculty"),
    "position": _("Position"),
    "academic_degree": _("Academic degree"),
    "rate": _("Rate"),
    "hired_on": _("Hired on"),
    "hired_order": _("Order of hiring"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "note": _("Note"),
}
_SEXES: Final = dict(Employee.Sex.choices)
_PLAIN: Final = {"department": 200, "position": 120, "academic_degree": 120, "hired_order": 40}
_HIGHEST_RATE: Final = 2
#: An employee's list rarely has a birth date: the PIN says it.
_UNSAID: Final = frozenset({ProblemCode.DATE_MISSING, ProblemCode.CHOICE_MISSING})


class StaffLists:
    """The kind of import 'staff'."""

    code = "staff"
    title = _("Lists of staff")
    description = _(
        "One row a person: personnel number, name, PIN, department, position, degree, rate, hiring."
    )
    permission = PeoplePermission.EMPLOYEE_CHANGE
    columns: Sequence[ColumnSpec] = COLUMNS

    def field_titles(self) -> Mapping[str, str | Promise]:
        """Names of the columns and of the fields that a preview shows."""
        return TITLES

    def shown(self, field: str, value: str) -> str:
        """Codes as words, dates as people write them."""
        if field in {"birth_date", "hired_on"} and (day := parse_date(value)) is not None:
            return date_format(day, "SHORT_DATE_FORMAT")
        return str(_SEXES.get(value, value)) if field == "sex" else value

    def questions(self, actor: Actor, outlines: Sequence[Outline]) -> Sequence[Question]:
        """The faculty for departments that are not in the register."""
        return staff_plan.questions(actor)

    def read(self, sheets: Iterable[Sheet]) -> Iterator[Candidate]:
        """Every row; a PIN or a personnel number that stands twice is told at both places."""
        found = [_candidate(sheet, row) for sheet in sheets for row in sheet.rows]
        pins = fields.RepeatedPins()
        numbers: dict[str, list[Place]] = {}
        for candidate in found:
            if candidate.values["pin"]:
                pins.add(candidate.values["pin"], candidate.place)
            if candidate.values["personnel_number"]:
                numbers.setdefault(candidate.values["personnel_number"], []).append(candidate.place)
        repeated: dict[Place, list[PlacedProblem]] = {}
        for problem in (*pins.problems(), *_repeated_numbers(numbers)):
            repeated.setdefault(problem.place, []).append(problem)
        for candidate in found:
            extra = repeated.get(candidate.place, ())
            yield replace(candidate, problems=(*candidate.problems, *extra))

    def plan(
        self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]
    ) -> Iterator[Planned]:
        """Each row against the register."""
        return staff_plan.plan(actor, candidates, answers)

    def apply(self, actor: Actor, rows: Sequence[Planned], answers: Mapping[str, str]) -> Iterator[Planned]:
        """Write the rows."""
        return staff_plan.apply(actor, rows, answers)


def _repeated_numbers(numbers: Mapping[str, Sequence[Place]]) -> Iterator[PlacedProblem]:
    for places in numbers.values():
        for place in places if len(places) > 1 else ():
            others = ", ".join(str(other) for other in places if other != place)
            yield PlacedProblem(place, "personnel_number", bad(PeopleProblem.NUMBER_REPEATED, place=others))


def _candidate(sheet: Sheet, row: RawRow) -> Candidate:
    reading = read_person(row)
    reading.problems = [pair for pair in reading.problems if pair[1].code not in _UNSAID]
    place = Place(sheet.name, row.number)
    number = reading.take("personnel_number", fields.required_text(row["personnel_number"].value))
    values: dict[str, Any] = {
        **reading.values,
        "personnel_number": (number or "")[:20],
        **{name: fields.clean(row[name].value)[:length] for name, length in _PLAIN.items()},
        "rate": "",
        "hired_on": "",
    }
    if row["rate"].filled:
        rate = reading.take("rate", fields.number(row["rate"].value))
        if rate is not None and not 0 <= rate <= _HIGHEST_RATE:
            reading.problems.append(("rate", bad(ProblemCode.NUMBER_UNCLEAR, value=str(rate))))
        values["rate"] = str(rate.quantize(rate)) if rate is not None else ""
    if row["hired_on"].filled:
        hired = reading.take("hired_on", fields.date(row["hired_on"].value))
        values["hired_on"] = hired.isoformat() if hired else ""
    born = fields.birth_date_of(values["pin"]) if values["pin"] and not values["birth_date"] else None
    if born is not None and fields.date(born).ok:
        values["birth_date"] = born.isoformat()
    return Candidate(place, label_of(values), values, row.shown(), tuple(reading.placed(place)))
