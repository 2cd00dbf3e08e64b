"""Prepares a machine that has only Python: makes `.venv`, installs the locked libraries and the program itself.

Usage: python3 infra/prepare.py base|dev

It runs with any Python 3.6 or newer in order to say that the Python is too old, and with the standard library
only. It does nothing when the locks and pyproject.toml are those of the last time (`.venv/prepared.json`).
"""

import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WANTED = (3, 11)
LOCKS = ROOT / "infra" / "requirements"
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "prepared.json"
PYTHON = ENVIRONMENT / "bin" / "python"
SPACE_MB = 1500

# The sentences of the launcher, read from the checkout: nothing is installed yet.
sys.path.insert(0, str(ROOT / "platform"))
sentences = importlib.import_module("ordo.config.launch.sentences")


def check_machine() -> None:
    """Refuse a Python without what is needed, a folder that cannot be written to, a full disk."""
    if sys.version_info[:2] < WANTED:
        raise sentences.Refusal(
            "python_too_old", found=".".join(map(str, sys.version_info[:3])), wanted="3.11"
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise sentences.Refusal("tool_missing", tool="Python venv", package="python3-venv")
    if not os.access(str(ROOT), os.W_OK):
        raise sentences.Refusal("home_not_writable", path=ROOT)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def done() -> "dict[str, str]":
    """What stands in the environment: kind of lock or `project` → digest of its file."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def pip(*arguments: str) -> None:
    """Install into the environment; pip tells the reason itself when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*command, *arguments], cwd=str(ROOT), check=False).returncode != 0:
        raise sentences.Refusal("install_failed")


def make_environment() -> None:
    """A fresh `.venv`, unless one with this Python stands there."""
    if PYTHON.exists():
        probe = subprocess.run(
            [str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL, check=False
        )
        if probe.returncode == 0:
            return
    free = shutil.disk_usage(str(ROOT)).free // (1024 * 1024)
    if free < SPACE_MB:
        raise sentences.Refusal("disk_full", path=ROOT, free=free, wanted=SPACE_MB)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)


def prepare(kind: str) -> None:
    """Bring `.venv` to the state of the lock `kind` (base or dev); dev holds everything of base."""
    lock, project = LOCKS / f"{kind}.txt", ROOT / "pyproject.toml"
    wanted = {kind: digest(lock), "build": digest(LOCKS / "build.txt"), "project": digest(project)}
    if kind == "dev":
        wanted["base"] = digest(LOCKS / "base.txt")
    state = done() if PYTHON.exists() else {}
    if all(state.get(key) == value for key, value in wanted.items()):
        return
    sys.stdout.write(f"{sentences.title('libraries')} … ")
    sys.stdout.flush()
    start = time.monotonic()
    make_environment()
    state = done()
    if state.get(kind) != wanted[kind]:
        pip("--require-hashes", "--requirement", str(lock))
    if state.get("build") != wanted["build"]:
        pip("--require-hashes", "--requirement", str(LOCKS / "build.txt"))
    # The program itself: import paths and the `ordo` command; its dependencies are those of the lock.
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(json.dumps({**state, **wanted}, indent=1))
    sys.stdout.write(f"{time.monotonic() - start:.1f} s\n")


if __name__ == "__main__":
    check_machine()
    prepare(sys.argv[1] if len(sys.argv) > 1 else "base")
