"""Which database the program uses: the one named in DATABASE_URL, otherwise the embedded one.

Two logins reach it. The owner (DATABASE_URL) owns every table and runs migrations, provisioning and commands.
The application's own login (ORDO_APP_DATABASE_URL, role `ordo_app`) owns nothing: web and worker use it, so a
statement that leaves the university's schema is refused by the database itself.

`python -m ordo.config.launch.database COMMAND …` runs a command with both addresses in its environment, and with
the owner's one in PostgreSQL's own variables as well: `… psql` and `… pg_dump` need no arguments.
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

import psycopg
from psycopg import sql

from ordo.config import environment
from ordo.config.environment import DatabaseUrl
from ordo.config.launch.cluster import Cluster, binaries
from ordo.config.launch.home import home, keep_secret
from ordo.config.launch.sentences import Refusal

APP_ROLE = "ordo_app"
DATABASE = "ordo"
_CONNECT_SECONDS = 10
_LIBPQ = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
}
_SCHEMES = {"postgresql", "postgres"}
_running: dict[str, Cluster] = {}


@dataclass(frozen=True)
class DatabaseUrls:
    """The two addresses of one database: `owner` for the administration, `app` for web and worker."""

    owner: str
    app: str

    def environment(self, process: str) -> Mapping[str, str]:
        """The variables that the settings read; `process` is `owner` or `app`."""
        return {"DATABASE_URL": self.owner, "ORDO_APP_DATABASE_URL": self.app, "ORDO_PROCESS": process}


def ensure() -> DatabaseUrls:
    """A reachable database with both logins; also sets DATABASE_URL and ORDO_APP_DATABASE_URL.

    With neither variable given, or with the embedded server's own address, that server is started (and stopped by
    its last user). With DATABASE_URL alone the database and the role `ordo_app` are made when missing. With both, they
    are made only by a process of the owner (ORDO_PROCESS=owner), with the password of the application's address.
    Raises Refusal `database_…`.
    """
    owner = os.environ.get("DATABASE_URL", "")
    app = os.environ.get("ORDO_APP_DATABASE_URL", "")
    if owner and _is_embedded(owner):
        embedded()
    if not owner:
        owner, app = embedded().url(DATABASE), embedded().url(DATABASE, APP_ROLE)
        _prepare(owner, password=None)
    elif not app:
        _check_address(owner)
        password = keep_secret("app-password")
        app = with_login(owner, APP_ROLE, password)
        _prepare(owner, password)
    elif (
        os.environ.get("ORDO_PROCESS") == "owner"
        and urlsplit(app).username == APP_ROLE
        and urlsplit(app).password
    ):
        _check_address(owner)
        _prepare(owner, unquote(urlsplit(app).password or ""))
    os.environ["DATABASE_URL"] = owner
    os.environ["ORDO_APP_DATABASE_URL"] = app
    return DatabaseUrls(owner, app)


def embedded() -> Cluster:
    """The embedded server of this ORDO_HOME, running and held until `release` or the end of this process."""
    place = home()
    if str(place) not in _running:
        cluster = Cluster(place)
        cluster.acquire()
        _running[str(place)] = cluster
        atexit.register(cluster.release)
    return _running[str(place)]


def check(url: str, *, universities: bool = False) -> None:
    """Say at once, and in a sentence, that nothing answers, or that there are no `universities` where some are needed.

    Raises Refusal `database_unreachable`, `database_empty`.
    """
    try:
        with psycopg.connect(url, connect_timeout=_CONNECT_SECONDS) as connection:
            # By the catalogue: the application's login may not look into public by itself.
            there = connection.execute(
                "SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = 'tenants_university'"
            ).fetchone()
    except psycopg.OperationalError as error:
        raise _unreachable(url, error) from error
    if universities and there is None:
        raise Refusal("database_empty", name=database_name(url))


def release() -> None:
    """Let go of the embedded server, if this process holds one."""
    while _running:
        _, cluster = _running.popitem()
        cluster.release()


def with_login(url: str, user: str, password: str) -> str:
    """The same address with another login, wherever the first one stood."""
    parts = urlsplit(url)
    _, _, server = parts.netloc.rpartition("@")
    others = [one for one in parts.query.split("&") if one.partition("=")[0] not in {"user", "password"}]
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return _written(parts._replace(netloc=f"{login}@{server}", query="&".join(others)))


def with_database(url: str, name: str) -> str:
    """The same address with another database."""
    return _written(urlsplit(url)._replace(path=f"/{quote(name, safe='')}"))


def database_name(url: str) -> str:
    """The name of the database in an address."""
    return unquote(urlsplit(url).path.lstrip("/"))


def libpq_environment(url: str) -> dict[str, str]:
    """An address as the variables that PostgreSQL's own programs read."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    return {name: str(parts[key]) for key, name in _LIBPQ.items() if parts.get(key)}


