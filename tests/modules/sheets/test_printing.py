"""The printed sheet: three languages, Kyrgyz letters, a code that verifies, editions that replace each other."""

import re
import zlib

import pytest
from django.core.files.storage import default_storage

from modules.sheets import services
from modules.sheets.models import GradeSheet
from modules.sheets.selectors.sheet import sheet_page
from modules.sheets.services import errors as refused
from modules.sheets.services.printing import House, draft_pdf, form_of, issue
from ordo.access.actor import NotAllowed
from ordo.documents import claims, selectors, signing
from ordo.documents.models import IssuedDocument, Status
from ordo.ledger import facade as ledger
from ordo.tenancy import keys
from tests.modules.sheets.school import School, browser_of

HOUSE = House(
    {
        "ky": "Нарын мамлекеттик университети",
        "ru": "Нарынский государственный университет",
        "en": "Naryn State University",
    },
    "https://nsu.example.kg",
)


@pytest.fixture
def closed(school: School) -> GradeSheet:
    """A closed exam of three: passed, failed, did not appear."""
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    one, two, three = (student.id for student in school.students)
    school.set(sheet, {one: "30", two: "5", three: None})
    return school.close(sheet)


def drawn(pdf: bytes) -> str:
    """Everything decompressed of a PDF: its maps of letters say which characters stand on the paper."""
    parts = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1").upper()


def test_the_paper_has_kyrgyz_letters_and_its_code_verifies_with_and_without_the_register(
    school: School, closed: GradeSheet
) -> None:
    document = issue(actor=school.cholpon, sheet_id=closed.pk, language="ky", house=HOUSE)
    with default_storage.open(document.path) as file:
        pdf = file.read()
    assert pdf.startswith(b"%PDF")
    assert all(f"<{ord(letter):04X}>" in drawn(pdf) for letter in "ңөү")
    assert re.search(rb"\xfe\xff|/Lang", pdf)
    answer = signing.verify(document.signed_text, keys.public_keys(claims.PURPOSE))
    assert isinstance(answer, signing.Verified)
    said = claims.read(answer.payload)
    assert said is not None
    assert (said.number, said.kind) == (closed.number, "grade_sheet")
    assert not any(student.last_name in str(said.facts) for student in school.students)
    page = browser_of("nsu", school.aigul).get(f"/verify/{document.token}/")
    assert page.status_code == 200
    assert closed.number in page.content.decode()


@pytest.mark.parametrize(
    ("language", "heading", "in_words"),
    [
        ("ky", "Сынак ведомосту", ["жакшы", "канааттандырарлык эмес", "келген жок"]),
        ("ru", "Экзаменационная ведомость", ["хорошо", "неудовлетворительно", "не явился"]),
        ("en", "Exam grade sheet", ["good", "unsatisfactory", "did not appear"]),
    ],
)
def test_the_form_speaks_the_chosen_language(
    school: School, closed: GradeSheet, language: str, heading: str, in_words: list[str]
) -> None:
    from django.utils import translation

    page = sheet_page(school.cholpon, closed.pk)
    with translation.override(language):
        form = form_of(page, language, HOUSE)
    assert (form.heading, form.university) == (heading, HOUSE.names[language])
    assert [row.in_words for row in form.rows] == in_words
    assert [row.total for row in form.rows] == ["78", "53", "48"]
    assert [len(row.scores) for row in form.rows] == [
        4,
        4,
        4,
    ]  # progress, two checkpoints, exam: NSU counts no visits
    assert {item.label: item.value for item in form.totals}[in_words[2]] == "1"
    assert all(block.note and block.name for block in form.signatures)
    assert form.digest == page.head_hash


def test_a_new_edition_needs_a_reason_and_replaces_the_former(school: School, closed: GradeSheet) -> None:
    first = issue(actor=school.cholpon, sheet_id=closed.pk, language="ky", house=HOUSE)
    with pytest.raises(refused.ReasonMissing):
        issue(actor=school.cholpon, sheet_id=closed.pk, language="ru", house=HOUSE)
    second = issue(
        actor=school.cholpon, sheet_id=closed.pk, language="ru", house=HOUSE, reason="Орусча керек"
    )
    first.refresh_from_db()
    assert (first.status, first.replaced_by_id) == (Status.REPLACED, second.pk)
    assert (second.edition, second.status, second.language) == (2, Status.ISSUED, "ru")
    found = selectors.by_token(first.token)
    assert found is not None
    assert found.status == Status.REPLACED
    notes = [event for event in ledger.history(closed.register_id) if event.kind == "note.printed"]
    assert [note.payload["edition"] for note in notes] == [1, 2]


def test_an_open_sheet_prints_as_a_draft_and_is_no_document(school: School) -> None:
    sheet = school.sheet(school.line())
    pdf = draft_pdf(actor=school.bakyt, sheet_id=sheet.pk, language="ky", house=HOUSE)
    assert pdf.startswith(b"%PDF")
    with pytest.raises(refused.NotClosed):
        issue(actor=school.cholpon, sheet_id=sheet.pk, language="ky", house=HOUSE)
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize("who", ["aigul", "vice_rector"])
def test_who_may_not_issue_issues_nothing(school: School, closed: GradeSheet, who: str) -> None:
    with pytest.raises(NotAllowed):
        issue(actor=getattr(school, who), sheet_id=closed.pk, language="ky", house=HOUSE)
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "dean_elsewhere"])
def test_another_faculty_does_not_even_know_the_sheet(school: School, closed: GradeSheet, who: str) -> None:
    for deed in (
        lambda: issue(actor=getattr(school, who), sheet_id=closed.pk, language="ky", house=HOUSE),
        lambda: draft_pdf(actor=getattr(school, who), sheet_id=closed.pk, language="ky", house=HOUSE),
    ):
        with pytest.raises(services.NoSheet):
            deed()
    assert not IssuedDocument.objects.exists()
