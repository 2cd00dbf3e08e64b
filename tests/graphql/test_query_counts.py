"""Every query of the API with everything it can tell: how many statements it costs, and that rows add none.

The counts stand in tests/baselines/queries_graphql.json and are read as a diff (habit 16, architecture §12).
"""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from graphql import GraphQLField

from api.assembly import full_schema
from modules.grading.models import PolicyVersion
from modules.journal import facade as journal
from modules.people import facade as people
from modules.people.facade import NewStudent
from modules.sheets import services as sheets
from modules.sheets.models import GradeSheet
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment, NewLine
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import RoleKind
from tests.factories import house as houses
from tests.factories.house import SYSTEM, House, three
from tests.factories.queries import as_before
from tests.isolation.asking import selection
from tests.platform.exchange import rosters

OWN = {"myJournals": "teacher", "myResults": "student"}
# A student's running results are reckoned discipline by discipline: statements that each further one may cost.
A_DISCIPLINE = {"myResults": 19}
GROWN_BY = 3


class School:
    """A house with journals and sheets, and the ids that queries ask for."""

    def __init__(self) -> None:
        self.house: House = houses.build()
        self._keep(self.house.mine.line)
        self.run = self._bring(4)
        self.people = {
            "everybody": self._who_may_everything(),
            "teacher": self.house.mine.teacher_user,
            "student": self.house.aigul_user,
        }
        self._grant(self.people["teacher"], "teacher", "own")
        self._grant(self.people["student"], "student", "own")

    def _grant(self, user_id: int, role: str, scope: str) -> None:
        RoleGrant.objects.create(
            user_id=user_id, role=Role.objects.get(code=role), scope=scope, valid_from=self.house.today
        )

    def _who_may_everything(self) -> int:
        user_id = houses.login("everybody")
        for role in Role.objects.filter(kind=RoleKind.FULL.value):
            self._grant(user_id, role.code, "university")
        return user_id

    def _keep(self, line_id: int) -> None:
        """Open the journal, hold two lessons with marks, make the sheets."""
        (journal_id,) = journal.open_journals(actor=SYSTEM, line_id=line_id)
        line, today = teaching.line(line_id), self.house.today
        lessons = journal.add_lessons(
            actor=SYSTEM,
            journal_id=journal_id,
            lessons=[journal.LessonInput(date=today - timedelta(days=day), held=True) for day in (3, 2)],
        )
        cells = [
            journal.CellWrite(lesson, student.id, absent=False, value=4)
            for lesson in lessons
            for student in people.members(line.group.id, today)
        ]
        journal.set_marks(
            actor=SYSTEM, journal_id=journal_id, cells=cells, idempotency_key=f"counts-{line_id:08d}"
        )
        sheets.ensure_sheets(actor=SYSTEM, semester_id=self.house.semester)

    def _bring(self, people: int) -> UUID:
        """An import up to its preview; nobody of it has a PIN."""
        listed = [rosters.person(n, f"Асанова Айгүл{n} Нурлан кызы", pin=None) for n in range(people)]
        return rosters.previewed(rosters.book(rosters.group_list("ИСТ-1-25", listed))).pk

    def grow(self) -> None:
        """Four more students, three more disciplines with their journals and sheets, and a longer import."""
        self.run = self._bring(12)
        house, side = self.house, self.house.mine
        people.ensure_students(
            actor=SYSTEM,
            students=[
                NewStudent(
                    last_name="Токтогулова", first_name="Нургүл", group_id=side.group, since=house.start,
                    admission_year=house.start.year, record_book_number=f"M{number}",
                )
                for number in range(4)
            ],
        )  # fmt: skip
        for number in range(GROWN_BY):
            code = f"M{number}"
            discipline = teaching.ensure_discipline(
                actor=SYSTEM, department_id=side.department, code=code, names=three(code, code, code)
            )
            line = teaching.ensure_line(
                actor=SYSTEM,
                line=NewLine(
                    discipline_id=discipline, group_id=side.group, semester_id=house.semester, control_form="exam",
                    credits=Decimal(4), checkpoint_count=2,
                ),
            )  # fmt: skip
            assignment = NewAssignment(line_id=line.id, employee_id=side.teacher)
            teaching.ensure_assignment(actor=SYSTEM, assignment=assignment)
            structure.ensure_faculty(actor=SYSTEM, code=code, names=three(code, code, code))
            self._keep(line.id)

    def arguments(self, name: str) -> dict[str, Any]:
        """Ids of the things that a query needs."""
        side = self.house.mine
        journal_id = journal.journals_of_line(side.line)[0].id
        from modules.journal.models import Lesson

        ids = {
            "group": side.group,
            "student": side.students[0],
            "employee": side.teacher,
            "workingPlanLine": side.line,
            "policy": PolicyVersion.objects.order_by("id").values_list("pk", flat=True)[0],
            "journal": journal_id,
            "sheet": GradeSheet.objects.values_list("pk", flat=True).get(line_id=side.line),
        }
        if name in ids:
            return {"id": str(ids[name])}
        if name.startswith("import") and name not in {"imports", "importKinds"}:
            return {"id": str(self.run)}
        lesson = Lesson.objects.filter(journal_id=journal_id).values_list("pk", flat=True)[0]
        return {
            "job": {"id": "00000000-0000-4000-8000-000000000000"},
            "policyFor": {"level": "BACHELOR", "controlForm": "EXAM", "on": self.house.today.isoformat()},
            "journalCellHistory": {
                "journalId": str(journal_id),
                "lessonId": str(lesson),
                "studentId": str(side.students[0]),
            },
        }.get(name, {})


