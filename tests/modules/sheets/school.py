"""A small school for the tests of grade sheets: one faculty, groups, a line with its journal, and the standing cast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.test import Client
from django.utils import timezone

from modules.journal import facade as journal
from modules.people import facade as people
from modules.people.facade import NewEmployee, NewStudent, StudentRef
from modules.sheets import services
from modules.sheets.models import GradeSheet
from modules.structure import facade as structure
from modules.structure.facade import GroupRef, SemesterRef
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef, NewAssignment, NewLine
from ordo.access.actor import Actor, Grant
from ordo.access.models import Role, RoleGrant
from ordo.access.permissions_registry import all_permissions
from ordo.access.roles import BY_CODE, RoleCode, ScopeKind
from ordo.accounts.models import User

SYSTEM = Actor.system("tests")
_serial = count(1)


def names(text: str) -> dict[str, str]:
    """The same text in three languages, told apart."""
    return {"ky": f"{text} (ky)", "ru": f"{text} (ru)", "en": f"{text} (en)"}


def key() -> str:
    """A fresh idempotency key."""
    return f"sheets-test-{next(_serial):08d}"


def actor(role: RoleCode, scope: ScopeKind, scope_id: int | None = None, *, name: str = "") -> Actor:
    """Somebody with an account, one granted role and what it holds by default."""
    person = User.objects.create(username=f"{role.value}{next(_serial)}", first_name=name or role.value)
    RoleGrant.objects.create(
        user=person,
        role=Role.objects.get(code=role.value),
        scope=scope.value,
        scope_id=scope_id,
        valid_from=today(),
        granted_by_name="test",
    )
    held = frozenset(info.code for info in all_permissions() if role in info.defaults)
    grant = Grant(role.value, BY_CODE[role].kind, scope, scope_id, held)
    return Actor(person.pk, person.get_full_name(), (grant,), roles=frozenset({role.value}))


def browser_of(schema: str, somebody: Actor) -> Client:
    """A browser of somebody, signed in."""
    client = Client(HTTP_HOST=f"{schema}.localhost")
    client.force_login(User.objects.get(pk=somebody.user_id))
    return client


@dataclass
class School:
    """One university's school. Bakyt teaches the line, Cholpon's faculty holds the group."""

    semester: SemesterRef
    faculty_id: int
    department_id: int
    programme_id: int
    group: GroupRef
    other_group: GroupRef
    bakyt: Actor
    cholpon: Actor
    stranger: Actor
    dean_elsewhere: Actor
    academic_office: Actor
    vice_rector: Actor
    students: list[StudentRef] = field(default_factory=list)
    logins: dict[int, Actor] = field(default_factory=dict)

    @property
    def aigul(self) -> Actor:
        """The first student's log-in."""
        return self.logins[self.students[0].id]

    def line(self, control_form: str = "exam", *, checkpoints: int = 2, credits: int = 5) -> LineRef:
        """A new discipline for the group, taught by Bakyt, with an open journal."""
        number = next(_serial)
        discipline = teaching.ensure_discipline(
            actor=SYSTEM,
            department_id=self.department_id,
            code=f"D{number}",
            names=names(f"Алгебра {number}"),
        )
        line = teaching.ensure_line(
            actor=SYSTEM,
            line=NewLine(
                discipline_id=discipline,
                group_id=self.group.id,
                semester_id=self.semester.id,
                control_form=control_form,
                credits=Decimal(credits),
                checkpoint_count=checkpoints,
            ),
        )
        assert self.bakyt.user_id
        bakyt = people.employee_of_user(self.bakyt.user_id)
        assert bakyt
        teaching.ensure_assignment(
            actor=SYSTEM, assignment=NewAssignment(line_id=line.id, employee_id=bakyt.id)
        )
        journal.open_journals(actor=SYSTEM, line_id=line.id)
        return teaching.line(line.id)

    def fill(self, line: LineRef, student: StudentRef, lessons: Sequence[str], works: Sequence[str]) -> None:
        """Give a student the contents of lessons ('5', 'кж', '') and points of the checkpoints."""
        own = journal.journals_of_line(line.id)[0]
        ids = self._lessons(own.id, len(lessons))
        cells = [
            journal.CellWrite(
                pk, student.id, absent=text == "кж", value=int(text) if text.isdigit() else None
            )
            for pk, text in zip(ids, lessons, strict=True)
        ]
        journal.set_marks(actor=self.bakyt, journal_id=own.id, cells=cells, idempotency_key=key())
        results = [
            journal.ResultWrite(checkpoint.works[0][0], student.id, Decimal(points))
            for checkpoint, points in zip(journal.checkpoints_of(line.id), works, strict=True)
        ]
        outcome = journal.set_checkpoint_results(
            actor=self.bakyt, journal_id=own.id, cells=results, idempotency_key=key()
        )
        assert not outcome.refused

    def _lessons(self, journal_id: int, wanted: int) -> list[int]:
        """Ids of the journal's lessons, held on the first days of the semester; made when missing."""
        from modules.journal.models import Lesson

        have = list(
            Lesson.objects.filter(journal_id=journal_id).order_by("date").values_list("pk", flat=True)
        )
        if have:
            assert len(have) == wanted
            return have
        days = [self.semester.starts_on + timedelta(days=2 * number) for number in range(wanted)]
        return journal.add_lessons(
            actor=self.bakyt,
            journal_id=journal_id,
            lessons=[journal.LessonInput(date=day, held=True) for day in days],
        )

    def sheet(self, line: LineRef) -> GradeSheet:
        """The sheet of a line, made with all those that are missing."""
        services.ensure_sheets(actor=self.cholpon, semester_id=self.semester.id)
        return GradeSheet.objects.get(line_id=line.id)

    def set(self, sheet: GradeSheet, finals: Mapping[int, str | None]) -> services.SetFinalsOutcome:
        """Enter the final column: points, None for 'did not appear'."""
        cells = [
            services.FinalWrite(student, None if points is None else Decimal(points), points is None)
            for student, points in finals.items()
        ]
        return services.set_finals(actor=self.bakyt, sheet_id=sheet.pk, cells=cells, idempotency_key=key())

    def close(self, sheet: GradeSheet) -> GradeSheet:
        """Sign as Bakyt, close as Cholpon."""
        services.sign(actor=self.bakyt, sheet_id=sheet.pk, confirm_gaps=True)
        services.close(actor=self.cholpon, sheet_id=sheet.pk)
        return GradeSheet.objects.get(pk=sheet.pk)


