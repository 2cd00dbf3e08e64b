"""Copies of the prepared database: made in a quarter of a second, thrown away after use."""

import hashlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from ordo.config.environment import DatabaseUrl
from ordo.config.launch.database import APP_ROLE, with_database, with_login

ROOT = Path(__file__).resolve().parents[1]
# What the prepared database is made from; code that only answers requests changes nothing in it.
WATCHED = (
    *(f"{root}/**/{part}" for root in ("platform", "modules", "cms") for part in (
        "migrations/*.py", "*.sql", "permissions.py", "provisioning.py", "apps.py")),
    "platform/ordo/access/roles.py",
    "platform/ordo/config/settings.py",
    "tenants/**/*.py",
    "tests/preparation.py",
    "tests/settings.py",
    *(f"tests/sample_module/**/{part}.py" for part in ("apps", "permissions", "provisioning", "migrations/*")),
)  # fmt: skip
SECRET_KEY = "test-secret"
_LOCK = 0x4F52444F


def owner_url() -> str:
    """Address of the owner's database; its cluster holds the copies."""
    return os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def url_for(name: str) -> str:
    """Address of another database of the same cluster, for the owner."""
    return with_database(owner_url(), name)


def application_url(name: str) -> str:
    """Address of a database of the cluster with the application's own login."""
    given = os.environ.get("ORDO_APP_DATABASE_URL", "")
    login = DatabaseUrl.parse(given) if given else None
    return with_login(url_for(name), login.user if login else APP_ROLE, login.password if login else "")


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(url_for("postgres"), autocommit=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in WATCHED:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def prepared() -> str:
    """Name of the prepared database for the tree as it stands; made when it is not there yet."""
    name = f"ordo_test_{_fingerprint()}"
    with _maintenance() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _drop_old(connection)
            _build(connection, name)
    return name


def _drop_old(connection: psycopg.Connection) -> None:
    rows = connection.execute(
        "SELECT datname FROM pg_database d WHERE datname LIKE 'ordo_test_%'"
        " AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)"
        " ORDER BY oid DESC OFFSET 8"
    ).fetchall()
    for (old,) in rows:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))


def _build(connection: psycopg.Connection, name: str) -> None:
    building = f"{name}_building"
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(building)))
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
    environment = {
        **os.environ,
        "ORDO_PROCESS": "owner",
        "DATABASE_URL": url_for(building),
        "ORDO_SECRET_KEY": SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("", "platform", "graphql")),
    }
    result = subprocess.run(
        [sys.executable, "-m", "tests.preparation"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError(result.stdout + result.stderr)
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
    )


@contextmanager
def copy() -> Iterator[str]:
    """Name of a fresh copy of the prepared database, dropped at the end."""
    source = prepared()
    name = f"ordo_copy_{uuid.uuid4().hex[:12]}"
    with _maintenance() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
        )
    try:
        yield name
    finally:
        with _maintenance() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
