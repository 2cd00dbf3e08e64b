"""One demo account for each role of each university, and the roles of all teachers and students."""

from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from modules.people.facade import EmployeeRef, StudentRef
from ordo.access.actor import Actor
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import ROLES, RoleCode, ScopeKind
from ordo.accounts.models import User
from ordo.accounts.opening import NewLogin, open_logins
from ordo.config.demo import names
from ordo.config.demo.structure import House
from ordo.config.launch.accounts import Login

ORDER = "01-12/79"


def password_of(schema: str) -> str:
    """Password of every demo account of a university; the demo is no place for secrets."""
    return f"Ordo-{schema}-2026"


def grant_all(employees: list[EmployeeRef], students: list[StudentRef], since: date) -> None:
    """Teachers and students get their roles over what is their own."""
    roles = dict(Role.objects.values_list("code", "pk"))
    rows = [
        RoleGrant(
            user_id=person.user_id, role_id=roles[code], scope=ScopeKind.OWN, order_number=ORDER,
            order_date=since, valid_from=since, granted_by_name="demo",
        )
        for code, crowd in ((RoleCode.TEACHER, employees), (RoleCode.STUDENT, students))
        for person in crowd
        if person.user_id is not None
    ]  # fmt: skip
    RoleGrant.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def _scope(code: RoleCode, house: House, group_id: int) -> tuple[str, int | None]:
    kind = next(info.scope for info in ROLES if info.code is code)
    ids = {
        ScopeKind.FACULTY: house.faculty_id,
        ScopeKind.DEPARTMENT: house.departments[0],
        ScopeKind.GROUP: group_id,
    }
    return kind.value, ids.get(kind)


def accounts(
    *,
    actor: Actor,
    schema: str,
    house: House,
    group_id: int,
    teacher: EmployeeRef,
    student: StudentRef,
    since: date,
) -> dict[str, Login]:
    """The accounts that the start prints: people with these roles, the teacher and the student being real ones.

    The officials of a faculty, a department or a group are those of the given house and group.
    """
    hashed = make_password(password_of(schema))
    found: dict[str, Login] = {}
    for number, info in enumerate(ROLES):
        user_id = {RoleCode.TEACHER: teacher.user_id, RoleCode.STUDENT: student.user_id}.get(info.code)
        if user_id is None:
            user_id = _official(actor, schema, info.code.value, number)
            _grant(user_id, info.code, _scope(info.code, house, group_id), since)
        User.objects.filter(pk=user_id).update(
            username=info.code.value, password=hashed, must_change_password=False
        )
        found[info.code.value] = {"login": info.code.value, "password": password_of(schema)}
    return found


def deans(actor: Actor, schema: str, houses: list[House], since: date) -> dict[int, tuple[int, str]]:
    """User and name of the dean's office of each faculty by faculty id; the first one's is the printed account."""
    found: dict[int, tuple[int, str]] = {}
    for number, house in enumerate(houses):
        code = RoleCode.DEANS_OFFICE
        username = code.value if number == 0 else f"{code.value}_{house.seed.code.lower()}"
        user_id = _official(actor, schema, username, len(ROLES) + number)
        _grant(user_id, code, (ScopeKind.FACULTY.value, house.faculty_id), since)
        found[house.faculty_id] = user_id, User.objects.get(pk=user_id).get_full_name()
    return found


def _grant(user_id: int, code: RoleCode, scope: tuple[str, int | None], since: date) -> None:
    RoleGrant.objects.get_or_create(
        user_id=user_id, role=Role.objects.get(code=code), scope=scope[0], scope_id=scope[1], valid_from=since,
        defaults={"order_number": ORDER, "order_date": since, "granted_by_name": "demo"},
    )  # fmt: skip


def _official(actor: Actor, schema: str, username: str, number: int) -> int:
    """Id of the official's log-in, with a made-up name that is the same at every start."""
    known = User.objects.filter(username=username).values_list("pk", flat=True).first()
    if known is not None:
        return known
    chance = Random(f"official-{schema}-{username}")
    who = names.person(chance, 80_000 + number, schema, oldest=1962, youngest=1985)
    login = NewLogin(who.last_name, who.first_name, who.patronymic, username=username)
    return open_logins(actor=actor, people=[login])[0]
