"""Working plan lines, and a semester of lessons and marks entered by the teachers themselves."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from modules.journal import facade as journal
from modules.journal.facade import CellWrite, LessonInput, ResultWrite
from modules.people.facade import EmployeeRef, StudentRef
from modules.structure.facade import SemesterRef
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment, NewLine
from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.catalogue import TOPICS
from ordo.config.demo.people import Staff
from ordo.config.demo.structure import House

KINDS = ("lecture", "practice", "seminar", "practice", "independent")


@dataclass(frozen=True, slots=True)
class DemoLine:
    """A line with its group and the one who teaches it."""

    id: int
    group_id: int
    language: str
    teacher: EmployeeRef


def lines(
    actor: Actor, houses: list[House], staff: dict[int, Staff], semester: SemesterRef
) -> list[DemoLine]:
    """Every group takes every discipline of its faculty this semester; teachers take turns."""
    new: list[NewLine] = []
    teachers: list[EmployeeRef] = []
    for house in houses:
        for group in house.groups:
            for place, taught in enumerate(house.disciplines):
                crew = staff[house.departments[place % 2]].employees
                teachers.append(crew[(group.id + place) % len(crew)])
                new.append(
                    NewLine(
                        discipline_id=taught.id, group_id=group.id, semester_id=semester.id,
                        control_form=taught.seed.control_form, credits=Decimal(taught.seed.credits),
                        checkpoint_count=2, hours_total=taught.seed.credits * 30,
                    )
                )  # fmt: skip
    ids = teaching.ensure_lines(actor=actor, lines=new)
    teaching.ensure_assignments(
        actor=actor,
        assignments=[
            NewAssignment(line_id=line, employee_id=who.id, is_lead=True)
            for line, who in zip(ids, teachers, strict=True)
        ],
    )
    return [
        DemoLine(line, one.group_id, "ky", who) for line, one, who in zip(ids, new, teachers, strict=True)
    ]


def fill(schema: str, line: DemoLine, students: list[StudentRef], plan: DemoSemester, opener: Actor) -> int:
    """Open the line's journal and enter its lessons and marks as its teacher; returns the marks written."""
    if line.teacher.user_id is None:
        return 0
    teacher = actor_of(
        line.teacher.user_id, line.teacher.full_name, today=timezone.localdate(), origin="demo"
    )
    (journal_id,) = journal.open_journals(actor=opener, line_id=line.id)
    chance = Random(f"{schema}-line-{line.id}")
    scale = journal.journals_of_line(line.id)[0].mark_maximum
    lessons = journal.add_lessons(actor=teacher, journal_id=journal_id, lessons=_lessons(line, plan, chance))
    strength = {student.id: chance.gauss(0.72, 0.13) for student in students}
    cells = [
        _cell(lesson, student.id, strength[student.id], scale, chance)
        for lesson in lessons
        for student in students
    ]
    written = [cell for cell in cells if cell is not None]
    journal.set_marks(
        actor=teacher, journal_id=journal_id, cells=written, idempotency_key=f"demo-{schema}-{line.id}"
    )
    _first_checkpoint(teacher, schema, line, journal_id, strength)
    return len(written)


def _first_checkpoint(
    teacher: Actor, schema: str, line: DemoLine, journal_id: int, strength: dict[int, float]
) -> None:
    """Points for the works of the first checkpoint (EB-08.0b); its total is not set yet."""
    found = next((one for one in journal.checkpoints_of(line.id) if one.number == 1), None)
    if found is None:
        return
    chance = Random(f"{schema}-checkpoint-{line.id}")
    cells = [
        ResultWrite(work, student, (most * _share(chance, level)).quantize(Decimal(1)))
        for work, most in found.works
        for student, level in strength.items()
    ]
    journal.set_checkpoint_results(
        actor=teacher, journal_id=journal_id, cells=cells, idempotency_key=f"demo-cp-{schema}-{line.id}"
    )


def _share(chance: Random, level: float) -> Decimal:
    return Decimal(str(round(min(1.0, max(0.0, chance.gauss(level, 0.1))), 2)))


def _lessons(line: DemoLine, plan: DemoSemester, chance: Random) -> list[LessonInput]:
    day, pair = line.id % 5, line.id % 4 + 1
    weeks = plan.weeks()
    half = len(weeks) // 2
    return [
        LessonInput(
            date=monday + timedelta(days=day), pair=pair, topic=TOPICS[week % len(TOPICS)][line.language],
            kind_of_work=KINDS[week % len(KINDS)], held=True, section=1 if week < half else 2,
        )
        for week, monday in enumerate(weeks)
    ]  # fmt: skip


def _cell(lesson: int, student: int, strength: float, scale: int, chance: Random) -> CellWrite | None:
    """Absent more often when weak; marked at about two lessons of three; the mark follows the strength."""
    if chance.random() > 0.80 + strength * 0.17:
        return CellWrite(lesson, student, absent=True, excused=chance.random() < 0.2)
    if chance.random() < 0.35:
        return None
    level = min(1.0, max(0.0, chance.gauss(strength, 0.12)))
    value = round(level * 100) if scale == 100 else min(5, max(2, round(2 + level * 3.4)))
    return CellWrite(lesson, student, value=value)
