"""Callers of the API: signed in, anonymous, and a program with a key."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ordo.access.actor import Actor
from ordo.access.actors import actor_of
from ordo.access.models import Role, RoleGrant
from ordo.accounts import tokens
from ordo.accounts.models import User
from ordo.modular import switches

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def sample(nsu: str) -> str:
    """NSU with the sample module on."""
    switches.switch(actor=Actor.system("test"), label="sample", on=True)
    return nsu


@pytest.fixture
def bakyt(nsu: str) -> User:
    """A system administrator of NSU."""
    user = User.objects.create(username="bakyt", last_name="Bakyt")
    role = Role.objects.get(code="system_administrator")
    RoleGrant.objects.create(user=user, role=role, scope="university", valid_from=timezone.localdate())
    return user


@pytest.fixture
def key_of(nsu: str) -> Callable[..., str]:
    """Makes a key for a program of a user's."""

    def make(user: User, *permissions: str) -> str:
        actor = actor_of(user.pk, "Bakyt", today=timezone.localdate())
        return tokens.make(actor=actor, title="a program", permissions=frozenset(permissions), days=1)

    return make


@pytest.fixture
def send(browse: Callable[[str], Client]) -> Callable[..., Any]:
    """Posts a body to the API and gives the response."""

    def post(body: Any, *, user: User | None = None, host: str = "nsu", **headers: str) -> Any:
        client = browse(host)
        if user is not None:
            client.force_login(user, backend=BACKEND)
        content = body if isinstance(body, str) else json.dumps(body)
        return client.post("/graphql/", content, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def ask(send: Callable[..., Any]) -> Ask:
    """Sends a query and gives the answer."""

    def query(text: str, variables: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = send({"query": text, "variables": variables or {}}, **more).json()
        return answer

    return query


def code_of(answer: dict[str, Any]) -> str:
    """Code of the first error."""
    return str(answer["errors"][0]["extensions"]["code"])
