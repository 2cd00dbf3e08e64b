"""Demo data that a rector would believe: four universities in the middle of a semester, the same at every start."""

from collections.abc import Mapping
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from ordo.access.models import Role, RoleGrant
from ordo.accounts.models import User
from ordo.config.demo import parallel, roles, university
from ordo.config.demo.calendar import semester_of
from ordo.config.demo.catalogue import FACULTIES
from ordo.config.demo.sizes import SIZES
from ordo.config.launch.accounts import Login
from ordo.tenancy import preferences
from ordo.tenancy.current import inside, lock_key
from ordo.tenancy.names import PLATFORM

MADE = "demo.accounts"

Accounts = dict[str, Login]


def ensure(size: str) -> Mapping[str, Mapping[str, Login]]:
    """Fill what is not filled yet; returns the accounts by university and role. Twice changes nothing.

    Raises Refusal `data_failed`. Leaves no open connection behind when it had something to fill.
    """
    operator = _operator()
    known = {schema: _made(schema) for schema in FACULTIES}
    missing = [schema for schema, accounts in known.items() if accounts is None]
    if missing:
        known.update(parallel.each(missing, partial(fill, size=size)))
    return {PLATFORM: operator, **{schema: accounts or {} for schema, accounts in known.items()}}


def _made(schema: str) -> Accounts | None:
    with inside(schema):
        known: Accounts | None = preferences.get(MADE)
    return known


def fill(schema: str, size: str) -> Accounts:
    """Fill one university, all of it or nothing; returns its accounts.

    Whoever comes second, because a killed start has not quite ended, waits and finds the work done.
    """
    with inside(schema), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock_key("demo")])
        known: Accounts | None = preferences.get(MADE)
        if known is not None:
            return known
        accounts = university.fill(schema, SIZES[size], semester_of(timezone.localdate()))
        preferences.put(MADE, accounts, by="demo")
    return accounts


def _operator() -> Accounts:
    """The operator of the platform, who opens universities and belongs to none."""
    login: Login = {"login": "operator", "password": roles.password_of(PLATFORM)}
    with inside(PLATFORM), transaction.atomic():
        if not User.objects.filter(username="operator").exists():
            user = User.objects.create_user("operator", password=login["password"], last_name="Оператор")
            role = Role.objects.get(code="system_administrator")
            RoleGrant.objects.create(
                user=user,
                role=role,
                scope="university",
                valid_from=timezone.localdate(),
                granted_by_name="demo",
            )
    return {"operator": login}
