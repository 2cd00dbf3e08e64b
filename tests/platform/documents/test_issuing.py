"""Issuing, revoking and replacing documents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction

from ordo.access.actor import Actor, NotAllowed
from ordo.documents import claims, selectors, services, signing
from ordo.documents.models import IssuedDocument, Status
from ordo.documents.services import NotInForce, Subject
from ordo.tenancy import keys
from ordo.tenancy.current import inside
from tests.platform.documents.conftest import AIGUL, CHOLPON, DANIYAR, REGISTRAR, SITE, draft, draw


def test_an_issued_document_is_registered_with_its_file_and_its_digest(issued: IssuedDocument) -> None:
    with selectors.open_file(CHOLPON, issued.pk) as file:
        content = file.read()
    assert content.startswith(b"%PDF")
    assert len(content) == issued.size
    found = selectors.by_token(issued.token)
    assert found is not None
    assert (found.number, found.status, found.signature_holds) == ("2026-1", Status.ISSUED, True)
    assert found.facts == (("Студент", "Абдыкадырова Айгүл"), ("Тайпа", "МАТ-21"))
    assert selectors.by_sha256(issued.sha256) == found


def test_the_printed_code_verifies_without_the_register(issued: IssuedDocument) -> None:
    answer = signing.verify(issued.signed_text, keys.public_keys(claims.PURPOSE))
    assert isinstance(answer, signing.Verified)
    said = claims.read(answer.payload)
    assert said is not None
    assert (said.university, said.number, said.token) == ("nsu", "2026-1", issued.token)
    assert said.facts == (("Студент", "Абдыкадырова Айгүл"), ("Тайпа", "МАТ-21"))


def test_the_form_gets_everything_it_prints(nsu: str) -> None:
    seen: list[services.Stamp] = []

    def look(stamp: services.Stamp) -> bytes:
        seen.append(stamp)
        return draw(stamp)

    row = services.issue(actor=CHOLPON, draft=draft(), site=SITE + "/", draw=look)
    stamp = seen[0]
    assert stamp.address == f"{SITE}/verify/{row.token}/"
    assert stamp.qr_svg.startswith("<svg")
    assert (stamp.key_id, stamp.digest, stamp.edition) == (row.key_id, row.content_digest, 1)
    assert len(row.token) == 24


def test_a_long_document_still_has_a_code_that_a_phone_can_read(make: Callable[..., IssuedDocument]) -> None:
    facts = [(f"Көрсөткүч {number}", "Математикалык анализ жана алгебра") for number in range(30)]
    row = make("2026-2", facts=facts)
    assert len(row.signed_text) <= claims.ROOMY
    assert len(row.payload["facts"]) == 30
    found = selectors.by_token(row.token)
    assert found is not None
    assert found.signature_holds


@pytest.mark.parametrize("somebody", [AIGUL, DANIYAR, Actor.nobody()])
def test_who_may_not_issue_issues_nothing(nsu: str, somebody: Actor) -> None:
    with pytest.raises(NotAllowed):
        services.issue(actor=somebody, draft=draft(), site=SITE, draw=draw)
    assert not IssuedDocument.objects.exists()


def test_a_number_is_issued_once(issued: IssuedDocument) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        services.issue(actor=CHOLPON, draft=draft(), site=SITE, draw=draw)


def test_a_revoked_document_stays_with_its_reason_and_cannot_come_back(issued: IssuedDocument) -> None:
    with pytest.raises(ValueError, match="reason"):
        services.revoke(actor=CHOLPON, document_id=issued.pk, reason=" ")
    row = services.revoke(actor=CHOLPON, document_id=issued.pk, reason="Ката кеткен")
    assert (row.status, row.reason, row.changed_by_name) == (Status.REVOKED, "Ката кеткен", "deans_office")
    with pytest.raises(NotInForce):
        services.revoke(actor=CHOLPON, document_id=issued.pk, reason="дагы")
    with pytest.raises(DatabaseError, match="no longer in force"), transaction.atomic():
        IssuedDocument.objects.filter(pk=issued.pk).update(status="issued", reason="", changed_at=None)


@pytest.mark.parametrize("somebody", [AIGUL, DANIYAR])
def test_who_may_not_revoke_changes_nothing(issued: IssuedDocument, somebody: Actor) -> None:
    with pytest.raises(NotAllowed):
        services.revoke(actor=somebody, document_id=issued.pk, reason="жок")
    with pytest.raises(NotAllowed):
        services.replace(
            actor=somebody, document_id=issued.pk, reason="жок", draft=draft(), site=SITE, draw=draw
        )
    assert IssuedDocument.objects.get().status == Status.ISSUED


def test_a_replacement_is_the_next_edition_and_closes_the_old_one(issued: IssuedDocument) -> None:
    new = services.replace(
        actor=CHOLPON,
        document_id=issued.pk,
        reason="Оңдоо буйругу № 7",
        site=SITE,
        draw=draw,
        draft=draft(facts=[("Студент", "Абдыкадырова Айгүл Үсөновна")]),
    )
    old = IssuedDocument.objects.get(pk=issued.pk)
    assert (old.status, old.replaced_by_id, old.reason) == (Status.REPLACED, new.pk, "Оңдоо буйругу № 7")
    assert (new.edition, new.status) == (2, Status.ISSUED)
    assert selectors.by_number("2026-1")[0].edition == 2
    with pytest.raises(NotInForce):
        services.replace(
            actor=CHOLPON, document_id=issued.pk, reason="дагы", draft=draft(), site=SITE, draw=draw
        )


def test_a_replacement_about_something_else_is_refused(issued: IssuedDocument) -> None:
    other = draft(subject=Subject("student", 42, faculty_id=7))
    with pytest.raises(ValueError, match="keeps kind, number and subject"):
        services.replace(actor=CHOLPON, document_id=issued.pk, reason="х", draft=other, site=SITE, draw=draw)
    assert IssuedDocument.objects.count() == 1


def test_the_database_lets_nobody_delete_or_rewrite_a_document(issued: IssuedDocument) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        IssuedDocument.objects.filter(pk=issued.pk).delete()
    changes: list[dict[str, Any]] = [
        {"sha256": "0" * 64},
        {"payload": {}},
        {"number": "2026-9"},
        {"token": "A" * 24},
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            IssuedDocument.objects.filter(pk=issued.pk).update(**change)


def test_a_row_that_was_made_without_the_key_is_found_out(issued: IssuedDocument) -> None:
    values = {
        f.attname: getattr(issued, f.attname) for f in issued._meta.concrete_fields if f.attname != "id"
    }
    forged = IssuedDocument(
        **{**values, "number": "2026-9", "token": "B" * 24, "payload": {"title": "Диплом", "facts": []}}
    )
    forged.save()
    found = selectors.by_token(forged.token)
    assert found is not None
    assert not found.signature_holds


def test_everybody_sees_the_documents_of_the_own_part_only(make: Callable[..., IssuedDocument]) -> None:
    seventh = make("a")
    eighth = make("b", subject=Subject("student", 42, faculty_id=8))
    assert list(selectors.visible(CHOLPON)) == [seventh]
    assert list(selectors.visible(DANIYAR)) == [eighth]
    assert set(selectors.visible(REGISTRAR)) == {seventh, eighth}
    assert list(selectors.of_subject(REGISTRAR, kind="student", subject_id=42)) == [eighth]
    with pytest.raises(NotAllowed):
        selectors.visible(AIGUL)
    with pytest.raises(IssuedDocument.DoesNotExist):
        selectors.open_file(DANIYAR, seventh.pk)


def test_another_university_knows_neither_document_nor_key_nor_file(issued: IssuedDocument) -> None:
    with inside("knu"):
        assert selectors.by_token(issued.token) is None
        assert selectors.by_sha256(issued.sha256) is None
        assert selectors.by_number("2026-1") == ()
        answer = selectors.check_signed(issued.signed_text)
        assert answer.problem is not None
        assert answer.problem.code is signing.ProblemCode.UNKNOWN_KEY
        assert not default_storage.exists(issued.path)


def test_a_genuine_text_whose_row_is_gone_is_told_apart(nsu: str) -> None:
    key = keys.private_key(claims.PURPOSE)
    text = signing.sign({"x": 1}, key)
    assert selectors.check_signed(text).problem == signing.Problem(
        signing.ProblemCode.DAMAGED, signing.key_id(signing.public_of(key))
    )
