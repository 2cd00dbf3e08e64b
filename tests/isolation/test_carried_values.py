"""What people and programs carry about: nothing that NSU gave out opens anything at KNU (traps 8, 9, 14)."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.signing import BadSignature
from django.test import Client

from ordo.accounts import services as accounts
from ordo.accounts import tokens
from ordo.accounts.models import User
from ordo.documents import selectors as documents
from ordo.exchange import selectors as imports
from ordo.exchange import services as import_services
from ordo.jobs import selectors as jobs
from ordo.jobs import services as job_services
from ordo.tenancy import keys, preferences, signing
from ordo.tenancy.current import inside, lock_key
from tests.isolation.conftest import Houses
from tests.isolation.counting import Probes
from tests.isolation.filling import checksums
from tests.isolation.visiting import BACKEND, leak_in

ME = json.dumps({"query": "{ me { name permissions } }"})


def _client(schema: str) -> Client:
    return Client(HTTP_HOST=f"{schema}.localhost")


def _signed_in(houses: Houses) -> Client:
    client = _client("nsu")
    with inside("nsu"):
        client.force_login(User.objects.get(pk=houses.nsu.users["system_administrator"]), backend=BACKEND)
    assert client.get("/console/").status_code == 200
    return client


def _name_at(client: Client, schema: str, **headers: str) -> Any:
    answer = client.post(
        "/graphql/", ME, content_type="application/json", HTTP_HOST=f"{schema}.localhost", headers=headers
    )
    return answer.json()


def test_a_session_opens_its_own_university_only(houses: Houses, probes: Probes) -> None:
    for path in ("/app/", "/console/", "/console/logins/", "/app/people/students/", "/graphql/"):
        client = _signed_in(houses)
        response = client.get(path, HTTP_HOST="knu.localhost")
        probes.attempt(response.status_code != 302 or leak_in(response, "nsu"), f"session at knu{path}")
        again = client.get("/console/")
        probes.attempt(again.status_code not in {200, 302}, "session at home again")
    assert _name_at(_signed_in(houses), "nsu")["data"]["me"]["name"]
    probes.attempt(_name_at(_signed_in(houses), "knu")["data"]["me"]["name"], "session in the API")
    probes.settle(at_least=10)


def test_a_session_row_copied_into_another_schema_opens_nothing(houses: Houses, probes: Probes) -> None:
    """Even somebody who can write into KNU's session table gets nowhere with a session of NSU."""
    client = _signed_in(houses)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    houses.owner.execute(
        "INSERT INTO knu.django_session SELECT * FROM nsu.django_session WHERE session_key = %s", [key]
    )
    response = client.get("/console/", HTTP_HOST="knu.localhost")
    probes.attempt(response.status_code == 200, "copied session")
    probes.settle(at_least=1)


def test_the_session_hash_of_the_same_password_differs(houses: Houses) -> None:
    user = User(password="argon2$x")
    with inside("nsu"):
        first = user.get_session_auth_hash()
    with inside("knu"):
        assert user.get_session_auth_hash() != first


def test_csrf_and_language_cookies_carry_nothing_over(houses: Houses, probes: Probes) -> None:
    client = Client(HTTP_HOST="nsu.localhost", enforce_csrf_checks=True)
    client.get("/accounts/login/")
    assert settings.CSRF_COOKIE_NAME in client.cookies
    cookie = client.cookies[settings.CSRF_COOKIE_NAME]
    probes.attempt(cookie["domain"], "domain of the CSRF cookie")
    form = {"login": "canary-nsu-teacher", "password": "pass-for-tests", "csrfmiddlewaretoken": cookie.value}
    there = client.post("/accounts/login/", form, HTTP_HOST="knu.localhost")
    probes.attempt(there.status_code == 302, "the log-in of NSU at KNU")
    language = _client("nsu").post("/ui/language/", {"language": "ky"})
    probes.attempt(language.cookies[settings.LANGUAGE_COOKIE_NAME]["domain"], "domain of the language cookie")
    client = _signed_in(houses)
    probes.attempt(client.cookies[settings.SESSION_COOKIE_NAME]["domain"], "domain of the session cookie")
    probes.settle(at_least=4)


def test_passwords_of_one_university_are_none_at_another(houses: Houses, probes: Probes) -> None:
    for login in ("canary-nsu-teacher", "canary-nsu-teacher@example.kg"):
        form = {"login": login, "password": "pass-for-tests"}
        probes.attempt(_client("knu").post("/accounts/login/", form).status_code == 302, f"{login} at knu")
    form = {"login": "canary-nsu-teacher", "password": "pass-for-tests"}
    assert _client("nsu").post("/accounts/login/", form).status_code == 302
    probes.settle(at_least=2)


def test_an_api_key_is_none_at_another(houses: Houses, probes: Probes) -> None:
    key = houses.nsu.secrets["token"]
    assert "errors" not in _name_at(_client("nsu"), "nsu", Authorization=f"Bearer {key}")
    for text in (key, key.replace("_nsu_", "_knu_"), key.upper(), f" {key}"):
        answer = _name_at(_client("knu"), "knu", Authorization=f"Bearer {text}")
        probes.attempt(answer.get("data"), "API key")
    with inside("knu"):
        probes.attempt(tokens.actor_by_token(key, origin=""), "actor of an API key")
    probes.settle(at_least=5)


