"""The account under which root runs the embedded PostgreSQL, which refuses to run as root."""

import contextlib
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from ordo.config.launch.sentences import Refusal

SYSTEM_ACCOUNT = "ordo-postgres"


def system_account() -> pwd.struct_passwd:
    """The account under which root runs the embedded server; made when missing."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        raise Refusal("tool_missing", tool="useradd", package="passwd")
    subprocess.run(
        [program, "--system", "--no-create-home", "--shell", "/bin/false", SYSTEM_ACCOUNT],
        capture_output=True,
        check=False,
    )
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError as error:
        raise Refusal("tool_missing", tool=SYSTEM_ACCOUNT, package="passwd") from error


def let_through(path: Path) -> None:
    """Let other accounts pass through (not read) the folders above `path`, where they could not before."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
