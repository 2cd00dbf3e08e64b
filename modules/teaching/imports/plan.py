"""Rows of assignment lists against the working plans: what is new, what differs, what may not be touched.

The line (discipline × group × semester) comes with its first row; a second teacher's row must agree with it. Once a
journal is open, the form of control and the credits stand (`FIXED_BY_JOURNAL`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from modules.people import facade as people
from modules.people.facade import EmployeeRef
from modules.structure import facade as structure
from modules.structure.facade import GroupRef, SemesterRef
from modules.teaching.imports.words import TeachingProblem
from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from modules.teaching.permissions import TeachingPermission
from modules.teaching.services.lines import has_register
from ordo.access.actor import Actor, Target
from ordo.exchange.kinds import Action, Candidate, Planned
from ordo.exchange.reading import Place, PlacedProblem, Problem
from ordo.exchange.reading.problems import bad
from ordo.language import fold, squeeze

LINE_FIELDS: Final = (
    "control_form",
    "credits",
    "hours_total",
    "hours_lecture",
    "hours_practice",
    "hours_lab",
)
HOURS: Final = ("hours_total", "hours_lecture", "hours_practice", "hours_lab")
_FIXED: Final = frozenset({"control_form", "credits"})
_AUTUMN_WORDS: Final = ("куз", "осен", "autumn", "fall")
_SPRING_WORDS: Final = ("жаз", "весен", "spring")


class Unfit(Exception):
    """The row cannot be brought in: column and problem."""

    def __init__(self, column: str, problem: Problem) -> None:
        super().__init__(column)
        self.column = column
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Subject:
    """What applying a row needs."""

    group: GroupRef
    semester: SemesterRef
    teacher: EmployeeRef
    discipline_id: int | None
    subgroup_id: int | None
    line_id: int | None = None
    line_version: int = 0
    line_values: Mapping[str, str] = field(default_factory=dict)
    assigned: bool = False


def plan(actor: Actor, candidates: Sequence[Candidate]) -> Iterator[Planned]:
    """Each candidate in order; about a dozen queries whatever their number."""
    planner = _Planner(actor, candidates)
    for candidate in candidates:
        yield planner.planned(candidate)


def semester_words(value: str) -> str:
    """'2025-1' as people read it."""
    year, _dash, number = value.partition("-")
    return structure.semester_label(int(year), int(number)) if year.isdigit() and number.isdigit() else value


class _Planner:
    """The registers as far as a file touches them."""

    def __init__(self, actor: Actor, candidates: Sequence[Candidate]) -> None:
        self._actor = actor
        self._groups = structure.groups_named(
            {row.values["group"] for row in candidates if row.values["group"]}
        )
        self._semesters = {(ref.year_start, ref.number): ref for ref in structure.semesters()}
        self._today = structure.semester_on(timezone.localdate())
        self._faculties = {unit.id: unit.faculty_id for unit in structure.departments()}
        self._read_disciplines()
        self._read_teachers()
        group_ids = [ref.id for ref in self._groups.values()]
        self._subgroups = {
            (part.group_id, squeeze(part.name)): part.id for part in structure.subgroups(group_ids)
        }
        lines = WorkingPlanLine.objects.filter(group_id__in=group_ids).values(
            "id", "version", "discipline_id", "group_id", "semester_id", *LINE_FIELDS
        )
        self._lines = {(row["discipline_id"], row["group_id"], row["semester_id"]): row for row in lines}
        given = TeachingAssignment.objects.filter(line__group_id__in=group_ids)
        self._given = set(given.values_list("line_id", "employee_id", "subgroup_id", "kind"))
        self._first: dict[tuple[Any, ...], Candidate] = {}
        self._rows: dict[tuple[Any, ...], Place] = {}

    def _read_disciplines(self) -> None:
        self._codes: dict[str, int] = {}
        self._titles: dict[str, set[int]] = {}
        self._owner: dict[int, int] = {}
        for row in Discipline.objects.all():
            self._codes[squeeze(row.code)] = row.pk
            self._owner[row.pk] = row.department_id
            names = {*structure.texts(row, "name").values(), *structure.texts(row, "short_name").values()}
            for name in names - {""}:
                self._titles.setdefault(fold(name), set()).add(row.pk)

    def _read_teachers(self) -> None:
        self._numbers: dict[str, EmployeeRef] = {}
        self._names: dict[str, list[EmployeeRef]] = {}
        for ref in people.teaching_staff():
            self._numbers[squeeze(ref.personnel_number)] = ref
            for name in {fold(ref.full_name), fold(ref.short_name)}:
                self._names.setdefault(name, []).append(ref)

    def planned(self, candidate: Candidate) -> Planned:
        """Compare one row."""
        if candidate.problems:
            return Planned(candidate, Action.BAD)
        try:
            subject = self._subject(candidate)
            return self._compared(candidate, subject)
        except Unfit as reason:
            problem = PlacedProblem(candidate.place, reason.column, reason.problem)
            problems = (*candidate.problems, problem)
            worse = Candidate(candidate.place, candidate.label, candidate.values, candidate.raw, problems)
            return Planned(worse, Action.BAD)

    def _subject(self, candidate: Candidate) -> Subject:
        values = candidate.values
        group = self._groups.get(values["group"])
        if group is None:
            raise Unfit("group", bad(TeachingProblem.GROUP_UNKNOWN, value=values["group"]))
        semester = self._semester(values)
        teacher = self._teacher(values)
        discipline = self._discipline(values, teacher)
        subgroup = self._subgroup(values["subgroup"], group)
        line = self._lines.get((discipline, group.id, semester.id)) if discipline else None
        self._demand_right(group, discipline, teacher, TeachingPermission.ASSIGN)
        key = (line["id"] if line else 0, teacher.id, subgroup, values["kind"])
        stated = {name: values[name] for name in LINE_FIELDS if values[name]}
        return Subject(
            group, semester, teacher, discipline, subgroup, line["id"] if line else None,
            line["version"] if line else 0, stated, line is not None and key in self._given,
        )  # fmt: skip

    def _semester(self, values: Mapping[str, Any]) -> SemesterRef:
        """The semester of the row: 1, 2 or 3 of a year, a season's word, or 1–12 of the studies by its parity."""
        text, year = (
            values["semester"],
            values["academic_year"] or (self._today.year_start if self._today else 0),
        )
        found = self._today if not text else self._semesters.get((year, _season(text)))
        if found is None:
            raise Unfit(
                "semester", bad(TeachingProblem.SEMESTER_UNKNOWN, value=f"{text} {year or ''}".strip())
            )
        return found

    def _teacher(self, values: Mapping[str, Any]) -> EmployeeRef:
        number, name = values["personnel_number"], values["teacher"]
        by_number = self._numbers.get(squeeze(number)) if number else self._numbers.get(squeeze(name))
        if by_number is not None:
            return by_number
        named = self._names.get(fold(name), []) if not number else []
        if len(named) > 1:
            raise Unfit("teacher", bad(TeachingProblem.TEACHER_UNCLEAR, value=name))
        if not named:
            raise Unfit("teacher", bad(TeachingProblem.TEACHER_UNKNOWN, value=number or name))
        return named[0]

    def _discipline(self, values: Mapping[str, Any], teacher: EmployeeRef) -> int | None:
        """Id of the discipline, None for one that the row brings in under the teacher's department."""
        code, name = values["discipline_code"], values["discipline"]
        if code and squeeze(code) in self._codes:
            return self._codes[squeeze(code)]
        named = self._titles.get(fold(name), set()) if name else set()
        if len(named) > 1:
            own = {pk for pk in named if self._owner[pk] == teacher.department_id}
            named = own if len(own) == 1 else named
        if len(named) > 1:
            raise Unfit("discipline", bad(TeachingProblem.DISCIPLINE_UNCLEAR, value=name))
        if named:
            return next(iter(named))
        department = teacher.department_id
        target = Target(faculty_id=self._faculties.get(department or 0), department_id=department)
        if (
            not name
            or department is None
            or not self._actor.can(TeachingPermission.DISCIPLINE_CHANGE, target)
        ):
            raise Unfit("discipline", bad(TeachingProblem.DISCIPLINE_UNKNOWN, value=name or code))
        return None

    def _subgroup(self, name: str, group: GroupRef) -> int | None:
        if not name:
            return None
        found = self._subgroups.get((group.id, squeeze(name)))
        if found is None:
            raise Unfit("subgroup", bad(TeachingProblem.SUBGROUP_UNKNOWN, group=group.name, value=name))
        return found

    def _demand_right(
        self, group: GroupRef, discipline: int | None, teacher: EmployeeRef, permission: TeachingPermission
    ) -> None:
        department = self._owner[discipline] if discipline else teacher.department_id
        target = Target(faculty_id=group.faculty_id, department_id=department, group_id=group.id)
        if not self._actor.can(permission, target):
            raise Unfit("discipline", bad(TeachingProblem.LINE_FOREIGN))

    def _compared(self, candidate: Candidate, subject: Subject) -> Planned:
        self._agree(candidate, subject)
        before, after = self._line_difference(subject)
        if after:
            permission = TeachingPermission.LINE_CHANGE
            self._demand_right(subject.group, subject.discipline_id, subject.teacher, permission)
        if subject.assigned:
            return Planned(candidate, Action.CHANGE if after else Action.SAME, before, after, subject)
        shown = {
            "teacher": subject.teacher.full_name,
            "group": subject.group.name,
            "semester": f"{subject.semester.year_start}-{subject.semester.number}",
            "subgroup": candidate.values["subgroup"],
            "kind": candidate.values["kind"],
            "new_discipline": candidate.values["discipline"] if subject.discipline_id is None else "",
        }
        news = {name: text for name, text in shown.items() if text}
        return Planned(candidate, Action.NEW, before, {**news, **after}, subject)

    def _agree(self, candidate: Candidate, subject: Subject) -> None:
        """Two rows of one line say the same of it, and no assignment stands twice."""
        what = subject.discipline_id or fold(candidate.values["discipline"])
        line = (what, subject.group.id, subject.semester.id)
        row = (*line, subject.teacher.id, subject.subgroup_id, candidate.values["kind"])
        if row in self._rows:
            raise Unfit("teacher", bad(TeachingProblem.ROW_REPEATED, place=str(self._rows[row])))
        first = self._first.setdefault(line, candidate)
        if any(
            candidate.values[name] and first.values[name] and candidate.values[name] != first.values[name]
            for name in LINE_FIELDS
        ):
            raise Unfit("credits", bad(TeachingProblem.LINE_DIFFERS, place=str(first.place)))
        self._rows[row] = candidate.place

    def _demand_hours(self, hours: Mapping[str, int]) -> None:
        """The parts do not make more than the whole."""
        parts = sum(number for name, number in hours.items() if name != "hours_total")
        if hours.get("hours_total") and parts > hours["hours_total"]:
            raise Unfit(
                "hours_total", bad(TeachingProblem.HOURS_DIFFER, parts=parts, total=hours["hours_total"])
            )

    def _line_difference(self, subject: Subject) -> tuple[dict[str, str], dict[str, str]]:
        stated = dict(subject.line_values)
        if subject.line_id is None:
            if not (stated.get("control_form") and stated.get("credits")):
                raise Unfit("control_form", bad(TeachingProblem.LINE_INCOMPLETE))
            self._demand_hours(_hours(stated))
            return {}, stated
        row = self._lines[(subject.discipline_id, subject.group.id, subject.semester.id)]
        changed = {name for name, text in stated.items() if not _same(name, row[name], text)}
        if changed & _FIXED and has_register(subject.line_id):
            present = ", ".join(str(row[name]) for name in sorted(changed & _FIXED))
            raise Unfit("credits", bad(TeachingProblem.JOURNAL_OPEN, present=present))
        self._demand_hours({name: int(row[name]) for name in HOURS} | _hours(stated))
        names = [name for name in LINE_FIELDS if name in changed]
        return {name: str(row[name]) for name in names}, {name: stated[name] for name in names}


def _hours(stated: Mapping[str, str]) -> dict[str, int]:
    return {name: int(stated[name]) for name in HOURS if name in stated}


def _season(text: str) -> int:
    """1 for autumn, 2 for spring, 3 for summer; a semester of the studies counts by its parity; 0 for nonsense."""
    folded = fold(text)
    if any(word in folded for word in _AUTUMN_WORDS):
        return 1
    if any(word in folded for word in _SPRING_WORDS):
        return 2
    digits = "".join(char for char in folded if char.isdigit())
    number = int(digits) if digits and len(digits) <= 2 else 0
    return (1 if number % 2 else 2) if number else 0


def _same(name: str, present: Any, text: str) -> bool:
    return str(present) == text if name == "control_form" else Decimal(present) == Decimal(text)
