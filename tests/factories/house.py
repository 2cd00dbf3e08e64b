"""Two faculties side by side, made through the facades: for tests of who may see and do what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone, translation

from modules.people import facade as people
from modules.people.facade import NewEmployee, NewStudent
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment, NewLine
from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import BY_CODE, RoleCode, ScopeKind

SYSTEM = Actor.system("test")


def three(ky: str, ru: str, en: str) -> dict[str, str]:
    """A text in three languages."""
    return {"ky": ky, "ru": ru, "en": en}


@dataclass
class Side:
    """One faculty with a department, a programme, a group, a discipline, its line and its teacher."""

    faculty: int
    department: int
    programme: int
    group: int
    discipline: int
    line: int
    teacher: int
    teacher_user: int
    students: list[int] = field(default_factory=list)


@dataclass
class House:
    """Two sides; `mine` is where Aigul studies, Bakyt teaches and Cholpon works, `theirs` the other faculty."""

    semester: int
    start: date
    today: date
    mine: Side
    theirs: Side
    aigul: int
    aigul_user: int

    def actor(self, role: RoleCode, side: Side | None = None) -> Actor:
        """Somebody with a built-in role, placed on a side as the role is usually placed."""
        return actor_of(self.user(role, side), role.value, today=self.today, origin="test")

    def user(self, role: RoleCode, side: Side | None = None) -> int:
        """The log-in of that somebody; teachers and students are Bakyt's and Aigul's log-ins."""
        place = side or self.mine
        info = BY_CODE[role]
        scope_id = {ScopeKind.FACULTY: place.faculty, ScopeKind.DEPARTMENT: place.department,
                    ScopeKind.GROUP: place.group}.get(info.scope)  # fmt: skip
        user_id = {RoleCode.TEACHER: place.teacher_user, RoleCode.STUDENT: self.aigul_user}.get(role)
        user_id = user_id or login(f"{role.value}-{place.faculty}")
        RoleGrant.objects.get_or_create(
            user_id=user_id,
            role=Role.objects.get(code=role.value),
            scope=info.scope.value,
            scope_id=scope_id,
            valid_from=self.today,
            defaults={"granted_by_name": "test"},
        )
        return user_id

    def browser(self, role: RoleCode, side: Side | None = None, schema: str = "nsu") -> Client:
        """A browser of that somebody, signed in, in English."""
        return signed_in(self.user(role, side), schema)


def login(name: str) -> int:
    """A log-in without a usable password; the same one for the same name."""
    user, _made = get_user_model().objects.get_or_create(
        username=name, defaults={"last_name": name.capitalize()}
    )
    return user.pk


def signed_in(user_id: int, schema: str = "nsu") -> Client:
    """A browser with somebody signed in."""
    client = Client(HTTP_HOST=f"{schema}.localhost", HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(get_user_model().objects.get(pk=user_id))
    return client


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Run a block in a language."""
    with translation.override(language):
        yield


def _side(code: str, semester: int, start: date, names: dict[str, Any]) -> Side:
    faculty = structure.ensure_faculty(actor=SYSTEM, code=code, names=names["faculty"])
    department = structure.ensure_department(
        actor=SYSTEM, faculty_id=faculty, code=f"{code}-1", names=names["department"]
    )
    programme = structure.ensure_programme(
        actor=SYSTEM,
        department_id=department,
        code=names["code"],
        names=names["department"],
        level="bachelor",
    )
    group = structure.ensure_group(
        actor=SYSTEM, name=names["group"], programme_id=programme, admission_year=start.year, course=1
    )
    discipline = teaching.ensure_discipline(
        actor=SYSTEM, department_id=department, code=f"{code}100", names=names["discipline"]
    )
    new = NewLine(
        discipline_id=discipline,
        group_id=group.id,
        semester_id=semester,
        control_form="exam",
        credits=Decimal(4),
    )
    line = teaching.ensure_line(actor=SYSTEM, line=new)
    last, first = names["teacher"]
    user_id = login(f"teacher-{code}")
    teacher = people.ensure_employee(
        actor=SYSTEM,
        employee=NewEmployee(
            last_name=last,
            first_name=first,
            personnel_number=f"T-{code}",
            department_id=department,
            user_id=user_id,
        ),
    )
    teaching.ensure_assignment(
        actor=SYSTEM, assignment=NewAssignment(line_id=line.id, employee_id=teacher.id)
    )
    side = Side(faculty, department, programme, group.id, discipline, line.id, teacher.id, user_id)
    side.students = [
        student.id
        for student in people.ensure_students(
            actor=SYSTEM,
            students=[
                NewStudent(
                    last_name=last, first_name=first, patronymic=patronymic, group_id=group.id,
                    admission_year=start.year, since=start, record_book_number=f"{code}{number}",
                )
                for number, (last, first, patronymic) in enumerate(names["students"], 1)
            ],
        )
    ]  # fmt: skip
    return side


def build() -> House:
    """Make both sides in the university in force."""
    today = timezone.localdate()
    start = today - timedelta(days=70)
    semester = structure.ensure_semester(
        actor=SYSTEM, year_start=start.year, number=1, starts_on=start, ends_on=today + timedelta(days=60)
    )
    mine = _side("IT", semester.id, start, {
        "faculty": three("Маалыматтык технологиялар", "Информационные технологии", "Information technology"),
        "department": three("Өндүрүштү башкаруу", "Управление производством", "Production management"),
        "code": "710200", "group": "ИСТ-1-25", "teacher": ("Асанов", "Бакыт"),
        "discipline": three("Үлгүлөр теориясы", "Теория моделей", "Model theory"),
        "students": [("Үсөнова", "Айгүл", "Кубанычбековна"), ("Абдыкадырова", "Жаңыл", "Нурлан кызы"),
                     ("Өмүров", "Эрлан", "")],
    })  # fmt: skip
    theirs = _side("LAW", semester.id, start, {
        "faculty": three("Юридикалык", "Юридический", "Law"),
        "department": three("Укук", "Право", "Law"),
        "code": "530500", "group": "ЮР-1-25", "teacher": ("Сыдыков", "Талант"),
        "discipline": three("Мамлекет жана укук", "Государство и право", "State and law"),
        "students": [("Жээнбеков", "Данияр", ""), ("Ырысбекова", "Гүлзат", "")],
    })  # fmt: skip
    aigul_user = login("aigul")
    people.tie_student(actor=SYSTEM, student_id=mine.students[0], user_id=aigul_user)
    return House(semester.id, start, today, mine, theirs, mine.students[0], aigul_user)
