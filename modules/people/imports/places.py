"""Where the rows of a student list belong: a group of the register, or a new one with what must be made around it.

A new group needs its programme. One that is in the register stands where it stands; an unknown one is entered under
the faculty that the person chose (a dean's office has only its own), in the department that the title names, else in
the dean's office itself until somebody moves it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from modules.people.imports import faculties
from modules.people.imports.faculties import Choice
from modules.people.imports.words import PeopleProblem
from modules.people.permissions import PeoplePermission
from modules.structure import facade as structure
from modules.structure.facade import GroupRef, ProgrammeRef, UnitRef
from ordo.access.actor import Actor, Target
from ordo.exchange.kinds import Candidate, Question
from ordo.exchange.reading import Problem, TitleFacts
from ordo.exchange.reading.problems import bad
from tenants.policies import Level

_BY_CODE: Final = "auto"
_YEARS: Final = {Level.BACHELOR: 4, Level.SPECIALIST: 5, Level.MASTER: 2, Level.PHD: 3, Level.COLLEGE: 3}
_AUTUMN: Final = 8
_COURSES: Final = range(1, 8)


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme to be entered; `department` is the name in the title, `department_id` that of its kin."""

    code: str
    name: str
    level: str
    form_of_study: str
    years: Decimal
    faculty: Choice
    department: str = ""
    department_id: int | None = None

    @property
    def faculty_id(self) -> int | None:
        """The faculty, when it is in the register."""
        return self.faculty.id


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group to be opened."""

    name: str
    programme: ProgrammeRef | NewProgramme
    admission_year: int
    course: int
    form_of_study: str


@dataclass(frozen=True, slots=True)
class Place:
    """A group of the register, or a new one; `target` is where rights are asked, `since` the first day of a stay."""

    group_id: int | None
    new: NewGroup | None
    target: Target
    since: date
    novelty: dict[str, str] = field(default_factory=dict)


def questions(actor: Actor, facts: Sequence[TitleFacts]) -> Sequence[Question]:
    """Faculty and level, when some programme is not in the register yet."""
    known = {programme.code for programme in structure.programmes()}
    groups = structure.groups_named({fact.group for fact in facts if fact.group})
    unknown = [
        fact
        for fact in facts
        if fact.programme_code and fact.programme_code not in known and fact.group not in groups
    ]
    if not unknown:
        return ()
    asked = faculties.ask(
        actor,
        _open_faculties(actor),
        _("Faculty of the new programmes"),
        _("These programmes are not in the register yet: %(codes)s.") % {"codes": _codes(unknown)},
        next((fact.faculty for fact in unknown if fact.faculty), ""),
    )
    levels = tuple((code, str(title)) for code, title in structure.LEVELS)
    by_code = _("by the code: 00 at its end is a bachelor's direction, otherwise a speciality")
    level = Question(
        "level", _("Level of the new programmes"), ((_BY_CODE, by_code), *levels), initial=_BY_CODE
    )
    return [*asked, level]


def _codes(facts: Iterable[TitleFacts]) -> str:
    return ", ".join(sorted({fact.programme_code for fact in facts if fact.programme_code}))


def _open_faculties(actor: Actor) -> list[UnitRef]:
    return [
        unit for unit in structure.faculties() if structure.may_open_groups(actor=actor, faculty_id=unit.id)
    ]


class Places:
    """The places of all rows of a file, each group looked at once."""

    def __init__(self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]) -> None:
        self._actor = actor
        self._answers = answers
        self._groups = structure.groups_named(
            {row.values["group"] for row in candidates if row.values["group"]}
        )
        self._programmes = structure.programmes()
        self._faculties = {unit.id: unit for unit in structure.faculties()}
        self._found: dict[tuple[Any, ...], tuple[Place | None, Problem | None]] = {}
        self._year = _academic_year()

    def known_group_ids(self) -> set[int]:
        """Groups of the file that are in the register."""
        return {ref.id for ref in self._groups.values()}

    def find(self, candidate: Candidate) -> tuple[Place | None, Problem | None]:
        """The place of a row, or the reason why it has none."""
        values = candidate.values
        key = tuple(values[name] for name in ("group", "programme_code", "study_form", "course"))
        if key not in self._found:
            known = self._groups.get(values["group"])
            self._found[key] = self._of_known(known) if known else self._of_new(values)
        return self._found[key]

    def _of_known(self, ref: GroupRef) -> tuple[Place | None, Problem | None]:
        target = structure.group_target(ref)
        if not self._actor.can(PeoplePermission.STUDENT_CHANGE, target):
            return None, bad(PeopleProblem.GROUP_FOREIGN, group=ref.name)
        year = _year_in_name(ref.name, self._year) or self._year - ref.course + 1
        return Place(ref.id, None, target, _since(year)), None

    def _of_new(self, values: Mapping[str, Any]) -> tuple[Place | None, Problem | None]:
        name, code = values["group"], values["programme_code"]
        if not code:
            return None, bad(PeopleProblem.PROGRAMME_MISSING, group=name)
        year = _year_in_name(name, self._year)
        course = values["course"] or (self._year - year + 1 if year else 0)
        if course not in _COURSES:
            return None, bad(PeopleProblem.COURSE_MISSING, group=name)
        form = structure.form_of_study(values["study_form"] or "full_time")
        programme = self._programme(code, form, values)
        if programme is None:
            return None, bad(PeopleProblem.FACULTY_MISSING, programme=code)
        target = self._target(programme)
        if not self._allowed(programme, target):
            return None, bad(PeopleProblem.GROUP_FOREIGN, group=name)
        admission = year or (values["academic_year"] or self._year) - course + 1
        group = NewGroup(name, programme, admission, course, form)
        return Place(None, group, target, _since(admission), self._novelty(group)), None

    def _programme(
        self, code: str, form: str, values: Mapping[str, Any]
    ) -> ProgrammeRef | NewProgramme | None:
        """The programme of the register in this form; else a new one beside its kin, or in the chosen faculty."""
        same_code = [programme for programme in self._programmes if programme.code == code]
        exact = [programme for programme in same_code if programme.form_of_study == form]
        if exact:
            return exact[0]
        if same_code:
            kin = same_code[0]
            faculty = Choice(kin.faculty_id, self._faculties[kin.faculty_id].names["ky"])
            years = Decimal(_YEARS[Level(kin.level)])
            return NewProgramme(
                code, kin.names["ky"], kin.level, form, years, faculty, department_id=kin.department_id
            )
        chosen = faculties.chosen(self._answers, self._faculties)
        if chosen is None:
            return None
        level = self._level(code)
        name = values["programme_name"] or code
        return NewProgramme(
            code, name, level, form, Decimal(_YEARS[Level(level)]), chosen, values["department"]
        )

    def _level(self, code: str) -> str:
        chosen = self._answers.get("level", _BY_CODE)
        if chosen in {level for level, _title in structure.LEVELS}:
            return chosen
        return Level.BACHELOR.value if code.endswith("00") else Level.SPECIALIST.value

    def _target(self, programme: ProgrammeRef | NewProgramme) -> Target:
        return Target(faculty_id=programme.faculty_id, department_id=programme.department_id)

    def _allowed(self, programme: ProgrammeRef | NewProgramme, target: Target) -> bool:
        if programme.faculty_id is None:
            return structure.may_keep_units(actor=self._actor)
        may_open = structure.may_open_groups(
            actor=self._actor, faculty_id=programme.faculty_id, department_id=target.department_id
        )
        return may_open and self._actor.can(PeoplePermission.STUDENT_CHANGE, target)

    def _novelty(self, group: NewGroup) -> dict[str, str]:
        """What is made for a row besides the person, for the preview."""
        programme = group.programme
        if isinstance(programme, ProgrammeRef):
            return {"programme": f"{programme.code} {programme.names['ky']}"}
        return {"programme": f"{programme.code} {programme.name}", "faculty": programme.faculty.name}


def _academic_year() -> int:
    today = timezone.localdate()
    semester = structure.semester_on(today)
    if semester is not None and semester.starts_on <= today:
        return max(semester.year_start, today.year - 1)
    return today.year if today.month >= _AUTUMN else today.year - 1


def _year_in_name(name: str, year: int) -> int | None:
    """The year of admission that a group's name ends with ('ИСТ-1-23' → 2023), when it can be one."""
    match = re.search(r"(?<!\d)(\d\d)$", name)
    found = 2000 + int(match.group(1)) if match else 0
    return found if year - _COURSES[-1] < found <= year + 1 else None


def _since(year: int) -> date:
    """The first of September of the year of admission; never in the future."""
    return min(date(year, 9, 1), timezone.localdate())
