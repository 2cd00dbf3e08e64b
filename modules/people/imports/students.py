"""Lists of students: one list a group; group and programme stand in its title (EB-02.2, EB-02.6, EB-T13)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.people.imports import student_deeds, student_plan
from modules.people.imports.persons import Reading, label_of, read_person
from modules.people.imports.words import PeopleProblem
from modules.people.models import Student
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
from ordo.language import fold

_PROGRAMME: Final = (
    "Адистиги",
    "Багыты",
    "Специальность",
    "Направление",
    "Шифр",
    "Programme",
    "Programme code",
)
_COURSE: Final = ("Курс", "Окуу курсу", "Year of study", "Course")
_RECORD_BOOK: Final = (
    "Сынак китепчеси",
    "Сынак китепчесинин №",
    "Зачётная книжка",
    "№ зачётной книжки",
    "Record book",
)

COLUMNS: Final = (
    ColumnSpec("number", captions.ROW_NUMBER, formula_allowed=True),
    ColumnSpec("name", captions.PERSON_NAME, required=True),
    ColumnSpec("pin", captions.PIN, required=True),
    ColumnSpec("birth_date", captions.BIRTH_DATE),
    ColumnSpec("sex", captions.SEX),
    ColumnSpec("nationality", captions.ETHNICITY),
    ColumnSpec("address", captions.ADDRESS),
    ColumnSpec("funding", captions.FUNDING),
    ColumnSpec("phone", captions.PHONE),
    ColumnSpec("note", captions.NOTE),
    ColumnSpec("record_book_number", _RECORD_BOOK),
    ColumnSpec("group", captions.GROUP),
    ColumnSpec("programme", _PROGRAMME),
    ColumnSpec("course", _COURSE),
)

TITLES: Final[Mapping[str, str | Promise]] = {
    "number": _("Number in the list"),
    "name": _("Full name"),
    "last_name": _("Last name"),
    "first_name": _("First name"),
    "patronymic": _("Patronymic"),
    "pin": _("PIN"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "address": _("Address"),
    "funding": _("Funding"),
    "phone": _("Telephone"),
    "note": _("Note"),
    "record_book_number": _("Record book number"),
    "group": _("Study group"),
    "programme": _("Programme of the new group"),
    "faculty": _("Faculty of the new programme"),
    "course": _("Year of study"),
    "status": _("Status"),
}

_LABELS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "sex": dict(Student.Sex.choices),
    "funding": dict(Student.Funding.choices),
    "status": dict(Student.Status.choices),
}
#: Folded beginnings of notes that say where a student stands; anything else is only a note.
_LEAVE: Final = re.compile(r"\b(?:акад\w*\s+(?:оргуу|отпуск|тыныгуу)|ак\s?отпуск|academic\s+leave)")


class StudentLists:
    """The kind of import 'students'."""

    code = "students"
    title = _("Lists of students")
    description = _(
        "One sheet a group: names, PINs, birth dates and more; the group and its programme are read from the title."
    )
    permission = PeoplePermission.STUDENT_CHANGE
    columns: Sequence[ColumnSpec] = COLUMNS

    def field_titles(self) -> Mapping[str, str | Promise]:
        """Names of the columns and of the fields that a preview shows."""
        return TITLES

    def shown(self, field: str, value: str) -> str:
        """Codes as words, dates as people write them."""
        if field == "birth_date" and (day := parse_date(value)) is not None:
            return date_format(day, "SHORT_DATE_FORMAT")
        return str(_LABELS.get(field, {}).get(value, value))

    def questions(self, actor: Actor, outlines: Sequence[Outline]) -> Sequence[Question]:
        """The faculty and the level of programmes that the file brings in for the first time."""
        return student_plan.questions(actor, outlines)

    def read(self, sheets: Iterable[Sheet]) -> Iterator[Candidate]:
        """Every row of every list; a PIN that stands twice is told at both places."""
        pins = fields.RepeatedPins()
        found: list[Candidate] = []
        for sheet in sheets:
            for row in sheet.rows:
                candidate = _candidate(sheet, row)
                if candidate.values["pin"]:
                    pins.add(candidate.values["pin"], candidate.place)
                found.append(candidate)
        repeated: dict[Place, list[PlacedProblem]] = {}
        for problem in pins.problems():
            repeated.setdefault(problem.place, []).append(problem)
        for candidate in found:
            extra = repeated.get(candidate.place, ())
            yield Candidate(
                candidate.place,
                candidate.label,
                candidate.values,
                candidate.raw,
                (*candidate.problems, *extra),
            )

    def plan(
        self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]
    ) -> Iterator[Planned]:
        """Each row against the register."""
        return student_plan.plan(actor, candidates, answers)

    def apply(self, actor: Actor, rows: Sequence[Planned], answers: Mapping[str, str]) -> Iterator[Planned]:
        """Write the rows."""
        return student_deeds.apply(actor, rows, answers)


def _candidate(sheet: Sheet, row: RawRow) -> Candidate:
    reading = read_person(row)
    place = Place(sheet.name, row.number)
    reading.values["funding"] = _funding(reading)
    reading.values["status"] = status_of(str(reading.values["note"]))
    reading.values["record_book_number"] = fields.clean(row["record_book_number"].value)[:20]
    reading.values |= _group(sheet, reading)
    label = label_of(reading.values)
    return Candidate(place, label, reading.values, row.shown(), tuple(reading.placed(place)))


def status_of(note: str) -> str:
    """The status that a note names: an academic leave; '' for every other note."""
    return Student.Status.ACADEMIC_LEAVE.value if _LEAVE.search(fold(note)) else ""


def _funding(reading: Reading) -> str:
    if "funding" not in reading.row.columns:
        return ""
    checked = fields.funding(reading.row["funding"].value)
    missing = any(problem.code is ProblemCode.CHOICE_MISSING for problem in checked.problems)
    value: Any = checked.value if missing else reading.take("funding", checked)
    return value.value if value else ""


def _group(sheet: Sheet, reading: Reading) -> dict[str, Any]:
    """The group and what is known of it: from the row's own column, else from the title, else from the sheet's name."""
    facts, row = sheet.facts, reading.row
    named = row.text("group") or facts.group or sheet.name
    checked = fields.group_name(named)
    if not named or checked.value is None:
        reading.problems.append(("group", bad(PeopleProblem.GROUP_MISSING)))
    else:
        reading.problems += [("group", problem) for problem in checked.problems]
    course = fields.number(row["course"].value).value if row.text("course") else facts.course
    code = (
        fields.programme_code(row["programme"].value).value if row.text("programme") else facts.programme_code
    )
    return {
        "group": checked.value or "",
        "programme_code": code or "",
        "programme_name": facts.programme_name or "",
        "study_form": facts.study_form.value if facts.study_form else "",
        "course": int(course) if course else 0,
        "academic_year": facts.academic_year or 0,
        "faculty": facts.faculty or "",
        "department": facts.department or "",
    }
