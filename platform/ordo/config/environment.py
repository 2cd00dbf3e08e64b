"""Values of the environment, read once and typed; the start contract names them (architecture §11)."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the package `ordo`, in a checkout or in an installed environment."""


def project_root() -> Path:
    """The folder with `pyproject.toml` when the program runs from a checkout, otherwise the current folder."""
    return PACKAGE.parents[1] if is_checkout() else Path.cwd()


def is_checkout() -> bool:
    """Whether the program runs from its sources and not from the wheel."""
    return PACKAGE.parent.name == "platform" and (PACKAGE.parents[1] / "pyproject.toml").exists()


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """A PostgreSQL address taken apart."""

    name: str
    user: str
    password: str
    host: str
    port: str

    @classmethod
    def parse(cls, text: str) -> "DatabaseUrl":
        """Read `postgresql://user:password@host:port/name`.

        As libpq does, the part after `?` wins: `postgresql:///name?host=/folder/of/a/socket&port=5433&user=ordo`.
        Raises ValueError for another scheme.
        """
        parts = urlsplit(text)
        if parts.scheme not in {"postgresql", "postgres"}:
            raise ValueError("DATABASE_URL must begin with postgresql://")
        # In an address `+` is a plus: only forms mean a blank by it.
        given = dict(parse_qsl(parts.query.replace("+", "%2B")))
        return cls(
            name=unquote(parts.path.lstrip("/")) or "ordo",
            user=given.get("user") or unquote(parts.username or ""),
            password=given.get("password") or unquote(parts.password or ""),
            host=given.get("host") or parts.hostname or "",
            port=given.get("port") or str(parts.port or ""),
        )

    def django(self) -> dict[str, str]:
        """The connection part of Django's DATABASES entry."""
        return {
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
        }


def text(name: str, default: str = "") -> str:
    """A variable as it stands."""
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    """Whether a variable is set to 1, true or yes."""
    return text(name).lower() in {"1", "true", "yes"}


def home() -> Path:
    """Folder of all state of the embedded default."""
    return Path(text("ORDO_HOME") or project_root() / ".ordo").resolve()


def port() -> int:
    """Port the pages are served on."""
    return int(text("ORDO_PORT", "8000"))


def secret() -> str:
    """The deployment's secret: from the environment, else the one the launcher keeps in the home folder."""
    given = text("ORDO_SECRET_KEY")
    kept = home() / "secret"
    if given or not kept.exists():
        return given
    return kept.read_text().strip()


def process_kind() -> str:
    """`app` takes the login role without tables, `owner` migrates and provisions."""
    return text("ORDO_PROCESS", "app")


def database() -> DatabaseUrl:
    """Database of this process: the application's login role, or the owner for migrations."""
    owner = text("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/ordo")
    return DatabaseUrl.parse(owner if process_kind() == "owner" else text("ORDO_APP_DATABASE_URL", owner))
