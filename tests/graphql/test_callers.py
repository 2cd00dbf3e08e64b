"""Who may call: a page with session and CSRF, a program with a key of this university (trap 31, architecture §8)."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from ordo.accounts.models import ApiToken, User
from ordo.jobs.models import Job
from ordo.tenancy.current import inside
from tests.graphql.conftest import BACKEND, Ask, code_of

ME = "{ me { name permissions roles { role scope scopeId } } }"


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _strict(user: User) -> Client:
    client = Client(HTTP_HOST="nsu.localhost", enforce_csrf_checks=True)
    client.force_login(user, backend=BACKEND)
    return client


def test_a_session_without_its_csrf_token_is_refused(bakyt: User) -> None:
    response = _strict(bakyt).post("/graphql/", json.dumps({"query": ME}), content_type="application/json")
    assert (response.status_code, code_of(response.json())) == (403, "NO_CSRF")


def test_a_session_with_the_token_of_its_page_is_answered(bakyt: User) -> None:
    client = _strict(bakyt)
    page = client.get("/graphql/").content.decode()
    token = page.split('data-csrf="')[1].split('"')[0]
    response = client.post(
        "/graphql/",
        json.dumps({"query": ME}),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert response.json()["data"]["me"]["name"] == "Bakyt"


def test_a_program_needs_no_csrf_token(bakyt: User, key_of: Callable[..., str]) -> None:
    key = key_of(bakyt, "access.role.view")
    client = Client(HTTP_HOST="nsu.localhost", enforce_csrf_checks=True)
    response = client.post(
        "/graphql/", json.dumps({"query": ME}), content_type="application/json", headers=_bearer(key)
    )
    assert response.json()["data"]["me"]["permissions"] == ["access.role.view"]


def test_a_key_carries_only_what_its_owner_holds(bakyt: User, key_of: Callable[..., str], ask: Ask) -> None:
    key = key_of(bakyt, "access.role.view", "nothing.such.view")
    assert ask(ME, **_bearer(key))["data"]["me"]["permissions"] == ["access.role.view"]
    bakyt.role_grants.all().delete()
    assert ask(ME, **_bearer(key))["data"]["me"]["permissions"] == []


def test_a_key_is_not_known_at_another_university(bakyt: User, key_of: Callable[..., str], send: Any) -> None:
    key = key_of(bakyt, "access.role.view")
    response = send({"query": ME}, host="knu", **_bearer(key))
    assert (response.status_code, code_of(response.json())) == (401, "BAD_TOKEN")


def test_a_key_with_another_universitys_name_in_it_is_not_known_there(
    bakyt: User, key_of: Callable[..., str], send: Any
) -> None:
    key = key_of(bakyt, "access.role.view").replace("ordo_nsu_", "ordo_knu_")
    for host in ("knu", "nsu"):
        assert send({"query": ME}, host=host, **_bearer(key)).status_code == 401


def test_expired_withdrawn_and_closed_keys_are_not_known(
    bakyt: User, key_of: Callable[..., str], send: Any
) -> None:
    now = timezone.now()
    for change in ({"expires_at": now - timedelta(seconds=1)}, {"revoked_at": now}):
        key = key_of(bakyt)
        ApiToken.objects.order_by("-pk").filter(pk=ApiToken.objects.latest("pk").pk).update(**change)
        assert send({"query": ME}, **_bearer(key)).status_code == 401
    key = key_of(bakyt)
    User.objects.filter(pk=bakyt.pk).update(is_active=False)
    assert send({"query": ME}, **_bearer(key)).status_code == 401


def test_a_wrong_key_does_not_fall_back_to_the_session(bakyt: User, send: Any) -> None:
    assert send({"query": ME}, user=bakyt, **_bearer("ordo_nsu_x")).status_code == 401


def test_a_session_of_one_university_is_nobody_at_another(
    bakyt: User, browse: Callable[[str], Client]
) -> None:
    client = browse("nsu")
    client.force_login(bakyt, backend=BACKEND)
    body = json.dumps({"query": ME})
    here = client.post("/graphql/", body, content_type="application/json")
    there = client.post("/graphql/", body, content_type="application/json", HTTP_HOST="knu.localhost")
    assert here.json()["data"]["me"]["name"] == "Bakyt"
    assert there.json()["data"]["me"] == {"name": "", "permissions": [], "roles": []}


def test_nobody_sees_the_university_and_nothing_of_anybody(nsu: str, ask: Ask) -> None:
    answer = ask("{ me { name } university { schema } jobs { totalCount } }")
    assert answer["data"] == {"me": {"name": ""}, "university": {"schema": "nsu"}, "jobs": {"totalCount": 0}}


def test_nobody_stops_a_job_that_the_system_asked_for(nsu: str, ask: Ask) -> None:
    job = Job.objects.create(kind="x", asked_by=None)
    answer = ask("mutation ($id: UUID!) { cancelJob(id: $id) { id } }", {"id": str(job.pk)})
    assert code_of(answer) == "NOT_FOUND"
    job.refresh_from_db()
    assert not job.cancel_asked


def test_a_job_of_another_university_is_not_found(bakyt: User, ask: Ask) -> None:
    with inside("knu"):
        job = Job.objects.create(id=uuid4(), kind="x", asked_by=None)
    assert ask("query ($id: UUID!) { job(id: $id) { id } }", {"id": str(job.pk)}, user=bakyt)["data"] == {
        "job": None
    }
