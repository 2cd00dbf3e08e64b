"""One demo university from its faculties to the accounts that the start prints."""

from ordo.access.actor import Actor
from ordo.config.demo import journals, people, roles, structure
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.sizes import Size
from ordo.config.launch.accounts import Login


def fill(schema: str, size: Size, plan: DemoSemester) -> dict[str, Login]:
    """Enter everything as those who would enter it; inside the university and a transaction. Returns the accounts."""
    actor = Actor.system("demo")
    semester = structure.semester(actor, plan)
    houses = structure.build(actor, schema, size.groups, plan)
    groups = [group for house in houses for group in house.groups]
    staff = people.staff(actor, schema, houses, per_department=max(6, size.groups // 8))
    students = people.students(actor, schema, groups, plan)
    everybody = [student for crowd in students.values() for student in crowd]
    teachers = [employee for crew in staff.values() for employee in crew.employees]
    roles.grant_all(teachers, everybody, plan.starts_on)
    lines = journals.lines(actor, houses, staff, semester)
    step = max(1, len(lines) // size.filled_lines)
    for line in lines[::step]:
        journals.fill(schema, line, students[line.group_id], plan, actor)
    first = lines[0]
    return roles.accounts(
        actor=actor,
        schema=schema,
        house=houses[0],
        teacher=first.teacher,
        student=students[first.group_id][0],
        since=plan.starts_on,
    )
