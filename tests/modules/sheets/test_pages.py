"""Pages of sheets and results over HTTP: who reaches them, what they show, how many queries they take."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from modules.sheets import services
from modules.sheets.models import FinalMark, GradeSheet
from ordo.ledger.models import CorrectionOrder
from tests.factories.queries import as_before
from tests.modules.sheets.school import School, browser_of, build, key

BASE = "/app/results"


@pytest.fixture
def filled(school: School) -> GradeSheet:
    """An open exam of three with everything entered but the finals."""
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    return school.sheet(line)


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    with translation.override("ru"):
        yield


def save(client: Client, sheet: GradeSheet, cells: list[list[object]], once: str = "") -> tuple[int, Any]:
    """Send cells as the grid does."""
    body = json.dumps({"key": once or key(), "cells": cells})
    answer = client.post(f"{BASE}/sheets/{sheet.pk}/cells", body, content_type="application/json")
    return answer.status_code, answer.json()


def test_the_grid_saves_cells_and_gets_new_totals(school: School, filled: GradeSheet) -> None:
    one, two, three = (student.id for student in school.students)
    teacher = browser_of("nsu", school.bakyt)
    status, answer = save(
        teacher, filled, [[f"s{one} f", "30", 0], [f"s{two} f", "кж", 0], [f"s{three} f", "99", 0]]
    )
    assert status == 200
    assert answer["saved"] == [[f"s{one} f", 1], [f"s{two} f", 1]]
    assert [cell["cell"] for cell in answer["refused"]] == [f"s{three} f"]
    assert answer["points"][str(one)]["t"] == "78"
    assert FinalMark.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "status"), [("{}", 400), ("[", 400), ('{"key": "12345678", "cells": [["x", "1", 0]]}', 400)]
)
def test_a_body_of_another_form_is_refused(
    school: School, filled: GradeSheet, body: str, status: int
) -> None:
    client = browser_of("nsu", school.bakyt)
    answer = client.post(f"{BASE}/sheets/{filled.pk}/cells", body, content_type="application/json")
    assert answer.status_code == status


def test_strangers_are_turned_away_everywhere(school: School, filled: GradeSheet) -> None:
    cell = [[f"s{school.students[0].id} f", "30", 0]]
    assert save(Client(HTTP_HOST="nsu.localhost"), filled, cell)[0] == 401
    assert save(browser_of("nsu", school.aigul), filled, cell)[0] == 403
    assert save(browser_of("nsu", school.stranger), filled, cell)[0] == 403
    assert save(browser_of("nsu", school.bakyt), GradeSheet(pk=10**6), cell)[0] == 404
    assert not FinalMark.objects.exists()
    anonymous = Client(HTTP_HOST="nsu.localhost")
    for path in (
        "/",
        "/sheets/",
        f"/sheets/{filled.pk}/",
        "/summary/",
        "/debts/",
        "/corrections/",
        "/record-book/",
    ):
        assert anonymous.get(BASE + path).status_code == 302


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("aigul", "/", 200), ("aigul", "/record-book/", 200), ("aigul", "/sheets/", 403), ("aigul", "/debts/", 403),
        ("aigul", "/summary/", 403), ("aigul", "/corrections/", 403), ("bakyt", "/", 403), ("bakyt", "/sheets/", 200),
        ("cholpon", "/sheets/", 200), ("cholpon", "/summary/", 200), ("cholpon", "/debts/", 200),
        ("cholpon", "/corrections/", 403), ("academic_office", "/corrections/", 200),
        ("vice_rector", "/corrections/", 200),
    ],
)  # fmt: skip
def test_each_page_is_for_those_it_is_for(
    school: School, filled: GradeSheet, who: str, path: str, status: int
) -> None:
    assert browser_of("nsu", getattr(school, who)).get(BASE + path).status_code == status


def test_a_sheet_of_others_is_not_there(school: School, filled: GradeSheet) -> None:
    path = f"{BASE}/sheets/{filled.pk}/"
    assert browser_of("nsu", school.bakyt).get(path).status_code == 200
    assert browser_of("nsu", school.vice_rector).get(path).status_code == 200
    assert browser_of("nsu", school.stranger).get(path).status_code == 404
    assert browser_of("nsu", school.dean_elsewhere).get(path).status_code == 404
    assert browser_of("nsu", school.aigul).get(path).status_code == 403
    for deed in ("sign", "close", "return", "date", "issue"):
        answer = browser_of("nsu", school.dean_elsewhere).post(
            f"{path}{deed}/", {"reason": "x", "language": "ky"}
        )
        assert answer.status_code in (302, 403, 404)
    assert GradeSheet.objects.get(pk=filled.pk).version == filled.version


def test_the_whole_way_from_the_first_point_to_the_record_book(school: School, filled: GradeSheet) -> None:
    teacher, dean = browser_of("nsu", school.bakyt), browser_of("nsu", school.cholpon)
    path = f"{BASE}/sheets/{filled.pk}/"
    missing = teacher.post(f"{path}sign/")
    assert missing.status_code == 409
    assert school.students[0].full_name in missing.content.decode()
    save(teacher, filled, [[f"s{student.id} f", "30", 0] for student in school.students])
    assert teacher.post(f"{path}sign/").status_code == 302
    assert "sheets:close" not in dean.get("/app/").content.decode()
    assert filled.number in dean.get("/app/").content.decode()
    assert dean.post(f"{path}close/").status_code == 302
    assert GradeSheet.objects.get(pk=filled.pk).status == "closed"
    assert dean.post(f"{path}issue/", {"language": "ky"}).status_code == 302
    shown = dean.get(path).content.decode()
    assert "/verify/" in shown
    student = browser_of("nsu", school.aigul)
    assert "78" in student.get(f"{BASE}/").content.decode()
    assert filled.number in student.get(f"{BASE}/record-book/").content.decode()
    why = student.get(f"{BASE}/why/{filled.line_id}/").content.decode()
    assert "78" in why
    assert student.get(f"{BASE}/students/{school.students[1].id}/").status_code == 403
    order = {"student": school.students[0].id, "final": "38", "document": "№ 4", "reason": "ката"}
    assert teacher.post(f"{path}correct/", {**order, "final": "x"}).status_code == 422
    assert teacher.post(f"{path}correct/", order).status_code == 302
    number = CorrectionOrder.objects.get().pk
    for who in (school.academic_office, school.vice_rector):
        page = browser_of("nsu", who)
        assert "№ 4" in page.get(f"{BASE}/corrections/").content.decode()
        assert page.post(f"{BASE}/corrections/{number}/approve/").status_code == 302
    assert "86" in student.get(f"{BASE}/").content.decode()


def test_a_job_makes_the_sheets_and_its_page_tells(school: School) -> None:
    from ordo.jobs import services as jobs
    from ordo.jobs.models import Job

    school.line()
    school.line("pass_fail")
    dean = browser_of("nsu", school.cholpon)
    page = f"{BASE}/sheets/make/{school.semester.id}/"
    assert dean.get(page).status_code == 200
    assert dean.post(page).status_code == 302
    job = Job.objects.get(kind="sheets.ensure")
    jobs.run(job.id)
    job.refresh_from_db()
    assert (job.status, job.result["made"], GradeSheet.objects.count()) == ("done", 2, 2)
    assert "2" in dean.get(page).content.decode()
    assert browser_of("nsu", school.bakyt).post(page).status_code == 403


def test_lists_are_filtered_and_taken_away(school: School, filled: GradeSheet) -> None:
    dean = browser_of("nsu", school.cholpon)
    found = dean.get(f"{BASE}/sheets/?status=open&group={school.group.id}&control_form=exam").content.decode()
    assert filled.number in found
    assert filled.number not in dean.get(f"{BASE}/sheets/?status=closed").content.decode()
    assert filled.number not in dean.get(f"{BASE}/sheets/?debts=on").content.decode()
    taken = dean.get(f"{BASE}/sheets/?export=csv")
    assert filled.number in taken.content.decode("utf-8-sig")
    assert dean.get(f"{BASE}/sheets/?export=pdf").content.startswith(b"%PDF")


def ask(client: Client, query: str, **variables: object) -> Any:
    """Ask the API."""
    body = json.dumps({"query": query, "variables": variables})
    return client.post("/graphql/", body, content_type="application/json").json()


def test_the_api_reads_and_writes_with_the_same_rights(school: School, filled: GradeSheet) -> None:
    teacher, student = browser_of("nsu", school.bakyt), browser_of("nsu", school.aigul)
    mutation = """mutation($input: SetFinalsInput!) { setFinals(input: $input) {
        saved { studentId version } refused { code message } conflicts { studentId } } }"""
    cells = [{"studentId": str(one.id), "points": "30"} for one in school.students]
    call = {"sheetId": str(filled.pk), "cells": cells, "idempotencyKey": key()}
    denied = ask(student, mutation, input=call)
    assert denied["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert not FinalMark.objects.exists()
    done = ask(teacher, mutation, input=call)
    assert len(done["data"]["setFinals"]["saved"]) == 3
    signed = ask(teacher, "mutation($id: ID!) { signSheet(id: $id) { digest } }", id=str(filled.pk))
    assert len(signed["data"]["signSheet"]["digest"]) == 64
    dean = browser_of("nsu", school.cholpon)
    ask(dean, "mutation($id: ID!) { closeSheet(id: $id) { digest } }", id=str(filled.pk))
    sheet = ask(
        dean, "query($id: ID!) { sheet(id: $id) { status rows { total letter } } }", id=str(filled.pk)
    )
    assert sheet["data"]["sheet"]["status"] == "CLOSED"
    listed = ask(dean, "{ sheets(first: 5) { totalCount edges { node { number filled debts group } } } }")
    assert listed["data"]["sheets"]["edges"][0]["node"]["filled"] == 3
    mine = ask(student, "{ myResults { gpa semesters { courses { total letter closed } } } }")
    assert mine["data"]["myResults"]["semesters"][0]["courses"] == [
        {"total": "78.00", "letter": "C", "closed": True}
    ]
    gone = ask(
        browser_of("nsu", school.stranger), "query($id: ID!) { sheet(id: $id) { id } }", id=str(filled.pk)
    )
    assert gone["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    job = ask(
        dean, "mutation($id: ID!) { ensureSheets(semesterId: $id) { jobId } }", id=str(school.semester.id)
    )
    assert job["data"]["ensureSheets"]["jobId"]


def test_the_number_of_queries_does_not_grow_with_the_students(nsu: str) -> None:
    school = build(students=25)
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    teacher, dean = browser_of("nsu", school.bakyt), browser_of("nsu", school.cholpon)
    pages = [
        ("open sheet, teacher", teacher, f"{BASE}/sheets/{sheet.pk}/"),
        ("list of sheets, dean's office", dean, f"{BASE}/sheets/"),
        ("own results of one discipline", browser_of("nsu", school.aigul), f"{BASE}/"),
    ]
    for name, client, path in pages:
        client.get(path)
        with as_before("sheets", name):
            assert client.get(path).status_code == 200
    cells = [services.FinalWrite(student.id, Decimal(30)) for student in school.students]
    with as_before("sheets", "set 25 finals"):
        services.set_finals(actor=school.bakyt, sheet_id=sheet.pk, cells=cells, idempotency_key=key())
    with as_before("sheets", "sign"):
        services.sign(actor=school.bakyt, sheet_id=sheet.pk)
    with as_before("sheets", "close"):
        services.close(actor=school.cholpon, sheet_id=sheet.pk)
    after = (
        ("closed sheet, dean's office", dean, pages[0][2]),
        ("summary", dean, f"{BASE}/summary/"),
        ("own closed result", pages[2][1], f"{BASE}/"),
    )
    for name, client, path in after:
        client.get(path)
        with as_before("sheets", name):
            assert client.get(path).status_code == 200
