"""A small faculty with one group, its teacher and its line, made through the facades as an import would."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.utils import timezone

from modules.journal import facade as journal
from modules.journal.facade import LessonInput
from modules.people import facade as people
from modules.people.facade import NewEmployee, NewStudent, StudentRef
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef, NewAssignment, NewLine
from ordo.access.actor import Actor, Grant
from ordo.access.permissions_registry import all_permissions
from ordo.access.roles import BY_CODE, RoleCode, ScopeKind

SYSTEM = Actor.system("test")
NAMES = (
    ("Абдыкадырова", "Айгүл"), ("Асанов", "Данияр"), ("Өмүров", "Эрлан"), ("Токтогулова", "Нургүл"),
    ("Үсөнов", "Бекзат"), ("Жумабеков", "Адилет"),
)  # fmt: skip


def three(text: str) -> dict[str, str]:
    """The same text in three languages."""
    return {code: f"{text} {code}" for code in ("ky", "ru", "en")}


def actor_with(role: RoleCode, *, user_id: int, name: str, scope_id: int | None = None,
               scope: ScopeKind | None = None) -> Actor:  # fmt: skip
    """Somebody with the permissions that a built-in role starts with."""
    info = BY_CODE[role]
    permissions = frozenset(one.code for one in all_permissions() if role in one.defaults)
    grant = Grant(role.value, info.kind, scope or info.scope, scope_id, permissions)
    return Actor(user_id=user_id, name=name, grants=(grant,), origin="test", roles=frozenset({role.value}))


@dataclass
class World:
    """What a test needs to stand in; `today` is the day of the database's clock."""

    line: LineRef
    students: list[StudentRef]
    teacher: Actor
    colleague: Actor
    department_id: int
    today: date
    journal_id: int = 0
    lessons: list[int] = field(default_factory=list)

    def open(self) -> int:
        """Open the line's journal as its teacher."""
        (self.journal_id,) = journal.open_journals(actor=self.teacher, line_id=self.line.id)
        return self.journal_id

    def add_lessons(self, number: int, *, held: bool = True, section: int | None = None) -> list[int]:
        """Add lessons on the days before today, oldest first."""
        days = [self.today - timedelta(days=number - 1 - index) for index in range(number)]
        plan = [LessonInput(date=day, held=held, section=section, topic=f"Тема {day:%d}") for day in days]
        self.lessons = journal.add_lessons(actor=self.teacher, journal_id=self.journal_id, lessons=plan)
        return self.lessons


def user(login: str, name: tuple[str, str] = ("Асанов", "Бакыт")) -> int:
    """A log-in with the password 'pass-for-tests'."""
    made = get_user_model().objects.create_user(login, password="pass-for-tests")
    made.last_name, made.first_name = name
    made.save()
    return made.pk


def employee(login: str, name: tuple[str, str], department_id: int) -> tuple[int, Actor]:
    """An employee with a log-in and the role of a teacher."""
    user_id = user(login, name)
    person = people.ensure_employee(
        actor=SYSTEM,
        employee=NewEmployee(
            last_name=name[0],
            first_name=name[1],
            personnel_number=login,
            department_id=department_id,
            user_id=user_id,
        ),
    )
    return person.id, actor_with(RoleCode.TEACHER, user_id=user_id, name=" ".join(name))


def build(
    *,
    level: str = "bachelor",
    control_form: str = "exam",
    checkpoints: int = 2,
    students: int = 4,
    prefix: str = "A",
    subgroups: Iterable[str] = (),
) -> World:
    """A group of `students`, one line of the running semester, its teacher Bakyt and a colleague from elsewhere."""
    today = timezone.localdate()
    start = today - timedelta(days=70)
    faculty = structure.ensure_faculty(actor=SYSTEM, code="F", names=three("Факультет"))
    department = structure.ensure_department(
        actor=SYSTEM, faculty_id=faculty, code="D", names=three("Кафедра")
    )
    programme = structure.ensure_programme(
        actor=SYSTEM, department_id=department, code="710200", names=three("Адистик"), level=level
    )
    semester = structure.ensure_semester(
        actor=SYSTEM, year_start=start.year, number=1, starts_on=start, ends_on=today + timedelta(days=60)
    )
    group = structure.ensure_group(
        actor=SYSTEM, name=f"{prefix}-1-26", programme_id=programme, admission_year=start.year, course=1
    )
    parts = [structure.ensure_subgroup(actor=SYSTEM, group_id=group.id, name=name) for name in subgroups]
    discipline = teaching.ensure_discipline(
        actor=SYSTEM, department_id=department, code=f"{prefix}100", names=three("Математика")
    )
    line = teaching.ensure_line(
        actor=SYSTEM,
        line=NewLine(
            discipline_id=discipline, group_id=group.id, semester_id=semester.id, control_form=control_form,
            credits=Decimal(4), checkpoint_count=checkpoints,
        ),
    )  # fmt: skip
    bakyt, teacher = employee(f"bakyt-{prefix}", ("Асанов", "Бакыт"), department)
    _other, colleague = employee(f"other-{prefix}", ("Сыдыков", "Талант"), department)
    if parts:
        for part in parts:
            _assign(line.id, bakyt, part)
    else:
        _assign(line.id, bakyt, None)
    found = people.ensure_students(
        actor=SYSTEM,
        students=[
            NewStudent(
                last_name=f"{NAMES[i % len(NAMES)][0]}{i // len(NAMES) or ''}", first_name=NAMES[i % len(NAMES)][1],
                group_id=group.id, admission_year=start.year, since=start, record_book_number=f"{prefix}-{i}",
                subgroup_id=parts[i % len(parts)] if parts else None,
            )
            for i in range(students)
        ],
    )  # fmt: skip
    return World(teaching.line(line.id), found, teacher, colleague, department, today)


def _assign(line_id: int, employee_id: int, subgroup_id: int | None) -> None:
    assignment = NewAssignment(line_id=line_id, employee_id=employee_id, subgroup_id=subgroup_id)
    teaching.ensure_assignment(actor=SYSTEM, assignment=assignment)
