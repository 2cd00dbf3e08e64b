"""The public check page: what anybody with a paper, a code or a file is told, and what nobody is told."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from ordo.documents import attempts, forms, services, signing
from ordo.documents.models import IssuedDocument
from tests.platform.documents.conftest import CHOLPON, SITE, draft, draw

Browse = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _plain_files(settings: Settings) -> None:
    """The style sheet under its plain name: nothing was collected for a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def visitor(browse: Browse) -> Client:
    """Somebody at NSU's page who is not signed in."""
    client: Client = browse("nsu")
    return client


def file_of(row: IssuedDocument, extra: bytes = b"") -> SimpleUploadedFile:
    """The issued PDF as an upload, with bytes added."""
    with default_storage.open(row.path) as stored:
        return SimpleUploadedFile("x.pdf", stored.read() + extra, "application/pdf")


def page(response: Any, status: int = 200) -> str:
    """The text of an answer of that status, which must never be kept or indexed."""
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    return str(response.content.decode())


def test_the_printed_address_tells_what_the_paper_says(visitor: Client, issued: IssuedDocument) -> None:
    text = page(visitor.get(f"/verify/{issued.token}/", headers={"accept-language": "en"}))
    for shown in (
        "Issued and in force",
        "The signature holds",
        "Маалымкат",
        "Абдыкадырова Айгүл",
        "2026-1",
        issued.sha256,
    ):
        assert shown in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("ky", "Берилген жана күчүндө"), ("ru", "Выдан и действует"), ("en", "Issued and in force")],
)
def test_the_page_speaks_three_languages(
    visitor: Client, issued: IssuedDocument, language: str, words: str
) -> None:
    text = page(visitor.get(f"/verify/{issued.token}/", headers={"accept-language": language}))
    assert words in text
    assert f'<html lang="{language}"' in text


def test_what_people_wrote_is_text_and_not_html(visitor: Client, make: Callable[..., IssuedDocument]) -> None:
    row = make("<b>9</b>", title="<script>x</script>", facts=[("<i>a</i>", "<img src=x>")])
    text = page(visitor.get(f"/verify/{row.token}/"))
    for raw in ("<b>9</b>", "<script>x", "<i>a</i>", "<img src=x>"):
        assert raw not in text


def test_a_revoked_document_says_so_but_not_why(visitor: Client, issued: IssuedDocument) -> None:
    services.revoke(actor=CHOLPON, document_id=issued.pk, reason="окуудан чыгарылган")
    text = page(visitor.get(f"/verify/{issued.token}/", headers={"accept-language": "en"}))
    assert "Revoked: not valid" in text
    assert "окуудан чыгарылган" not in text


def test_a_replaced_document_says_so_and_does_not_show_the_newer_one(
    visitor: Client, issued: IssuedDocument
) -> None:
    new = services.replace(
        actor=CHOLPON,
        document_id=issued.pk,
        reason="оңдоо",
        site=SITE,
        draw=draw,
        draft=draft(facts=[("Студент", "Башка Аты")]),
    )
    text = page(visitor.get(f"/verify/{issued.token}/", headers={"accept-language": "en"}))
    assert "Replaced: no longer in force" in text
    assert "Башка Аты" not in text
    assert new.token not in text


def test_another_university_answers_404_to_the_same_code(browse: Browse, issued: IssuedDocument) -> None:
    foreign = page(browse("knu").get(f"/verify/{issued.token}/"), 404)
    unknown = page(browse("knu").get(f"/verify/{'A' * 24}/"), 404)
    assert "Абдыкадырова" not in foreign
    one_time = r'name="csrfmiddlewaretoken" value="[^"]+"'
    assert re.sub(one_time, "", foreign.replace(issued.token, "")) == re.sub(
        one_time, "", unknown.replace("A" * 24, "")
    )


def test_the_right_file_is_the_same_and_one_added_byte_is_not(
    visitor: Client, issued: IssuedDocument
) -> None:
    address = f"/verify/{issued.token}/"
    with translation.override("en"):
        same = page(visitor.post(address, {"file": file_of(issued)}, headers={"accept-language": "en"}))
        other = page(
            visitor.post(address, {"file": file_of(issued, b"\n")}, headers={"accept-language": "en"})
        )
    assert "The file is the one that was issued" in same
    assert "The file is not the one that was issued" in other


