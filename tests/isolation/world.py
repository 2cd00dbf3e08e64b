"""Two universities full of canaries: everything that the program's own deeds can write, and a row in every table."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import psycopg
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from modules.journal import facade as journal
from modules.people import facade as people
from modules.people.facade import NewEmployee, NewStudent
from modules.sheets import facade as sheets
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment, NewLine
from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.access.models import Role, RoleGrant
from ordo.accounts import services as accounts
from ordo.accounts import tokens
from ordo.accounts.models import User
from ordo.documents import services as documents
from ordo.exchange.models import ImportRow, ImportRun
from ordo.jobs.models import Job
from ordo.modular import registry, switches
from ordo.tenancy import preferences, signing
from ordo.tenancy.current import inside
from tests.isolation.canaries import canary, person, word
from tests.isolation.filling import fill_empty, move_sequences

SYSTEM = Actor.system("test")
ROLES = ("system_administrator", "teacher", "student")
SLUGS = {"nsu": "tuuluk-kabar", "knu": "jetigen-kabar"}
START = {"nsu": 700_000, "knu": 800_000}


@dataclass
class House:
    """What of one university other people might hold in their hands."""

    schema: str
    users: dict[str, int] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def first_id(self) -> int:
        """The id of the first row that was written into any table."""
        return START[self.schema] + 1

    def actor(self, role: str) -> Actor:
        """The actor of one of the users; stands inside the university."""
        return actor_of(self.users[role], "Канарейка", today=timezone.localdate())


def three(schema: str, what: str) -> dict[str, str]:
    """A canary in three languages."""
    return {code: f"{canary(schema, what)} {code}" for code in ("ky", "ru", "en")}


def _user(house: House, role: str) -> User:
    user = User.objects.create_user(
        word(house.schema, role), email=f"{word(house.schema, role)}@example.kg", password="pass-for-tests"
    )
    user.last_name, user.first_name, user.patronymic = (person(house.schema),) * 3
    user.save()
    scope = "own" if role in {"teacher", "student"} else "university"
    RoleGrant.objects.create(
        user=user, role=Role.objects.get(code=role), scope=scope, valid_from=timezone.localdate(),
        order_number=word(house.schema)[:40], granted_by_name=canary(house.schema),
    )  # fmt: skip
    house.users[role] = user.pk
    return user


def _study(house: House) -> None:
    """Structure, people, a line with its journal, marks, and the sheet."""
    schema, today = house.schema, timezone.localdate()
    start = today - timedelta(days=70)
    faculty = structure.ensure_faculty(actor=SYSTEM, code=word(schema)[:20], names=three(schema, "факультет"))
    department = structure.ensure_department(
        actor=SYSTEM, faculty_id=faculty, code=word(schema)[:20], names=three(schema, "кафедра")
    )
    programme = structure.ensure_programme(
        actor=SYSTEM,
        department_id=department,
        code="710200",
        names=three(schema, "адистик"),
        level="bachelor",
    )
    semester = structure.ensure_semester(
        actor=SYSTEM, year_start=start.year, number=1, starts_on=start, ends_on=today + timedelta(days=60)
    )
    group = structure.ensure_group(
        actor=SYSTEM, name=word(schema, "1"), programme_id=programme, admission_year=start.year, course=1
    )
    structure.ensure_subgroup(actor=SYSTEM, group_id=group.id, name=word(schema, "1a"))
    line = teaching.ensure_line(actor=SYSTEM, line=_line(house, department, group.id, semester.id))
    bakyt = people.ensure_employee(actor=SYSTEM, employee=_employee(house, department))
    teaching.ensure_assignment(actor=SYSTEM, assignment=NewAssignment(line_id=line.id, employee_id=bakyt.id))
    aigul = people.ensure_student(actor=SYSTEM, student=_student(house, group.id, start))
    house.ids.update(faculty=faculty, department=department, programme=programme, semester=semester.id,
                     group=group.id, line=line.id, employee=bakyt.id, student=aigul.id)  # fmt: skip
    _journal(house, line.id, aigul.id, today)


def _line(house: House, department: int, group: int, semester: int) -> NewLine:
    discipline = teaching.ensure_discipline(
        actor=SYSTEM,
        department_id=department,
        code=word(house.schema)[:20],
        names=three(house.schema, "сабак"),
    )
    house.ids["discipline"] = discipline
    return NewLine(discipline_id=discipline, group_id=group, semester_id=semester, control_form="exam",
                   credits=Decimal(4), checkpoint_count=2)  # fmt: skip


def _employee(house: House, department: int) -> NewEmployee:
    schema = house.schema
    return NewEmployee(
        last_name=person(schema), first_name=person(schema), patronymic=person(schema),
        personnel_number=word(schema)[:20], department_id=department, position=canary(schema),
        address=canary(schema), note=canary(schema), user_id=house.users["teacher"],
    )  # fmt: skip


def _student(house: House, group: int, since: date) -> NewStudent:
    schema = house.schema
    return NewStudent(
        last_name=person(schema), first_name=person(schema), patronymic=person(schema), group_id=group,
        admission_year=since.year, since=since, record_book_number=word(schema)[:20], address=canary(schema),
        note=canary(schema), user_id=house.users["student"],
    )  # fmt: skip


def _journal(house: House, line: int, student: int, today: date) -> None:
    teacher = house.actor("teacher")
    (journal_id,) = journal.open_journals(actor=teacher, line_id=line)
    lesson = journal.LessonInput(date=today, held=True, topic=canary(house.schema, "тема"))
    (lesson_id,) = journal.add_lessons(actor=teacher, journal_id=journal_id, lessons=[lesson])
    cell = journal.CellWrite(lesson_id, student, absent=False, value=5)
    journal.set_marks(
        actor=teacher, journal_id=journal_id, cells=[cell], idempotency_key=f"{house.schema}-canary-1"
    )
    house.ids.update(journal=journal_id, lesson=lesson_id)
    if hasattr(sheets, "ensure_sheets"):
        sheets.ensure_sheets(actor=SYSTEM, semester_id=house.ids["semester"])


def _carried(house: House) -> None:
    """What people and programs carry about: keys, codes, documents, jobs, imports, files, settings."""
    schema = house.schema
    administrator = house.actor("system_administrator")
    house.secrets["token"] = tokens.make(
        actor=administrator, title=canary(schema), permissions=frozenset({"access.role.view"}), days=30
    )
    spare = User.objects.create_user(word(schema, "spare"))
    house.ids["spare_user"] = spare.pk
    house.secrets["activation"] = accounts.issue_secret(actor=SYSTEM, user_id=spare.pk).secret
    house.secrets["signed"] = signing.dumps({"canary": canary(schema)}, salt="isolation")
    job = Job.objects.create(
        kind="exchange.check", params={"canary": canary(schema)}, result={"canary": canary(schema)},
        failure=canary(schema), asked_by_id=administrator.user_id, status="done",
    )  # fmt: skip
    house.ids["job"] = job.pk
    _import(house, administrator)
    draft = documents.Draft(
        kind="transcript", number=word(schema), subject=documents.Subject("student", house.ids["student"]),
        language="ky", title=canary(schema, "документ"), facts=[("Аты", canary(schema))], content={"x": 1},
    )  # fmt: skip
    paper = documents.issue(
        actor=SYSTEM,
        draft=draft,
        site=f"http://{schema}.localhost",
        draw=lambda _stamp: b"%PDF-1.7 " + canary(schema).encode(),
    )
    house.secrets.update(document=paper.token, signed_text=paper.signed_text)
    house.ids.update(document=paper.pk, document_path=paper.path, document_sha256=paper.sha256)
    house.ids["file"] = default_storage.save("canary.txt", ContentFile(canary(schema).encode()))
    preferences.put("isolation.canary", canary(schema), by=canary(schema))
    names = {
        f"{part}_{code}": text
        for part in ("title", "description")
        for code, text in three(schema, "роль").items()
    }
    role = Role.objects.create(code=word(schema)[:40], kind="full", **names)
    house.ids["role"] = role.pk


def _import(house: House, administrator: Actor) -> None:
    schema = house.schema
    run = ImportRun(
        kind="students", file_name=canary(schema), file_size=1, sha256="0" * 64, status="ready",
        started_by_id=administrator.user_id, started_by_name=canary(schema),
    )  # fmt: skip
    run.file.save("x", ContentFile(canary(schema).encode()), save=False)
    run.save()
    ImportRow.objects.create(
        run=run, position=1, sheet=canary(schema), number=1, label=canary(schema), action="new",
        values={"x": canary(schema)}, raw=[canary(schema)], after={"x": canary(schema)},
    )  # fmt: skip
    house.ids.update(run=run.pk, run_file=run.file.name)


def _site(schema: str) -> None:
    """Canaries on the pages of the site; their slugs too."""
    from cms.portal.models import NewsIndexPage, NewsPage

    for parent in NewsIndexPage.objects.all():
        page = NewsPage(
            title=canary(schema, "кабар"), slug=word(schema), lead=canary(schema), locale=parent.locale
        )
        parent.add_child(instance=page)
        page.save_revision().publish()


def _fill(schema: str, owner: psycopg.Connection) -> House:
    house = House(schema)
    move_sequences(owner, schema, START[schema])
    with inside(schema):
        for config in registry.modules():
            if not config.essential:
                switches.switch(actor=SYSTEM, label=config.label, on=True)
        for role in ROLES:
            _user(house, role)
        _study(house)
        _carried(house)
        _site(schema)
    house.refused = fill_empty(owner, schema)
    return house


def fill(owner: psycopg.Connection) -> dict[str, House]:
    """Fill NSU and KNU of the database that Django is connected to."""
    return {schema: _fill(schema, owner) for schema in START}