def _written(parts: SplitResult) -> str:
    """A whole address again; urlunsplit would drop the `//` of one without a host, as those of a socket are."""
    return f"{parts.scheme}://{parts.netloc}{parts.path}{f'?{parts.query}' if parts.query else ''}"


def _check_address(url: str) -> None:
    """Refuse what is no address of a PostgreSQL database."""
    try:
        parts = urlsplit(url)
        psycopg.conninfo.conninfo_to_dict(url)
    except (ValueError, psycopg.ProgrammingError) as error:
        raise Refusal("database_wrong_address") from error
    if parts.scheme not in _SCHEMES or not database_name(url):
        raise Refusal("database_wrong_address")


def _prepare(owner: str, password: str | None) -> None:
    """Make the database and the application's role when they are missing."""
    server = with_database(owner, "postgres")
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=_CONNECT_SECONDS) as connection:
            _ensure_database(connection, database_name(owner))
            _ensure_role(connection, password)
        if password is not None:
            _ensure_password(owner, server, password)
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refusal("database_rights", reason=_first_line(error)) from error
    except psycopg.OperationalError as error:
        raise _unreachable(owner, error) from error


def _unreachable(url: str, error: Exception) -> Refusal:
    """The refusal that names where nobody answered and what was said."""
    where = DatabaseUrl.parse(url)
    return Refusal(
        "database_unreachable",
        where=f"{where.host or 'unix'}:{where.port or 5432}",
        reason=_first_line(error),
    )


def _is_embedded(url: str) -> bool:
    """Whether an address leads to the embedded server of this ORDO_HOME: handed on by another command of ours."""
    cluster = Cluster(environment.home())
    try:
        host = DatabaseUrl.parse(url).host
    except ValueError:
        return False
    return host == str(cluster.socket_folder) and (cluster.data / "PG_VERSION").exists()


def _first_line(error: Exception) -> str:
    """The first line of what the server said."""
    return str(error).strip().partition("\n")[0]


def _ensure_database(connection: psycopg.Connection, name: str) -> None:
    """CREATE DATABASE unless it is there."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        # template0: template1 may hold what the machine's owner put there, in another encoding.
        statement = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(
            sql.Identifier(name)
        )
        try:
            connection.execute(statement)
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return


def _ensure_role(connection: psycopg.Connection, password: str | None) -> None:
    """CREATE ROLE ordo_app: may log in, owns nothing, has a right only by an explicit SET ROLE."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone() is None:
        statement = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
        try:
            connection.execute(statement.format(sql.Identifier(APP_ROLE), sql.Literal(password)))
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            return


def _ensure_password(owner: str, server: str, password: str) -> None:
    """Roles belong to the whole server: one made by another installation gets our password if ours is refused."""
    try:
        psycopg.connect(with_login(owner, APP_ROLE, password), connect_timeout=_CONNECT_SECONDS).close()
    except psycopg.OperationalError:
        with psycopg.connect(server, autocommit=True, connect_timeout=_CONNECT_SECONDS) as connection:
            statement = sql.SQL("ALTER ROLE {} LOGIN NOINHERIT PASSWORD {}")
            connection.execute(statement.format(sql.Identifier(APP_ROLE), sql.Literal(password)))


def main(argv: list[str]) -> int:
    """Run a command with the database's addresses in its environment; gives the command's exit code."""
    urls = ensure()
    try:
        environment = {**os.environ, **libpq_environment(urls.owner), **urls.environment("owner")}
        # psql and its like, should the machine have none of its own.
        environment["PATH"] = f"{environment.get('PATH', os.defpath)}{os.pathsep}{binaries()}"
        return subprocess.run(argv, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130
    finally:
        release()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
