"""What the tests of issued documents share: the cast, a subject, a form that draws itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ordo.access.actor import Actor, Grant
from ordo.access.roles import RoleKind, ScopeKind
from ordo.documents.listing import ListColumn, ListForm, render_list
from ordo.documents.models import IssuedDocument
from ordo.documents.permissions import DEFAULTS, DocumentPermission
from ordo.documents.services import Draft, Stamp, Subject, issue

SITE = "https://nsu.example.kg"


def actor(role: str, scope: ScopeKind, scope_id: int | None = None, kind: RoleKind = RoleKind.FULL) -> Actor:
    """Somebody with one role and what it holds by default; no account is needed."""
    held = frozenset(str(p) for p in DocumentPermission if role in DEFAULTS[p])
    return Actor(user_id=None, name=role, grants=(Grant(role, kind, scope, scope_id, held),))


CHOLPON = actor("deans_office", ScopeKind.FACULTY, 7)
DANIYAR = actor("deans_office", ScopeKind.FACULTY, 8)
AIGUL = actor("student", ScopeKind.OWN, kind=RoleKind.SIMPLE)
REGISTRAR = actor("registrar", ScopeKind.UNIVERSITY)


DRAFT = Draft(
    kind="certificate",
    number="2026-1",
    subject=Subject("student", 41, faculty_id=7, group_id=3),
    language="ky",
    title="Маалымкат",
    facts=[("Студент", "Абдыкадырова Айгүл"), ("Тайпа", "МАТ-21")],
    content={"rows": [["1", "Айгүл"]]},
)


def draft(number: str = "2026-1", **changes: Any) -> Draft:
    """A small certificate of faculty 7."""
    return replace(DRAFT, number=number, **changes)


def draw(stamp: Stamp) -> bytes:
    """The certificate itself; the stamp's number makes its bytes differ."""
    form = ListForm(
        "ky", "НМУ", f"Маалымкат {stamp.number}", [ListColumn("№")], [[stamp.address]], "{page}/{pages}"
    )
    return render_list(form, created=stamp.issued_at)


@pytest.fixture
def issued(nsu: str) -> IssuedDocument:
    """One document of NSU, issued by Cholpon of the dean's office."""
    return issue(actor=CHOLPON, draft=draft(), site=SITE, draw=draw)


@pytest.fixture
def make(nsu: str) -> Callable[..., IssuedDocument]:
    """Issues further documents of NSU."""
    return lambda number, **changes: issue(
        actor=REGISTRAR, draft=draft(number, **changes), site=SITE, draw=draw
    )
