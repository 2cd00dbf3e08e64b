"""Rows of staff lists against the register, and their writing.

A person is found by the personnel number, else by the PIN. A department that is not in the register is entered under
the faculty chosen at the step of the columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from modules.people.imports import faculties
from modules.people.imports.faculties import Choice
from modules.people.imports.persons import is_bad, same_name
from modules.people.imports.words import PeopleProblem
from modules.people.models import Employee
from modules.people.permissions import PeoplePermission
from modules.people.services import employees
from modules.people.services.employees import NewEmployee
from modules.structure import facade as structure
from modules.structure.facade import UnitRef
from ordo.access.actor import Actor, Target
from ordo.exchange.kinds import Action, Candidate, Planned, Question
from ordo.exchange.reading import PlacedProblem, Problem
from ordo.exchange.reading.problems import bad
from ordo.language import fold, full_name

_PORTION: Final = 100
FIELDS: Final = (
    "personnel_number", "last_name", "first_name", "patronymic", "pin", "birth_date", "sex", "nationality", "address",
    "phone", "note", "position", "academic_degree", "rate", "hired_on", "hired_order",
)  # fmt: skip
_DATES: Final = frozenset({"birth_date", "hired_on"})
#: Words of positions whose holders teach.
_TEACHES: Final = ("окутуучу", "доцент", "профессор", "ассистент", "кафедра башчысы", "преподават", "завед", "мугалим",
                   "lecturer", "teacher", "head of department")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """What applying a row needs: the department (id, or the name of a new one in a faculty), the known person."""

    department_id: int | None
    new_department: str
    faculty: Choice | None
    employee_id: int | None = None
    version: int = 0


def questions(actor: Actor) -> Sequence[Question]:
    """Which faculty the departments belong to that are entered for the first time."""
    help_text = _("Departments that are not in the register yet are entered under this faculty.")
    open_to = [unit for unit in structure.faculties() if _keeps(actor, Target(faculty_id=unit.id))]
    return faculties.ask(actor, open_to, _("Faculty of new departments"), help_text)


def _keeps(actor: Actor, target: Target) -> bool:
    return actor.can(PeoplePermission.EMPLOYEE_CHANGE, target)


def plan(actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]) -> Iterator[Planned]:
    """Each candidate in order; a handful of queries whatever their number."""
    planner = _Planner(actor, candidates, answers)
    for candidate in candidates:
        yield planner.planned(candidate)


class _Planner:
    """The staff of the register as far as a file touches it."""

    def __init__(self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]) -> None:
        self._actor = actor
        self._faculty = faculties.chosen(answers, {unit.id: unit for unit in structure.faculties()})
        self._departments = structure.departments()
        numbers = {row.values["personnel_number"] for row in candidates}
        pins = {row.values["pin"] for row in candidates if row.values["pin"]}
        rows = list(
            Employee.objects.filter(Q(personnel_number__in=numbers) | Q(pin__in=pins)).values(
                "id", "version", "department_id", *FIELDS
            )
        )
        self._by_number = {row["personnel_number"]: row for row in rows}
        self._by_pin = {row["pin"]: row for row in rows if row["pin"]}

    def planned(self, candidate: Candidate) -> Planned:
        """Compare one row."""
        if is_bad(candidate.problems):
            return Planned(candidate, Action.BAD)
        department, novelty = self._department(candidate.values["department"])
        if not self._allowed(department, novelty):
            name = candidate.values["department"]
            return _refused(candidate, "department", bad(PeopleProblem.DEPARTMENT_FOREIGN, department=name))
        known = self._known(candidate)
        if isinstance(known, Problem):
            return _refused(candidate, "pin", known)
        department_id = department.id if department else None
        subject = Subject(department_id, novelty.get("department", ""), self._faculty)
        if known is None:
            after = {name: str(candidate.values[name]) for name in FIELDS if candidate.values[name]}
            shown = {"department": candidate.values["department"], **novelty}
            after |= {name: text for name, text in shown.items() if text}
            for name in ("last_name", "first_name", "patronymic"):
                after.pop(name, None)
            return Planned(candidate, Action.NEW, {}, after, subject)
        return self._compared(candidate, department, known, subject)

    def _compared(
        self, candidate: Candidate, department: UnitRef | None, row: dict[str, Any], subject: Subject
    ) -> Planned:
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for name in FIELDS:
            old, new = _text(row[name]), str(candidate.values[name])
            if new and (Decimal(new) != Decimal(old) if name == "rate" else new != old):
                before[name], after[name] = old, new
        named = candidate.values["department"]
        if named and (department is None or department.id != row["department_id"]):
            present = next((unit for unit in self._departments if unit.id == row["department_id"]), None)
            before["department"] = present.names["ky"] if present else ""
            after["department"] = named
            if subject.faculty is not None and subject.new_department:
                after["new_department"] = subject.faculty.name
        found = Subject(
            subject.department_id, subject.new_department, subject.faculty, row["id"], row["version"]
        )
        return Planned(candidate, Action.CHANGE if after else Action.SAME, before, after, found)

    def _department(self, name: str) -> tuple[UnitRef | None, dict[str, str]]:
        """The department of that name or code; else what is new about it."""
        if not name:
            return None, {}
        wanted = fold(name)
        named = [
            unit
            for unit in self._departments
            if wanted in {fold(unit.code), *(fold(text) for text in unit.names.values())}
        ]
        own = [unit for unit in named if self._faculty and unit.faculty_id == self._faculty.id]
        found = next(iter([*own, *named]), None)
        if found is not None:
            return found, {}
        return None, {"department": name, "new_department": self._faculty.name if self._faculty else ""}

    def _allowed(self, department: UnitRef | None, novelty: Mapping[str, str]) -> bool:
        if department is not None:
            return _keeps(self._actor, Target(faculty_id=department.faculty_id, department_id=department.id))
        if not novelty:
            return _keeps(self._actor, Target())
        if self._faculty is None:
            return False
        if self._faculty.is_new and not structure.may_keep_units(actor=self._actor):
            return False
        return _keeps(self._actor, Target(faculty_id=self._faculty.id))

    def _known(self, candidate: Candidate) -> dict[str, Any] | Problem | None:
        """The person's row, none, or the reason why this may be another person."""
        values = candidate.values
        by_number, by_pin = self._by_number.get(values["personnel_number"]), self._by_pin.get(values["pin"])
        if by_number is None and by_pin is None:
            return None
        if by_number is not None and by_pin is not None and by_number["id"] != by_pin["id"]:
            return bad(PeopleProblem.PIN_TAKEN, name=_name(by_pin), place=by_pin["personnel_number"])
        row: dict[str, Any] = by_number or by_pin or {}
        if row["pin"] and row["pin"] != values["pin"] and not same_name(_name(row), candidate.label):
            return bad(PeopleProblem.NUMBER_TAKEN, name=_name(row))
        return row


