"""The program refuses to start under each measured trap, and starts without them (traps 1, 2, 3, 8, 9)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from ordo.tenancy import checks

MAKE_KEY = {
    "KEY_FUNCTION": checks.CACHE_KEY_FUNCTION,
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
}
WRONG_SETTINGS: tuple[tuple[str, Any, str], ...] = (
    (
        "CACHES",
        {"default": MAKE_KEY, "other": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "E001",
    ),
    (
        "CACHES",
        {"default": {**MAKE_KEY, "KEY_FUNCTION": "django.core.cache.backends.base.default_key_func"}},
        "E001",
    ),
    (
        "DATABASES",
        {"default": {**settings.DATABASES["default"], "ENGINE": "django.db.backends.postgresql"}},
        "E002",
    ),
    ("ACCOUNT_EMAIL_CONFIRMATION_HMAC", True, "E005"),
    ("SESSION_COOKIE_DOMAIN", ".localhost", "E006"),
    ("CSRF_COOKIE_DOMAIN", "localhost", "E006"),
    ("LANGUAGE_COOKIE_DOMAIN", ".localhost", "E006"),
    ("SESSION_ENGINE", "django.contrib.sessions.backends.cache", "E007"),
    ("SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies", "E007"),
)


def _ids() -> set[str]:
    return {str(message.id) for message in run_checks() if str(message.id).startswith("ordo.")}


def test_the_program_as_it_is_has_no_objection() -> None:
    assert _ids() == set()


@pytest.mark.parametrize(("name", "value", "code"), WRONG_SETTINGS)
def test_a_wrong_setting_is_an_error_of_the_check(name: str, value: Any, code: str) -> None:
    with override_settings(**{name: value}):
        assert _ids() == {f"ordo.{code}"}


@pytest.mark.parametrize("version", ["3.9.0", "4.0.0", "4.0.0.post1"])
def test_an_old_tenants_library_is_an_error(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(checks, "version", lambda name: version)
    assert _ids() == {"ordo.E004"}


def test_the_safe_tenants_library_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("4.0.1", "4.1.0", "5.0.0"):
        monkeypatch.setattr(checks, "version", lambda name, version=version: version)
        assert _ids() == set()


class Pooler:
    """Stands for PgBouncer: in transaction mode a backend goes back after every transaction, last in first out."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.free = [12, 11]

    def connection(self) -> "Lent":
        """A client's connection to the pooler."""
        return Lent(self)


class Lent:
    """One client's connection, with as much of Django's wrapper as the check uses."""

    def __init__(self, pooler: Pooler) -> None:
        self.pooler = pooler
        self.backend: int | None = None
        self.in_transaction = False

    def copy(self) -> "Lent":
        return Lent(self.pooler)

    def set_autocommit(self, autocommit: bool) -> None:
        self.in_transaction = not autocommit

    def cursor(self) -> "Lent":
        return self

    def __enter__(self) -> "Lent":
        return self

    def __exit__(self, *args: object) -> None:
        if self.pooler.mode == "transaction" and not self.in_transaction:
            self._give_back()

    def execute(self, statement: str) -> None:
        assert statement == "SELECT pg_backend_pid()"
        if self.backend is None:
            self.backend = self.pooler.free.pop()

    def fetchone(self) -> tuple[int | None]:
        return (self.backend,)

    def rollback(self) -> None:
        self.in_transaction = False

    def close(self) -> None:
        self._give_back()

    def _give_back(self) -> None:
        if self.backend is not None:
            self.pooler.free.append(self.backend)
        self.backend = None


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts the program behind a pooler of a mode."""

    class Connections(dict[str, Lent]):
        def close_all(self) -> None: ...

    def put(mode: str) -> None:
        monkeypatch.setattr(checks, "connections", Connections(default=Pooler(mode).connection()))

    return put


def test_a_pooler_in_transaction_mode_is_an_error(behind: Callable[[str], None]) -> None:
    behind("transaction")
    (problem,) = checks.pooler_keeps_the_session(databases=["default"])
    assert problem.id == "ordo.E003"


def test_a_pooler_in_session_mode_is_none(behind: Callable[[str], None]) -> None:
    behind("session")
    assert checks.pooler_keeps_the_session(databases=["default"]) == []


def test_postgresql_itself_is_none(nsu: str) -> None:
    assert checks.pooler_keeps_the_session(databases=["default"]) == []


def test_without_a_database_nothing_is_asked(behind: Callable[[str], None]) -> None:
    behind("transaction")
    assert checks.pooler_keeps_the_session() == []
    assert checks.pooler_keeps_the_session(databases=["other"]) == []


def test_web_and_worker_do_not_start_under_a_trap(behind: Callable[[str], None]) -> None:
    behind("session")
    checks.refuse_wrong_start()
    behind("transaction")
    with pytest.raises(ImproperlyConfigured, match=r"ordo\.E003"):
        checks.refuse_wrong_start()
    behind("session")
    with (
        override_settings(SESSION_COOKIE_DOMAIN=".kg"),
        pytest.raises(ImproperlyConfigured, match=r"ordo\.E006"),
    ):
        checks.refuse_wrong_start()


def test_the_web_application_asks_before_it_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    def refuse() -> None:
        raise ImproperlyConfigured("refused")

    monkeypatch.setattr(checks, "refuse_wrong_start", refuse)
    with pytest.raises(ImproperlyConfigured, match="refused"):
        importlib.reload(importlib.import_module("ordo.config.wsgi"))
