"""Demo data that a rector would believe: four universities in the middle of a semester, the same at every start."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ordo.access.actor import Actor
from ordo.access.models import Role, RoleGrant
from ordo.accounts.models import User
from ordo.config.demo import journals, people, roles, structure
from ordo.config.demo.calendar import DemoSemester, semester_of
from ordo.config.demo.catalogue import FACULTIES
from ordo.config.demo.sizes import SIZES, Size
from ordo.config.launch.accounts import Login
from ordo.tenancy import preferences
from ordo.tenancy.current import inside
from ordo.tenancy.names import PLATFORM

MADE = "demo.accounts"


def ensure(size: str) -> Mapping[str, Mapping[str, Login]]:
    """Fill what is not filled yet; returns the accounts by university and role. Twice changes nothing."""
    found = {schema: _university(schema, SIZES[size]) for schema in FACULTIES}
    return {PLATFORM: _operator(), **found}


def _university(schema: str, size: Size) -> dict[str, Login]:
    with inside(schema):
        known: dict[str, Login] | None = preferences.get(MADE)
        if known is not None:
            return known
        with transaction.atomic():
            accounts = _fill(schema, size, semester_of(timezone.localdate()))
            preferences.put(MADE, accounts, by="demo")
        return accounts


def _fill(schema: str, size: Size, plan: DemoSemester) -> dict[str, Login]:
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


def _operator() -> dict[str, Login]:
    """The operator of the platform, who opens universities and belongs to none."""
    login: Login = {"login": "operator", "password": roles.password_of(PLATFORM)}
    with inside(PLATFORM), transaction.atomic():
        if not User.objects.filter(username="operator").exists():
            user = User.objects.create_user("operator", password=login["password"], last_name="Оператор")
            role = Role.objects.get(code="system_administrator")
            RoleGrant.objects.create(
                user=user,
                role=role,
                scope="university",
                valid_from=timezone.localdate(),
                granted_by_name="demo",
            )
    return {"operator": login}