def _name(row: Mapping[str, Any]) -> str:
    return full_name(row["last_name"], row["first_name"], row["patronymic"])


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _refused(candidate: Candidate, column: str, problem: Problem) -> Planned:
    problems = (*candidate.problems, PlacedProblem(candidate.place, column, problem))
    worse = Candidate(candidate.place, candidate.label, candidate.values, candidate.raw, problems)
    return Planned(worse, Action.BAD)


def apply(actor: Actor, rows: Sequence[Planned], answers: Mapping[str, str]) -> Iterator[Planned]:
    """Write the rows in portions and give each back, in order. Raises NotAllowed, ValidationError."""
    made: dict[str, int] = {}
    for start in range(0, len(rows), _PORTION):
        portion = rows[start : start + _PORTION]
        new = [_new_employee(actor, row, made) for row in portion if row.action is Action.NEW]
        if new:
            employees.add_employees(actor=actor, employees=new)
        for row in portion:
            if row.action is Action.CHANGE:
                _change(actor, row, made)
            yield row


def _department_id(actor: Actor, subject: Subject, made: dict[str, int]) -> int | None:
    """The department of a row, entered when the file names it for the first time.

    Whoever keeps the staff of a faculty may bring in a department by a list; the plan has asked that right.
    """
    name = subject.new_department
    if not name:
        return subject.department_id
    if name not in made and subject.faculty is not None:
        system = Actor.system(actor.name)
        faculty = faculties.enter(system, subject.faculty)
        code = faculties.free_code(f"{faculty.code[:15]}-", {unit.code for unit in structure.departments()})
        made[name] = structure.ensure_department(
            actor=system, faculty_id=faculty.id, code=code, names={"ky": name, "ru": name}
        )
    return made[name]


def _new_employee(actor: Actor, row: Planned, made: dict[str, int]) -> NewEmployee:
    values = row.candidate.values
    plain = (
        "last_name", "first_name", "patronymic", "personnel_number", "pin", "sex", "nationality", "address", "phone",
        "note", "position", "academic_degree", "hired_order",
    )  # fmt: skip
    position = fold(values["position"])
    return NewEmployee(
        **{name: values[name] for name in plain},
        rate=Decimal(values["rate"] or 1),
        birth_date=_day(values["birth_date"]),
        hired_on=_day(values["hired_on"]),
        department_id=_department_id(actor, _subject(row), made),
        is_teaching_staff=not position or any(fold(word) in position for word in _TEACHES),
    )


def _change(actor: Actor, row: Planned, made: dict[str, int]) -> None:
    subject = _subject(row)
    if subject.employee_id is None:
        raise ValueError(row)
    values: dict[str, Any] = {name: text for name, text in row.after.items() if name in FIELDS}
    values |= {name: _day(str(values[name])) for name in _DATES if name in values}
    if "rate" in values:
        values["rate"] = Decimal(values["rate"])
    if "department" in row.after:
        values["department_id"] = _department_id(actor, subject, made)
    employees.change_employee(
        actor=actor, employee_id=subject.employee_id, seen=subject.version, values=values
    )


def _subject(row: Planned) -> Subject:
    if not isinstance(row.subject, Subject):
        raise TypeError(row)
    return row.subject


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