def today() -> date:
    """The day the tests run on."""
    return timezone.localdate()


NAMES = (("Абдыкадырова", "Айгүл"), ("Бөрүбаев", "Нурлан"), ("Үсөнова", "Жаңыл"))


def build(*, level: str = "bachelor", students: int = 3) -> School:
    """Build the school in the university in force; the semester began 80 days ago and ends in 30."""
    begins, number = today() - timedelta(days=80), next(_serial)
    semester = structure.ensure_semester(
        actor=SYSTEM, year_start=begins.year, number=1, starts_on=begins, ends_on=today() + timedelta(days=30)
    )
    faculty = structure.ensure_faculty(
        actor=SYSTEM, code=f"IT{number}", names=names("Маалыматтык технологиялар")
    )
    department = structure.ensure_department(
        actor=SYSTEM, faculty_id=faculty, code=f"MATH{number}", names=names("Математика")
    )
    programme = structure.ensure_programme(
        actor=SYSTEM,
        department_id=department,
        code=f"{710000 + number}",
        names=names("Информатика"),
        level=level,
    )
    groups = [
        structure.ensure_group(
            actor=SYSTEM, name=name, programme_id=programme, admission_year=begins.year, course=1
        )
        for name in (f"МАТ-{number}-1", f"МАТ-{number}-2")
    ]
    bakyt = actor(RoleCode.TEACHER, ScopeKind.OWN, name="Асанов Бакыт")
    people.ensure_employee(
        actor=SYSTEM,
        employee=NewEmployee(
            last_name="Асанов",
            first_name="Бакыт",
            personnel_number=f"T-{number}",
            department_id=department,
            user_id=bakyt.user_id,
        ),
    )
    school = School(
        semester,
        faculty,
        department,
        programme,
        groups[0],
        groups[1],
        bakyt=bakyt,
        cholpon=actor(RoleCode.DEANS_OFFICE, ScopeKind.FACULTY, faculty, name="Ибраимова Чолпон"),
        stranger=actor(RoleCode.TEACHER, ScopeKind.OWN),
        dean_elsewhere=actor(RoleCode.DEANS_OFFICE, ScopeKind.FACULTY, faculty + 1000),
        academic_office=actor(RoleCode.ACADEMIC_OFFICE, ScopeKind.UNIVERSITY),
        vice_rector=actor(RoleCode.VICE_RECTOR, ScopeKind.UNIVERSITY),
    )
    more = [(f"Эгембердиев{number:02d}", "Нурсултан") for number in range(students - len(NAMES))]
    for last, first in [*NAMES, *more][:students]:
        login = actor(RoleCode.STUDENT, ScopeKind.OWN, name=f"{last} {first}")
        student = people.ensure_student(
            actor=SYSTEM,
            student=NewStudent(
                last_name=last,
                first_name=first,
                group_id=groups[0].id,
                admission_year=begins.year,
                since=begins,
                record_book_number=f"B-{next(_serial)}",
                user_id=login.user_id,
            ),
        )
        school.students.append(student)
        school.logins[student.id] = login
    return school
