"""System checks that refuse a start under the measured traps 1, 2, 3, 8 and 9."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

CACHE_KEY_FUNCTION = "ordo.tenancy.caches.make_key"
ENGINE = "ordo.tenancy.backend"


def caches_carry_the_university(**_context: Any) -> list[CheckMessage]:
    """Trap 1: every cache alias names the university in its keys."""
    configured: Mapping[str, Mapping[str, Any]] = settings.CACHES
    return [
        Error(f"Cache '{alias}' has no tenant-aware KEY_FUNCTION.", id="ordo.E001")
        for alias, options in configured.items()
        if options.get("KEY_FUNCTION") != CACHE_KEY_FUNCTION
    ]


def engine_switches_role(**_context: Any) -> list[CheckMessage]:
    """The default database goes through the backend that sets path and role."""
    if settings.DATABASES["default"]["ENGINE"] != ENGINE:
        return [Error("The default database must use the tenant-switching engine.", id="ordo.E002")]
    return []


def _backend_of(wrapper: BaseDatabaseWrapper) -> int:
    """Number of the PostgreSQL process that answers this connection now."""
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _backends() -> tuple[int, int, int]:
    """Backends of one connection, of a second one inside a transaction, and of the first again meanwhile."""
    first, second = connections["default"], connections["default"].copy()
    try:
        before = _backend_of(first)
        second.set_autocommit(False)
        other = _backend_of(second)
        after = _backend_of(first)
        second.rollback()
    finally:
        second.close()
    return before, other, after


def pooler_keeps_the_session(databases: Iterable[str] | None = None, **_context: Any) -> list[CheckMessage]:
    """Trap 2: a transaction-mode pooler lends one backend to whoever comes next, with the last one's university.

    While a second connection holds a backend in a transaction, the first must still have its own.
    """
    if not databases or "default" not in databases:
        return []
    before, other, after = _backends()
    if before != after or before == other:
        return [
            Error("A pooler in transaction mode stands before PostgreSQL; use session mode.", id="ordo.E003")
        ]
    return []


def tenants_library_is_safe(**_context: Any) -> list[CheckMessage]:
    """Trap 3: django-tenants before 4.0.1 answers with foreign rows after a savepoint rollback."""
    found = tuple(int(part) for part in version("django-tenants").split(".")[:3])
    if found < (4, 0, 1):
        return [Error("django-tenants 4.0.1 or newer is required.", id="ordo.E004")]
    return []


def mail_links_are_bound(**_context: Any) -> list[CheckMessage]:
    """Trap 8: allauth's stateless e-mail links would be accepted by every university."""
    if getattr(settings, "ACCOUNT_EMAIL_CONFIRMATION_HMAC", True):
        return [Error("ACCOUNT_EMAIL_CONFIRMATION_HMAC must be False.", id="ordo.E005")]
    return []


def cookies_stay_on_the_host(**_context: Any) -> list[CheckMessage]:
    """Trap 9: a cookie for a parent domain would be sent to every university."""
    names = ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "LANGUAGE_COOKIE_DOMAIN")
    problems: list[CheckMessage] = [
        Error(f"{name} must stay unset: cookies are host-only.", id="ordo.E006")
        for name in names
        if getattr(settings, name, None)
    ]
    if settings.SESSION_ENGINE != "django.contrib.sessions.backends.db":
        problems.append(Error("Sessions live in the university's own schema.", id="ordo.E007"))
    return problems


CHECKS = (
    caches_carry_the_university,
    engine_switches_role,
    tenants_library_is_safe,
    mail_links_are_bound,
    cookies_stay_on_the_host,
)


def register() -> None:
    """Hand the checks to Django; the pooler's one asks the database and runs on `--database default` and at start."""
    for check in CHECKS:
        register_check(check)
    register_check(pooler_keeps_the_session, Tags.database)


def refuse_wrong_start() -> None:
    """Run all checks, the pooler's too, before web or worker takes its first work; raises ImproperlyConfigured."""
    found = [message for check in CHECKS for message in check()]
    found += pooler_keeps_the_session(databases=["default"])
    connections.close_all()
    if found:
        raise ImproperlyConfigured(" ".join(f"{message.id}: {message.msg}" for message in found))
