"""Returning, dating, correcting and issuing sheets through the API, with the rights of the pages."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from modules.sheets import services
from modules.sheets.models import GradeSheet, SheetLine, Signature
from ordo.access.roles import RoleCode, ScopeKind
from ordo.documents.models import IssuedDocument
from ordo.ledger.models import CorrectionOrder
from ordo.tenancy.current import inside
from tests.modules.sheets.school import School, actor, browser_of, key

RETURN = 'mutation($id: ID!, $reason: String! = "Ката") { returnSheet(id: $id, reason: $reason) { sheetId } }'
DATE = "mutation($id: ID!, $on: Date!) { setControlDate(id: $id, controlDate: $on) { controlDate } }"
REQUEST = """mutation($input: CorrectionInput!, $key: String) {
    requestCorrection(input: $input, idempotencyKey: $key) { correctionId applied } }"""
APPROVE = "mutation($id: ID!) { approveCorrection(id: $id) { applied } }"
REFUSE = """mutation($id: ID!, $reason: String! = "Негизсиз") {
    refuseCorrection(id: $id, reason: $reason) { applied } }"""
ISSUE = """mutation($id: ID!, $reason: String! = "", $key: String) {
    issueSheet(id: $id, language: KY, reason: $reason, idempotencyKey: $key) { documentId edition path } }"""
WAITING = "{ waitingCorrections { id state studentName pointsBefore pointsAfter totalBefore totalAfter } }"
SHEET = "query($id: ID!) { sheet(id: $id) { corrections { id state appliedAt refusal } } }"


def ask(client: Client, text: str, **variables: object) -> Any:
    """Ask the API."""
    body = json.dumps({"query": text, "variables": variables})
    return client.post("/graphql/", body, content_type="application/json").json()


def data(client: Client, text: str, **variables: object) -> Any:
    """The data of an answer without errors."""
    answer = ask(client, text, **variables)
    assert "errors" not in answer, answer
    return answer["data"]


def code(client: Client, text: str, **variables: object) -> str:
    """The code of the first error."""
    return str(ask(client, text, **variables)["errors"][0]["extensions"]["code"])


def rows() -> list[Any]:
    """Everything the deeds of this file write."""
    kinds = (GradeSheet, Signature, SheetLine, CorrectionOrder, IssuedDocument)
    return [list(kind._default_manager.order_by("pk").values()) for kind in kinds]


@pytest.fixture
def filled(school: School) -> GradeSheet:
    """An open exam of three with 30 points for everybody."""
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    school.set(sheet, {student.id: "30" for student in school.students})
    return sheet


@pytest.fixture
def closed(school: School, filled: GradeSheet) -> GradeSheet:
    """The same, closed."""
    return school.close(filled)


def _wish(school: School, sheet: GradeSheet, **more: object) -> dict[str, object]:
    return {
        "sheetId": sheet.pk,
        "studentId": school.students[0].id,
        "points": "38",
        "document": "Билдирме № 4",
        "reason": "Кайра текшерилди",
        **more,
    }


def test_a_signed_sheet_is_returned_with_a_reason(school: School, filled: GradeSheet) -> None:
    dean = browser_of("nsu", school.cholpon)
    assert code(dean, RETURN, id=filled.pk) == "SHEETS.NOT_SIGNED"
    services.sign(actor=school.bakyt, sheet_id=filled.pk, confirm_gaps=True)
    before = rows()
    assert code(dean, RETURN, id=filled.pk, reason=" ") == "SHEETS.REASON_MISSING"
    for who in (school.bakyt, school.aigul, school.dean_elsewhere):
        assert code(browser_of("nsu", who), RETURN, id=filled.pk) == "NOT_ALLOWED"
    assert rows() == before
    assert data(dean, RETURN, id=filled.pk)["returnSheet"] == {"sheetId": str(filled.pk)}
    filled.refresh_from_db()
    assert (filled.status, Signature.objects.get().reason) == ("open", "Ката")


def test_the_day_of_the_control_is_set_while_the_sheet_is_open(school: School, filled: GradeSheet) -> None:
    dean, day = browser_of("nsu", school.cholpon), school.semester.ends_on - timedelta(days=3)
    before = rows()
    outside = school.semester.ends_on + timedelta(days=1)
    assert code(dean, DATE, id=filled.pk, on=outside.isoformat()) == "SHEETS.BAD_DATE"
    for who in (school.bakyt, school.aigul, school.dean_elsewhere):
        assert code(browser_of("nsu", who), DATE, id=filled.pk, on=day.isoformat()) == "NOT_ALLOWED"
    assert rows() == before
    assert data(dean, DATE, id=filled.pk, on=day.isoformat())["setControlDate"]["controlDate"] == str(day)
    filled.refresh_from_db()
    assert filled.control_date == day


def test_a_correction_is_asked_for_once_approved_and_consented_to(school: School, closed: GradeSheet) -> None:
    teacher, once = browser_of("nsu", school.bakyt), key()
    first = data(teacher, REQUEST, input=_wish(school, closed), key=once)["requestCorrection"]
    assert data(teacher, REQUEST, input=_wish(school, closed), key=once)["requestCorrection"] == first
    assert CorrectionOrder.objects.count() == 1
    order = first["correctionId"]
    office, rector = browser_of("nsu", school.academic_office), browser_of("nsu", school.vice_rector)
    (waiting,) = data(office, WAITING)["waitingCorrections"]
    assert (waiting["id"], waiting["state"], waiting["pointsBefore"]) == (order, "asked", "30.00")
    assert (float(waiting["pointsAfter"]), float(waiting["totalAfter"])) == (38, 86)
    assert code(rector, APPROVE, id=order) == "SHEETS.CORRECTION_ORDER"
    assert data(office, APPROVE, id=order)["approveCorrection"] == {"applied": False}
    assert data(rector, APPROVE, id=order)["approveCorrection"] == {"applied": True}
    assert SheetLine.objects.get(student_id=school.students[0].id).total == 86
    (told,) = data(teacher, SHEET, id=closed.pk)["sheet"]["corrections"]
    assert (told["state"], bool(told["appliedAt"])) == ("applied", True)
    assert code(office, APPROVE, id=order) == "SHEETS.CORRECTION_ORDER"
    assert data(office, WAITING)["waitingCorrections"] == []


def test_a_refused_correction_changes_no_result(school: School, closed: GradeSheet) -> None:
    order = data(browser_of("nsu", school.bakyt), REQUEST, input=_wish(school, closed))["requestCorrection"]
    office = browser_of("nsu", school.academic_office)
    assert code(office, REFUSE, id=order["correctionId"], reason="") == "SHEETS.REASON_MISSING"
    data(office, REFUSE, id=order["correctionId"])
    assert SheetLine.objects.get(student_id=school.students[0].id).total == 78
    (told,) = data(office, SHEET, id=closed.pk)["sheet"]["corrections"]
    assert (told["state"], told["refusal"]) == ("refused", "Негизсиз")


@pytest.mark.parametrize("points", ["41", "-1", "NaN", None])
def test_a_result_that_the_policy_does_not_know_is_refused(
    school: School, closed: GradeSheet, points: str | None
) -> None:
    before = rows()
    found = code(browser_of("nsu", school.bakyt), REQUEST, input=_wish(school, closed, points=points))
    assert found in {"SHEETS.BAD_FINAL", "BAD_QUERY"}
    assert rows() == before


def test_who_may_not_asks_for_nothing_and_decides_nothing(school: School, closed: GradeSheet) -> None:
    wish = _wish(school, closed)
    order = data(browser_of("nsu", school.bakyt), REQUEST, input=wish)["requestCorrection"]["correctionId"]
    before = rows()
    for who in (school.stranger, school.aigul, school.academic_office, school.dean_elsewhere):
        assert code(browser_of("nsu", who), REQUEST, input=wish, key=key()) == "NOT_ALLOWED"
    for who in (school.bakyt, school.cholpon, school.aigul, school.stranger):
        browser = browser_of("nsu", who)
        assert code(browser, APPROVE, id=order) == "NOT_ALLOWED"
        assert code(browser, REFUSE, id=order) == "NOT_ALLOWED"
        assert code(browser, WAITING) == "NOT_ALLOWED"
    assert rows() == before


def test_a_closed_sheet_is_issued_once_and_replaced_with_a_reason(school: School, closed: GradeSheet) -> None:
    dean, once = browser_of("nsu", school.cholpon), key()
    first = data(dean, ISSUE, id=closed.pk, key=once)["issueSheet"]
    assert data(dean, ISSUE, id=closed.pk, key=once)["issueSheet"] == first
    assert IssuedDocument.objects.count() == 1
    assert dean.get(first["path"]).content.startswith(b"%PDF")
    before = rows()
    assert code(dean, ISSUE, id=closed.pk) == "SHEETS.REASON_MISSING"
    for who in (school.aigul, school.vice_rector):
        assert code(browser_of("nsu", who), ISSUE, id=closed.pk, key=once) == "NOT_ALLOWED"
    assert rows() == before
    again = data(dean, ISSUE, id=closed.pk, reason="Ката табылды")["issueSheet"]
    assert (again["edition"], IssuedDocument.objects.count()) == (2, 2)


def test_an_open_sheet_is_not_issued(school: School, filled: GradeSheet) -> None:
    assert code(browser_of("nsu", school.cholpon), ISSUE, id=filled.pk) == "SHEETS.NOT_CLOSED"
    assert not IssuedDocument.objects.exists()


def test_ids_of_another_university_are_not_found(school: School, closed: GradeSheet) -> None:
    order = data(browser_of("nsu", school.bakyt), REQUEST, input=_wish(school, closed))["requestCorrection"]
    day = school.semester.ends_on.isoformat()
    before = rows()
    with inside("jamu"):
        dean = browser_of("jamu", actor(RoleCode.DEANS_OFFICE, ScopeKind.UNIVERSITY))
        office = browser_of("jamu", actor(RoleCode.ACADEMIC_OFFICE, ScopeKind.UNIVERSITY))
        assert code(dean, RETURN, id=closed.pk) == "NOT_FOUND"
        assert code(dean, DATE, id=closed.pk, on=day) == "NOT_FOUND"
        assert code(dean, REQUEST, input=_wish(school, closed), key=key()) == "NOT_FOUND"
        assert code(dean, ISSUE, id=closed.pk) == "NOT_FOUND"
        assert code(office, APPROVE, id=order["correctionId"]) == "NOT_FOUND"
        assert code(office, REFUSE, id=order["correctionId"]) == "NOT_FOUND"
        assert data(office, WAITING)["waitingCorrections"] == []
        assert not CorrectionOrder.objects.exists()
    assert rows() == before
