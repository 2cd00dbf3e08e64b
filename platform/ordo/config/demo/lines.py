"""Lines of the working plan: every group takes every discipline of its faculty, and the teachers take turns."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from modules.people.facade import EmployeeRef
from modules.structure.facade import GroupRef, SemesterRef
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment, NewLine
from ordo.access.actor import Actor
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.people import Staff
from ordo.config.demo.structure import House, Taught

STUDY_DAYS = 6


@dataclass(frozen=True, slots=True)
class DemoLine:
    """A line with the group, the teacher and the hour of the week; `key` names it whatever its id is."""

    id: int
    key: str
    faculty_id: int
    group: GroupRef
    teacher: EmployeeRef
    weekday: int
    pair: int


@dataclass(frozen=True, slots=True)
class Course:
    """One group in one discipline, the `place`-th of its semester; `turn` counts the groups of the house."""

    house: House
    group: GroupRef
    turn: int
    taught: Taught
    place: int

    def teacher(self, staff: dict[int, Staff]) -> EmployeeRef:
        """Whoever of the discipline's department has the turn."""
        crew = staff[self.house.departments[self.place % 2]].employees
        return crew[(self.turn + self.place) % len(crew)]


def courses(houses: Iterable[House]) -> list[Course]:
    """What all groups take in the running semester."""
    return [
        Course(house, group, turn, taught, place)
        for house in houses
        for turn, group in enumerate(house.groups)
        for place, taught in enumerate(house.disciplines)
    ]


def earlier_courses(houses: Iterable[House], groups: Iterable[GroupRef]) -> list[Course]:
    """What these groups took in the semester before."""
    wanted = {group.id for group in groups}
    return [
        Course(house, group, turn, taught, place)
        for house in houses
        for turn, group in enumerate(house.groups)
        if group.id in wanted
        for place, taught in enumerate(house.earlier)
    ]


def enter(
    actor: Actor, wanted: list[Course], staff: dict[int, Staff], semester: SemesterRef, plan: DemoSemester
) -> list[DemoLine]:
    """Enter the lines of a semester with their teachers, in the order of the courses.

    The hours are laid so that the first discipline of every group falls on today's weekday.
    """
    ids = teaching.ensure_lines(actor=actor, lines=[_new(course, semester) for course in wanted])
    teachers = [course.teacher(staff) for course in wanted]
    teaching.ensure_assignments(
        actor=actor,
        assignments=[
            NewAssignment(line_id=line, employee_id=who.id, is_lead=True)
            for line, who in zip(ids, teachers, strict=True)
        ],
    )
    today = plan.filled_until.weekday()
    return [
        DemoLine(
            id=line, key=f"{plan.year_start}-{plan.number}-{course.group.name}-{course.taught.seed.code}",
            faculty_id=course.house.faculty_id, group=course.group, teacher=who,
            weekday=(course.place + today) % STUDY_DAYS, pair=(course.turn + course.place) % 4 + 1,
        )
        for line, course, who in zip(ids, wanted, teachers, strict=True)
    ]  # fmt: skip


def _new(course: Course, semester: SemesterRef) -> NewLine:
    seed = course.taught.seed
    return NewLine(
        discipline_id=course.taught.id, group_id=course.group.id, semester_id=semester.id,
        control_form=seed.control_form, credits=Decimal(seed.credits), checkpoint_count=2,
        hours_total=seed.credits * 30,
    )  # fmt: skip