def test_a_file_alone_finds_its_document(visitor: Client, issued: IssuedDocument) -> None:
    headers = {"accept-language": "en"}
    assert "Абдыкадырова" in page(visitor.post("/verify/", {"file": file_of(issued)}, headers=headers))
    wrong = page(visitor.post("/verify/", {"file": file_of(issued, b" ")}, headers=headers))
    assert "This file was not issued here" in wrong


def test_a_pasted_code_is_verified_and_compared_with_the_register(
    visitor: Client, issued: IssuedDocument
) -> None:
    for text in (
        issued.signed_text,
        signing.with_address(f"{SITE}/verify/{issued.token}/", issued.signed_text),
    ):
        answer = page(visitor.post("/verify/", {"text": text}, headers={"accept-language": "en"}))
        assert "The signature holds" in answer
        assert "Issued and in force" in answer
        assert "Абдыкадырова Айгүл" in answer


def test_an_altered_or_foreign_code_is_refused(visitor: Client, issued: IssuedDocument) -> None:
    foreign = signing.sign({"n": "1"}, signing.generate())
    for text, reason in ((foreign, "was not signed by"), (issued.signed_text[:-4], "is damaged")):
        answer = page(visitor.post("/verify/", {"text": text}, headers={"accept-language": "en"}))
        assert "The signature does not hold" in answer
        assert reason in answer
        assert "Абдыкадырова" not in answer


@pytest.mark.parametrize("wrapping", ["{}", " {} ", "https://nsu.example.kg/verify/{}/"])
def test_a_typed_code_or_address_leads_to_the_document(
    visitor: Client, issued: IssuedDocument, wrapping: str
) -> None:
    response = visitor.post("/verify/", {"text": wrapping.format(issued.token)})
    assert (response.status_code, response["Location"]) == (302, f"/verify/{issued.token}/")


def test_a_number_alone_tells_the_status_and_nothing_of_the_contents(
    visitor: Client, issued: IssuedDocument
) -> None:
    text = page(visitor.post("/verify/", {"text": " 2026-1 "}, headers={"accept-language": "en"}))
    assert "Issued and in force" in text
    for hidden in ("Абдыкадырова", "Маалымкат", issued.token, issued.sha256):
        assert hidden not in text
    assert "No such document here" in page(
        visitor.post("/verify/", {"text": "2026-77"}, headers={"accept-language": "en"})
    )


def test_an_empty_form_and_a_huge_file_are_told(
    visitor: Client, nsu: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"accept-language": "en"}
    assert "Paste a text or type a number." in page(visitor.post("/verify/", {"text": " "}, headers=headers))
    monkeypatch.setattr(forms, "LARGEST_FILE", 10)
    huge = SimpleUploadedFile("x.pdf", b"%PDF-1.7 and more")
    assert "larger than any document" in page(visitor.post("/verify/", {"file": huge}, headers=headers))


def test_guessing_is_stopped_for_this_address_and_this_university_only(
    browse: Browse, nsu: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "GUESSES", attempts.Limit("guess", 3, 60))
    visitor = browse("nsu")
    codes = [visitor.post("/verify/", {"text": f"2026-{n}"}).status_code for n in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert visitor.post("/verify/", {"text": "x"})["Retry-After"] == "60"
    assert browse("nsu").post("/verify/", {"text": "x"}, REMOTE_ADDR="10.0.0.9").status_code == 200
    assert browse("knu").post("/verify/", {"text": "x"}).status_code == 200
    assert visitor.get("/verify/").status_code == 200


def test_a_form_without_its_token_changes_nothing(nsu: str) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="nsu.localhost")
    assert strict.post("/verify/", {"text": "2026-1"}).status_code == 403


def test_programs_get_the_public_keys_of_this_university(visitor: Client, issued: IssuedDocument) -> None:
    response = visitor.get("/verify/keys.json")
    keys = json.loads(response.content)["keys"]
    assert [key["kid"] for key in keys] == [issued.key_id]
    assert {key["crv"] for key in keys} == {"Ed25519"}
    assert "d" not in keys[0]
