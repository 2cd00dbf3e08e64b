"""The folder with all state of the one-command start: ORDO_HOME, by default `.ordo/` beside the program.

What stands in it: `secret` (key of signatures), `app-password` (database login of web and worker), `postgres/`
(the embedded database), `logs/`, `run/` (processes that were started), `demo-accounts.json`.
"""

import errno
import os
import secrets
import shutil
import socket
from pathlib import Path

from ordo.config.environment import project_root
from ordo.config.launch.sentences import Refusal

MEGABYTE = 1024 * 1024
# What the database, its log and the files of one demo need, measured and rounded up; in megabytes by ORDO_SIZE.
SPACE_MB = {"S": 1_000, "M": 4_000, "L": 30_000}
DEFAULT_PORT = 8000


def home() -> Path:
    """ORDO_HOME as an absolute path; made (mode 700) when missing.

    Raises Refusal `home_not_writable` or `disk_full`.
    """
    path = Path(os.environ.get("ORDO_HOME") or project_root() / ".ordo").expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = path / f".probe-{os.getpid()}"
        probe.write_bytes(b"ordo")
        probe.unlink()
    except OSError as error:
        raise _storage_refusal(error, path) from error
    os.environ["ORDO_HOME"] = str(path)
    return path


def _storage_refusal(error: OSError, path: Path) -> Refusal:
    """The sentence for a folder that refuses to be written to."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Refusal("disk_full", path=path, free=0, wanted=SPACE_MB["S"])
    return Refusal("home_not_writable", path=path)


def check_space(path: Path, size: str) -> None:
    """Refuse to start when the disk has too little room for a demo of this size (S, M or L)."""
    wanted = SPACE_MB[size]
    free = shutil.disk_usage(path).free // MEGABYTE
    if free < wanted:
        raise Refusal("disk_full", path=path, free=free, wanted=wanted)


def demo_size() -> str:
    """ORDO_SIZE: S, M or L students a university; S when not said."""
    value = os.environ.get("ORDO_SIZE", "S").upper()
    if value not in SPACE_MB:
        raise Refusal("size_unknown", value=value)
    return value


def port() -> int:
    """ORDO_PORT as a number; 8000 when not said."""
    value = os.environ.get("ORDO_PORT") or str(DEFAULT_PORT)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65_535:
        raise Refusal("port_not_a_number", value=value)
    os.environ["ORDO_PORT"] = str(int(value))
    return int(value)


def bind_address() -> str:
    """ORDO_BIND: the address on which the web server listens; this machine only when not said."""
    return os.environ.get("ORDO_BIND") or "127.0.0.1"


def check_port(number: int) -> None:
    """Refuse to start when another program listens on this port, with a free one as a proposal."""
    error = _bind_error(number)
    if error is None:
        return
    if error.errno == errno.EACCES:
        raise Refusal("port_forbidden", port=number) from error
    other = next(
        (free for free in range(number + 1, number + 200) if _bind_error(free) is None), DEFAULT_PORT
    )
    raise Refusal("port_taken", port=number, other=other) from error


def _bind_error(number: int) -> OSError | None:
    """What the system says when the port is opened for a moment; None when it is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without it a port stays refused for a minute after our own server has gone.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind_address(), number))
            probe.listen(1)
        except OSError as error:
            return error
    return None


def keep_secret(name: str) -> str:
    """A random word kept in ORDO_HOME under `name`, readable by its owner only; made at the first call."""
    path = home() / name
    if not path.exists():
        fresh = path.with_name(f"{name}.{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # A link refuses to replace, so two first starts at one moment agree on one word.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


def ensure_secret() -> str:
    """ORDO_SECRET_KEY: the one given, otherwise the one kept in ORDO_HOME/secret."""
    value = os.environ.get("ORDO_SECRET_KEY") or keep_secret("secret")
    os.environ["ORDO_SECRET_KEY"] = value
    return value