@pytest.fixture
def school(nsu: str) -> School:
    """NSU with the house, its journals and its sheets."""
    return School()


def _fields() -> dict[str, GraphQLField]:
    root = full_schema()._schema.query_type
    assert root is not None
    return root.fields


def _text(name: str, field: GraphQLField, given: dict[str, Any]) -> str:
    declared = ", ".join(f"${key}: {field.args[key].type}" for key in given)
    passed = ", ".join(f"{key}: ${key}" for key in given)
    head, call = (f"query ({declared})", f"{name}({passed})") if given else ("query", name)
    return f"{head} {{ {call} {selection(field.type, page=20)} }}"


def _client(school: School, name: str) -> Client:
    return houses.signed_in(school.people[OWN.get(name, "everybody")])


def _ask(client: Client, body: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/graphql/", body, content_type="application/json").json()
    assert "errors" not in answer, answer["errors"]
    return answer


def _operations(school: School) -> dict[str, Callable[[], dict[str, Any]]]:
    """Name of a query → asks it as whoever may."""
    made: dict[str, Callable[[], dict[str, Any]]] = {}
    for name, field in _fields().items():
        given = school.arguments(name)
        body = json.dumps({"query": _text(name, field, given), "variables": given})
        client = _client(school, name)
        made[name] = lambda client=client, body=body: _ask(client, body)
    return made


def test_every_query_costs_as_many_statements_as_before(school: School) -> None:
    for name, ask in _operations(school).items():
        ask()
        with as_before("graphql", name):
            ask()


def test_more_rows_cost_no_more_statements(school: School) -> None:
    def counts() -> dict[str, tuple[int, int]]:
        found = {}
        for name, ask in _operations(school).items():
            ask()
            with CaptureQueriesContext(connection) as captured:
                size = len(json.dumps(ask()))
            found[name] = (len(captured), size)
        return found

    few = counts()
    school.grow()
    many = counts()
    allowed = {name: few[name][0] + GROWN_BY * A_DISCIPLINE.get(name, 0) for name in few}
    assert not {name: (few[name][0], many[name][0]) for name in few if many[name][0] > allowed[name]}
    grown = {name for name in few if many[name][1] > few[name][1]}
    assert {
        "students",
        "workingPlanLines",
        "disciplines",
        "journal",
        "myJournals",
        "sheets",
        "sheet",
        "imports",
        "importProblems",
        "importRows",
    } <= grown
