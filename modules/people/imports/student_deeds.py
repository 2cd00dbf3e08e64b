"""Writing the rows of student lists: groups first, then new people in portions, then changes one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from modules.people.imports import faculties
from modules.people.imports.places import NewGroup, NewProgramme, Place
from modules.people.imports.student_plan import Subject
from modules.people.models import Movement, Student
from modules.people.services import movements, students
from modules.people.services.movements import Order
from modules.people.services.students import NewStudent
from modules.structure import facade as structure
from modules.structure.facade import Names, ProgrammeRef
from ordo.access.actor import Actor
from ordo.exchange.kinds import Action, Planned
from ordo.language import fold

_PORTION: Final = 100
_DEANS_OFFICE: Final[Names] = {"ky": "Деканат", "ru": "Деканат", "en": "Dean's office"}


def apply(actor: Actor, rows: Sequence[Planned], answers: Mapping[str, str]) -> Iterator[Planned]:
    """Write the rows in portions and give each back, in order. Raises NotAllowed, ValidationError, Refused."""
    groups = _Groups(actor)
    for start in range(0, len(rows), _PORTION):
        portion = rows[start : start + _PORTION]
        _enter(actor, groups, [row for row in portion if row.action is Action.NEW])
        for row in portion:
            if row.action is Action.CHANGE:
                _change(actor, groups, row)
            yield row


@dataclass(slots=True)
class _Groups:
    """Ids of the groups of a file; a new one is opened when its first student comes."""

    actor: Actor
    opened: dict[str, int] = field(default_factory=dict)

    def id_of(self, place: Place) -> int:
        """The group of a place."""
        if place.group_id is not None:
            return place.group_id
        if place.new is None:
            raise ValueError(place)
        if place.new.name not in self.opened:
            self.opened[place.new.name] = self._open(place.new)
        return self.opened[place.new.name]

    def _open(self, new: NewGroup) -> int:
        known = new.programme
        programme_id = known.id if isinstance(known, ProgrammeRef) else self._programme(known)
        return structure.ensure_group(
            actor=self.actor,
            name=new.name,
            programme_id=programme_id,
            admission_year=new.admission_year,
            course=new.course,
            form_of_study=new.form_of_study,
        ).id

    def _programme(self, new: NewProgramme) -> int:
        """Enter the programme that a group's list names.

        Whoever may open groups in a faculty may bring its programme in by a list (the plan has asked that right);
        to rename or move programmes afterwards is the academic office's business.
        """
        system = Actor.system(self.actor.name)
        return structure.ensure_programme(
            actor=system,
            department_id=_department(system, new),
            code=new.code,
            names={"ky": new.name, "ru": new.name},
            level=new.level,
            form_of_study=new.form_of_study,
            duration_years=new.years,
        )


def _department(system: Actor, new: NewProgramme) -> int:
    """The department of a new programme: its kin's, the one that the title names, else the dean's office."""
    if new.department_id is not None:
        return new.department_id
    faculty = faculties.enter(system, new.faculty)
    units = structure.departments()
    names: Names = {"ky": new.department, "ru": new.department} if new.department else _DEANS_OFFICE
    wanted = {fold(name) for name in names.values()}
    own = [unit for unit in units if unit.faculty_id == faculty.id]
    found = next((unit for unit in own if wanted & {fold(name) for name in unit.names.values()}), None)
    if found is not None:
        return found.id
    code = faculties.free_code(f"{faculty.code[:15]}-", {unit.code for unit in units})
    return structure.ensure_department(actor=system, faculty_id=faculty.id, code=code, names=names)


def _enter(actor: Actor, groups: _Groups, rows: Sequence[Planned]) -> None:
    if not rows:
        return
    new = [_new_student(groups, row) for row in rows]
    entered = students.add_students(actor=actor, students=new)
    for student, row in zip(entered, rows, strict=True):
        if row.candidate.values["status"] == Student.Status.ACADEMIC_LEAVE:
            _grant_leave(actor, student.pk, row)


def _new_student(groups: _Groups, row: Planned) -> NewStudent:
    subject, values = _subject(row), row.candidate.values
    since = subject.place.since
    if values["status"]:
        since = min(since, timezone.localdate() - timedelta(days=1))
    plain = ("last_name", "first_name", "patronymic", "pin", "sex", "nationality", "address", "phone", "note")
    return NewStudent(
        **{name: values[name] for name in plain},
        record_book_number=values["record_book_number"],
        birth_date=_day(values["birth_date"]),
        funding=values["funding"] or Student.Funding.CONTRACT,
        group_id=groups.id_of(subject.place),
        admission_year=subject.place.since.year,
        since=since,
    )


def _change(actor: Actor, groups: _Groups, row: Planned) -> None:
    """Change the data first (the version that was seen counts), then the group, then the status."""
    subject = _subject(row)
    if subject.student_id is None:
        raise ValueError(row)
    moved = {"group", "status", "programme", "faculty"}
    values: dict[str, Any] = {name: text for name, text in row.after.items() if name not in moved}
    if "birth_date" in values:
        values["birth_date"] = _day(values["birth_date"])
    if values:
        students.change_student(
            actor=actor, student_id=subject.student_id, seen=subject.version, values=values
        )
    if subject.moves:
        movements.transfer(
            actor=actor,
            student_id=subject.student_id,
            group_id=groups.id_of(subject.place),
            on=timezone.localdate() - timedelta(days=int("status" in row.after)),
            reason=row.candidate.values["note"][:300],
        )
    if "status" in row.after:
        _grant_leave(actor, subject.student_id, row)


def _grant_leave(actor: Actor, student_id: int, row: Planned) -> None:
    reason = row.candidate.values["note"][:300]
    movements.leave(
        actor=actor,
        student_id=student_id,
        kind=Movement.Kind.LEAVE,
        on=timezone.localdate(),
        order=Order(reason=reason),
    )


def _subject(row: Planned) -> Subject:
    if not isinstance(row.subject, Subject):
        raise TypeError(row)
    return row.subject


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
