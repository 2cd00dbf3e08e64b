"""One demo account for each role of each university, and the roles of all teachers and students."""

from datetime import date

from django.contrib.auth.hashers import make_password

from modules.people.facade import EmployeeRef, StudentRef
from ordo.access.actor import Actor
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import ROLES, RoleCode, ScopeKind
from ordo.accounts.models import User
from ordo.accounts.opening import NewLogin, open_logins
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


def _scope(code: RoleCode, house: House) -> tuple[str, int | None]:
    kind = next(info.scope for info in ROLES if info.code is code)
    ids = {
        ScopeKind.FACULTY: house.faculty_id,
        ScopeKind.DEPARTMENT: house.departments[0],
        ScopeKind.GROUP: house.groups[0].id,
    }
    return kind.value, ids.get(kind)


def accounts(
    *, actor: Actor, schema: str, house: House, teacher: EmployeeRef, student: StudentRef, since: date
) -> dict[str, Login]:
    """The accounts that the start prints: people with these roles, the teacher and the student being real ones."""
    hashed = make_password(password_of(schema))
    roles = dict(Role.objects.values_list("code", "pk"))
    found: dict[str, Login] = {}
    for info in ROLES:
        user_id = {RoleCode.TEACHER: teacher.user_id, RoleCode.STUDENT: student.user_id}.get(info.code)
        if user_id is None:
            user_id = _official(actor, schema, info.code)
            scope, scope_id = _scope(info.code, house)
            RoleGrant.objects.get_or_create(
                user_id=user_id, role_id=roles[info.code], scope=scope, scope_id=scope_id, valid_from=since,
                defaults={"order_number": ORDER, "order_date": since, "granted_by_name": "demo"},
            )  # fmt: skip
        User.objects.filter(pk=user_id).update(
            username=info.code.value, password=hashed, must_change_password=False
        )
        found[info.code.value] = {"login": info.code.value, "password": password_of(schema)}
    return found


OFFICIALS = (
    ("Асанова", "Чолпон", "Бакытовна"), ("Маматов", "Бакыт", "Асанович"), ("Исакова", "Айгүл", "Нурлановна"),
    ("Жолдошев", "Данияр", "Канатович"), ("Сыдыкова", "Гүлнара", "Талантовна"), ("Осмонов", "Нурбек", "Улан уулу"),
)  # fmt: skip


def _official(actor: Actor, schema: str, code: RoleCode) -> int:
    known = User.objects.filter(username=code.value).values_list("pk", flat=True).first()
    if known is not None:
        return known
    place = (list(RoleCode).index(code) + len(schema)) % len(OFFICIALS)
    last, first, patronymic = OFFICIALS[place]
    return open_logins(actor=actor, people=[NewLogin(last, first, patronymic, username=code.value)])[0]