def test_a_signed_value_is_none_at_another(houses: Houses, probes: Probes) -> None:
    text = houses.nsu.secrets["signed"]
    with inside("nsu"):
        assert signing.loads(text, salt="isolation", max_age=600)
    with inside("knu"), pytest.raises(BadSignature):
        signing.loads(text, salt="isolation", max_age=600)
    with inside("knu"):
        signed = {keys.secret("signing"), keys.secret("documents"), keys.secret("ledger")}
    with inside("nsu"):
        probes.attempt(
            signed & {keys.secret(name) for name in ("signing", "documents", "ledger")}, "shared key"
        )
    probes.settle(at_least=1)


def test_an_activation_code_is_none_at_another(houses: Houses, probes: Probes) -> None:
    code = houses.nsu.secrets["activation"]
    with inside("knu"):
        for deed in (
            accounts.holder_of,
            lambda text: accounts.activate(secret=text, password="a-long-password-7"),
        ):
            with pytest.raises(accounts.WrongSecret):
                deed(code)
            probes.attempt("", "activation code")
    form = {"secret": code, "password": "a-long-password-7", "repeated": "a-long-password-7"}
    probes.attempt(_client("knu").post("/accounts/activate/", form).status_code == 302, "activation page")
    with inside("nsu"):
        assert accounts.holder_of(code).pk == houses.nsu.ids["spare_user"]
    probes.settle(at_least=3)


def test_a_document_is_unknown_at_another(houses: Houses, probes: Probes) -> None:
    nsu = houses.nsu
    with inside("nsu"):
        assert documents.by_token(nsu.secrets["document"])
        assert documents.check_signed(nsu.secrets["signed_text"]).document
    with inside("knu"):
        probes.attempt(documents.by_token(nsu.secrets["document"]), "document by code")
        probes.attempt(documents.by_sha256(nsu.ids["document_sha256"]), "document by file")
        probes.attempt(documents.by_number("canary-nsu"), "document by number")
        checked = documents.check_signed(nsu.secrets["signed_text"])
        probes.attempt(checked.document or checked.claims or not checked.problem, "signed text")
    for path in (
        f"/verify/{nsu.secrets['document']}/",
        "/verify/keys.json",
        f"/media/{nsu.ids['document_path']}",
    ):
        probes.attempt(leak_in(_client("knu").get(path), "nsu"), path)
    page = _client("knu").post(
        "/verify/", {"text": nsu.secrets["signed_text"], "code": nsu.secrets["document"]}
    )
    probes.attempt(leak_in(page, "nsu"), "pasted signed text")
    probes.settle(at_least=8)


def test_jobs_and_imports_are_unknown_at_another(houses: Houses, probes: Probes) -> None:
    nsu, before = houses.nsu, checksums(houses.owner, "nsu")
    with inside("knu"):
        actor = houses.knu.actor("system_administrator")
        probes.attempt(jobs.own_job(actor=actor, job_id=nsu.ids["job"]), "job")
        with pytest.raises(job_services.UnknownJob):
            job_services.cancel(actor=actor, job_id=nsu.ids["job"])
        job_services.run(nsu.ids["job"])
        probes.attempt(imports.run(actor=actor, run_id=nsu.ids["run"]), "import")
        probes.attempt(imports.rows(actor=actor, run_id=nsu.ids["run"]).exists(), "lines of an import")
        for deed in (import_services.ask_apply, import_services.ask_undo):
            with pytest.raises(import_services.UnknownRun):
                deed(actor=actor, run_id=nsu.ids["run"])
        with pytest.raises(import_services.UnknownRun):
            import_services.ask_check(actor=actor, run_id=nsu.ids["run"], mapping={})
    after = checksums(houses.owner, "nsu")
    probes.attempt({table for table in before if before[table] != after[table]}, "changed tables")
    probes.settle(at_least=4)


def test_settings_and_lock_names_belong_to_one_university(houses: Houses, probes: Probes) -> None:
    stored = houses.owner.execute("SELECT key FROM nsu.tenancy_preference").fetchall()
    houses.owner.execute("CREATE TEMP TABLE kept AS SELECT key, value FROM nsu.tenancy_preference")
    houses.owner.execute("UPDATE nsu.tenancy_preference SET value = to_jsonb('canary-nsu'::text)")
    assert len(stored) > 4
    try:
        for (key,) in stored:
            with inside("knu"):
                probes.attempt(preferences.get(key) == "canary-nsu", f"setting {key}")
            with inside("nsu"):
                assert preferences.get(key) == "canary-nsu"
    finally:
        houses.owner.execute(
            "UPDATE nsu.tenancy_preference p SET value = kept.value FROM kept WHERE kept.key = p.key"
        )
        houses.owner.execute("DROP TABLE kept")
    with inside("nsu"):
        here = lock_key("sheets", "numbers")
    with inside("knu"):
        probes.attempt(lock_key("sheets", "numbers") == here, "lock name")
    probes.settle(at_least=5)
