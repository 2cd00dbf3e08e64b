"""Students, teachers and log-ins of a demo university."""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random

from modules.people import facade as people
from modules.people.facade import EmployeeRef, NewEmployee, NewStudent, StudentRef
from modules.structure.facade import GroupRef
from ordo.access.actor import Actor
from ordo.accounts.opening import NewLogin, open_logins
from ordo.config.demo import names
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.sizes import GROUP_SIZE
from ordo.config.demo.structure import House

POSITIONS = ("профессор", "доцент", "улук окутуучу", "окутуучу", "окутуучу")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Staff:
    """The teachers of a department."""

    department_id: int
    employees: list[EmployeeRef]


def students(
    actor: Actor, schema: str, groups: list[GroupRef], plan: DemoSemester
) -> dict[int, list[StudentRef]]:
    """About 25 students a group with log-ins; by group id."""
    chance = Random(f"students-{schema}")
    wanted: list[tuple[GroupRef, names.Person]] = []
    for group in groups:
        born = plan.year_start - 17 - group.course
        count = GROUP_SIZE + chance.randrange(-4, 4)
        wanted += [
            (group, names.person(chance, len(wanted) + number, schema, oldest=born - 2, youngest=born))
            for number in range(count)
        ]
    found: dict[int, list[StudentRef]] = {group.id: [] for group in groups}
    rows = iter(wanted)
    while batch := list(islice(rows, _BATCH)):
        for student in _enter_students(actor, batch, plan, chance):
            found[student.group_id or 0].append(student)
    return found


def _enter_students(
    actor: Actor, batch: list[tuple[GroupRef, names.Person]], plan: DemoSemester, chance: Random
) -> list[StudentRef]:
    logins = open_logins(
        actor=actor, people=[NewLogin(p.last_name, p.first_name, p.patronymic) for _group, p in batch]
    )
    new = [
        NewStudent(
            last_name=person.last_name, first_name=person.first_name, patronymic=person.patronymic,
            group_id=group.id, admission_year=plan.year_start - group.course + 1,
            since=date(plan.year_start - group.course + 1, 9, 1), pin=person.pin, birth_date=person.birth_date,
            sex=person.sex, nationality="кыргыз", citizenship="Кыргыз Республикасы", address=person.address,
            phone=person.phone, funding="budget" if chance.random() < 0.3 else "contract", user_id=login,
        )
        for (group, person), login in zip(batch, logins, strict=True)
    ]  # fmt: skip
    return people.ensure_students(actor=actor, students=new)


def staff(actor: Actor, schema: str, houses: list[House], per_department: int) -> dict[int, Staff]:
    """Teachers of every department with log-ins; by department id."""
    chance = Random(f"staff-{schema}")
    found: dict[int, Staff] = {}
    number = 0
    for department in (department for house in houses for department in house.departments):
        group = [
            names.person(chance, 90_000 + number + place, schema, oldest=1960, youngest=1996)
            for place in range(per_department)
        ]
        logins = open_logins(
            actor=actor, people=[NewLogin(p.last_name, p.first_name, p.patronymic) for p in group]
        )
        new = [
            NewEmployee(
                last_name=p.last_name, first_name=p.first_name, patronymic=p.patronymic,
                personnel_number=f"{number + place + 1:05d}", department_id=department,
                position=POSITIONS[place % len(POSITIONS)], pin=p.pin, birth_date=p.birth_date, sex=p.sex,
                phone=p.phone, address=p.address, user_id=login,
            )
            for place, (p, login) in enumerate(zip(group, logins, strict=True))
        ]  # fmt: skip
        found[department] = Staff(department, people.ensure_employees(actor=actor, employees=new))
        number += per_department
    return found
