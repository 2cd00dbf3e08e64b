"""Deeds on documents: issue, revoke, replace. Every document carries a code that verifies offline and online."""

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ordo.access.actor import Actor, Target
from ordo.documents import claims, qr, signing
from ordo.documents.models import IssuedDocument, Status
from ordo.documents.permissions import DocumentPermission
from ordo.tenancy import keys
from ordo.tenancy.current import university_schema

_TOKEN_BYTES = 18
_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


class NotInForce(RuntimeError):
    """The document was revoked or replaced before; its status is final."""


@dataclass(frozen=True)
class Subject:
    """What the document is about, and where that stands (for who may see it)."""

    kind: str
    id: int
    faculty_id: int | None = None
    group_id: int | None = None
    owners: frozenset[int] = frozenset()

    @property
    def target(self) -> Target:
        """The same as the actor is asked."""
        return Target(faculty_id=self.faculty_id, group_id=self.group_id, owners=self.owners)


@dataclass(frozen=True)
class Draft:
    """A document to be issued. `facts` is printed and shown to whoever checks it; `content` is all data of the form."""

    kind: str
    number: str
    subject: Subject
    language: str
    title: str
    facts: Sequence[tuple[str, str]]
    content: Mapping[str, object]


@dataclass(frozen=True)
class Stamp:
    """What only issuing can know and the form prints."""

    number: str
    edition: int
    issued_at: datetime
    address: str
    """Of the check page, as printed in letters."""
    signed_text: str
    key_id: str
    digest: str
    """SHA-256 of the form's data, hexadecimal."""
    qr_svg: str = field(repr=False)


def issue(
    *, actor: Actor, draft: Draft, site: str, draw: Callable[[Stamp], bytes], edition: int = 1
) -> IssuedDocument:
    """Sign, draw, store and register a document; gives the row.

    `site` is the university's address with its scheme ('https://nsu.example.kg'), `draw` makes the PDF with the stamp.
    Raises NotAllowed; IntegrityError when the number was issued already.
    """
    actor.require(DocumentPermission.ISSUE)
    actor.require(DocumentPermission.ISSUE, draft.subject.target)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    stamp = _stamp(draft, token=token, site=site, edition=edition)
    pdf = draw(stamp)
    if not pdf.startswith(b"%PDF"):
        raise ValueError("draw must return a PDF")
    return _store(actor, draft, stamp, token, pdf)


@transaction.atomic
def revoke(*, actor: Actor, document_id: int, reason: str) -> IssuedDocument:
    """Withdraw a document for a stated reason; raises NotAllowed, NotInForce, ValueError without a reason."""
    actor.require(DocumentPermission.REVOKE)
    document = _in_force(actor, document_id)
    _close(actor, document, Status.REVOKED, reason)
    return document


@transaction.atomic
def replace(
    *, actor: Actor, document_id: int, reason: str, draft: Draft, site: str, draw: Callable[[Stamp], bytes]
) -> IssuedDocument:
    """Issue the next edition in place of a document: same kind, number and subject; gives the new row.

    Raises NotAllowed, NotInForce, ValueError when the draft is about something else or no reason is given.
    """
    actor.require(DocumentPermission.REVOKE)
    old = _in_force(actor, document_id)
    same = (draft.kind, draft.number, draft.subject.kind, draft.subject.id)
    if same != (old.kind, old.number, old.subject_kind, old.subject_id):
        raise ValueError("a replacement keeps kind, number and subject")
    new = issue(actor=actor, draft=draft, site=site, draw=draw, edition=old.edition + 1)
    old.replaced_by = new
    _close(actor, old, Status.REPLACED, reason)
    return new


def _stamp(draft: Draft, *, token: str, site: str, edition: int) -> Stamp:
    for name in (draft.kind, draft.subject.kind):
        if not _NAME.match(name):
            raise ValueError(f"not a kind: {name!r}")
    moment = timezone.now().replace(microsecond=0)
    digest = claims.digest_of(draft.content).hex()
    key = keys.private_key(claims.PURPOSE)
    text = claims.seal(
        claims.Claims(
            university=university_schema(),
            kind=draft.kind,
            number=draft.number,
            edition=edition,
            issued_at=moment,
            language=draft.language,
            token=token,
            digest=claims.whole(draft.title, draft.facts, digest),
            title=draft.title,
            facts=draft.facts,
        ),
        key,
    )
    address = site.rstrip("/") + reverse("documents:check", args=[token])
    return Stamp(
        number=draft.number,
        edition=edition,
        issued_at=moment,
        address=address,
        signed_text=text,
        key_id=signing.key_id(signing.public_of(key)),
        digest=digest,
        qr_svg=qr.svg(signing.with_address(address, text)),
    )


@transaction.atomic
def _store(actor: Actor, draft: Draft, stamp: Stamp, token: str, pdf: bytes) -> IssuedDocument:
    """File first, row second: a row without its file must not exist; a file without a row harms nobody."""
    folder = f"documents/{draft.kind}/{stamp.issued_at:%Y/%m}"
    path = default_storage.save(f"{folder}/{secrets.token_hex(16)}.pdf", ContentFile(pdf))
    return IssuedDocument.objects.create(
        kind=draft.kind,
        number=draft.number,
        edition=stamp.edition,
        subject_kind=draft.subject.kind,
        subject_id=draft.subject.id,
        faculty_id=draft.subject.faculty_id,
        group_id=draft.subject.group_id,
        language=draft.language,
        payload={"title": draft.title, "facts": [list(pair) for pair in draft.facts]},
        content_digest=stamp.digest,
        issued_at=stamp.issued_at,
        issued_by_id=actor.user_id,
        issued_by_name=actor.name[:200],
        token=token,
        signed_text=stamp.signed_text,
        key_id=stamp.key_id,
        path=path,
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )


def _in_force(actor: Actor, document_id: int) -> IssuedDocument:
    """The document, its row held until the end of the transaction."""
    document = IssuedDocument.objects.select_for_update().get(pk=document_id)
    owners = frozenset() if document.issued_by_id is None else frozenset({document.issued_by_id})
    target = Target(faculty_id=document.faculty_id, group_id=document.group_id, owners=owners)
    actor.require(DocumentPermission.REVOKE, target)
    if document.status != Status.ISSUED:
        raise NotInForce(str(document))
    return document


def _close(actor: Actor, document: IssuedDocument, status: Status, reason: str) -> None:
    if not reason.strip():
        raise ValueError("a reason is needed")
    document.status = status
    document.reason = reason.strip()
    document.changed_at = timezone.now()
    document.changed_by_name = actor.name[:200]
    document.save(update_fields=["status", "replaced_by", "reason", "changed_at", "changed_by_name"])
