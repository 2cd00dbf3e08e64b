"""Reading documents: limited to the actor's reach inside, and to what the paper says outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from ordo.access.actor import Actor
from ordo.documents import claims, signing
from ordo.documents.models import IssuedDocument, Status
from ordo.documents.permissions import DocumentPermission
from ordo.tenancy import keys
from ordo.tenancy.current import university_schema


@dataclass(frozen=True)
class PublicDocument:
    """What anybody who holds the paper may read about it. Without the paper's code: no title and no facts."""

    kind: str
    number: str
    edition: int
    issued_at: datetime
    status: Status
    changed_at: datetime | None
    language: str = ""
    title: str = ""
    facts: Sequence[tuple[str, str]] = ()
    token: str = ""
    sha256: str = ""
    signature_holds: bool = False


@dataclass(frozen=True)
class SignedCheck:
    """Answer to a pasted signed text; `document` is the register's word on it, None when the register lacks it."""

    problem: signing.Problem | None
    claims: claims.Claims | None
    document: PublicDocument | None


def visible(actor: Actor) -> QuerySet[IssuedDocument]:
    """Documents of the actor's part of the university, newest first; raises NotAllowed."""
    reach = actor.reach(DocumentPermission.VIEW)
    rows = IssuedDocument.objects.all()
    if reach.everything:
        return rows
    mine = Q(pk__in=[])
    if reach.faculties:
        mine |= Q(faculty_id__in=reach.faculties)
    if reach.groups:
        mine |= Q(group_id__in=reach.groups)
    if reach.own and actor.user_id is not None:
        mine |= Q(issued_by_id=actor.user_id)
    return rows.filter(mine)


def of_subject(actor: Actor, *, kind: str, subject_id: int) -> QuerySet[IssuedDocument]:
    """Visible documents about one thing, newest first."""
    return visible(actor).filter(subject_kind=kind, subject_id=subject_id)


def open_file(actor: Actor, document_id: int) -> "File[bytes]":
    """The PDF of a visible document; IssuedDocument.DoesNotExist for any other. The caller closes it."""
    return default_storage.open(visible(actor).get(pk=document_id).path)


def by_token(token: str) -> PublicDocument | None:
    """The document of a printed code and what it says; None when this university issued no such document."""
    row = IssuedDocument.objects.filter(token=token).first()
    return None if row is None else _whole(row)


def by_sha256(digest: str) -> PublicDocument | None:
    """The document whose file has this SHA-256: whoever holds the file holds the document."""
    row = IssuedDocument.objects.filter(sha256=digest).first()
    return None if row is None else _whole(row)


def by_number(number: str) -> tuple[PublicDocument, ...]:
    """Status of the latest edition of every kind with this number, without contents: numbers can be guessed."""
    rows = IssuedDocument.objects.filter(number=number).order_by("kind", "-edition").distinct("kind")
    return tuple(_outline(row) for row in rows)


def check_signed(text: str) -> SignedCheck:
    """Verify a signed text with this university's keys, and ask the register about it."""
    answer = signing.verify(text, public_keys())
    if isinstance(answer, signing.Problem):
        return SignedCheck(answer, None, None)
    said = claims.read(answer.payload)
    if said is None or said.university != university_schema():
        return SignedCheck(signing.Problem(signing.ProblemCode.DAMAGED, answer.key_id), None, None)
    return SignedCheck(None, said, by_token(said.token))


def public_keys() -> Mapping[str, bytes]:
    """Public keys of this university's documents, by key id, retired ones too."""
    return keys.public_keys(claims.PURPOSE)


def _outline(row: IssuedDocument) -> PublicDocument:
    return PublicDocument(
        kind=row.kind,
        number=row.number,
        edition=row.edition,
        issued_at=row.issued_at,
        status=Status(row.status),
        changed_at=row.changed_at,
    )


def _whole(row: IssuedDocument) -> PublicDocument:
    facts = tuple((str(label), str(value)) for label, value in row.payload["facts"])
    return PublicDocument(
        kind=row.kind,
        number=row.number,
        edition=row.edition,
        issued_at=row.issued_at,
        status=Status(row.status),
        changed_at=row.changed_at,
        language=row.language,
        title=row.payload["title"],
        facts=facts,
        token=row.token,
        sha256=row.sha256,
        signature_holds=_signature_holds(row),
    )


def _signature_holds(row: IssuedDocument) -> bool:
    """Whether the row still says what was signed: a row altered behind the program's back is found out here."""
    answer = signing.verify(row.signed_text, public_keys())
    said = claims.read(answer.payload) if isinstance(answer, signing.Verified) else None
    if said is None:
        return False
    signed = (said.university, said.kind, said.number, said.edition, said.token, said.issued_at, said.digest)
    stands = (university_schema(), row.kind, row.number, row.edition, row.token, row.issued_at)
    return signed == (*stands, claims.whole(row.payload["title"], row.payload["facts"], row.content_digest))
