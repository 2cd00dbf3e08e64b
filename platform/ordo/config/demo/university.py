"""One demo university from its faculties to the accounts that the start prints."""

from collections.abc import Mapping
from itertools import zip_longest

from django.utils import timezone

from modules.structure.facade import GroupRef
from ordo.access.actor import Actor
from ordo.config.demo import lines, people, roles, sheets, site, structure
from ordo.config.demo.actors import Actors
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.chance import strengths
from ordo.config.demo.journals import Filler
from ordo.config.demo.lines import DemoLine
from ordo.config.demo.sizes import Size
from ordo.config.demo.structure import House
from ordo.config.launch.accounts import Login

BEHIND = 9
"""One journal of so many has its last lesson not filled in."""

UNSETTLED = 5
"""One journal of so many has no total of a checkpoint yet."""


def fill(schema: str, size: Size, plan: DemoSemester) -> dict[str, Login]:
    """Enter everything as those who would enter it; inside the university and a transaction. Returns the accounts."""
    actor, before = Actor.system("demo"), plan.previous()
    past_semester, semester = structure.semester(actor, before), structure.semester(actor, plan)
    houses = structure.build(actor, schema, size.groups, plan)
    groups = [group for house in houses for group in house.groups]
    staff = people.staff(actor, schema, houses, per_department=max(6, size.groups // 8))
    students = people.students(actor, schema, groups, plan)
    crowd = [student for members in students.values() for student in members]
    roles.grant_all([one for crew in staff.values() for one in crew.employees], crowd, plan.starts_on)
    elders = past_groups(houses, size.past_groups)
    current = lines.enter(actor, lines.courses(houses), staff, semester, plan)
    past = lines.enter(actor, lines.earlier_courses(houses, elders), staff, past_semester, before)
    # The printed student is one with a semester behind, the printed teacher the one of that group's first discipline.
    chosen = next(number for number, line in enumerate(current) if line.group.id == elders[0].id)
    accounts = roles.accounts(
        actor=actor, schema=schema, house=houses[0], group_id=elders[0].id, teacher=current[chosen].teacher,
        student=students[elders[0].id][0], since=plan.starts_on,
    )  # fmt: skip
    deans = roles.deans(actor, schema, houses, plan.starts_on)
    actors = Actors(timezone.localdate())
    offices = {faculty: actors.user(*dean) for faculty, dean in deans.items()}
    general = {group.id: strengths(schema, group, students[group.id]) for group in groups}
    _running(Filler(schema, plan, actor, actors, general), current, chosen, size)
    _session(Filler(schema, before, actor, actors, general), past, offices, past_semester.id)
    sheets.make(offices[houses[0].faculty_id], semester.id)
    site.write(schema, timezone.localdate())
    return accounts


def past_groups(houses: list[House], count: int) -> list[GroupRef]:
    """Groups that have studied a year at least, so many of all faculties in turn, the first faculty's first."""
    elders = [[group for group in house.groups if group.course > 1] for house in houses]
    turns = [group for turn in zip_longest(*elders) for group in turn if group is not None]
    return turns[:count]


def _running(filler: Filler, current: list[DemoLine], chosen: int, size: Size) -> None:
    """The journals of this semester, the chosen teacher's in any case; some teachers are behind with theirs."""
    step = 1 if size.filled_lines is None else max(1, len(current) // size.filled_lines)
    for number, line in enumerate(current):
        if (number - chosen) % step == 0:
            turn = (number - chosen) // step
            filler.fill(line, is_behind=turn % BEHIND == 0, sets_totals=turn % UNSETTLED != 2)


def _session(filler: Filler, past: list[DemoLine], offices: Mapping[int, Actor], semester_id: int) -> None:
    """The journals of the semester before, and its sheets."""
    for line in past:
        filler.fill(line)
    for dean in offices.values():
        sheets.make(dean, semester_id)
    session = sheets.Session(filler.schema, filler.plan, filler.actors, offices, filler.general)
    session.close(past)
