"""A launcher of its own for every test: its own ORDO_HOME, no address of another database."""

from pathlib import Path

import pytest

VARIABLES = (
    "DATABASE_URL",
    "ORDO_APP_DATABASE_URL",
    "ORDO_PORT",
    "ORDO_SIZE",
    "ORDO_SECRET_KEY",
    "ORDO_PROCESS",
)


@pytest.fixture
def ordo_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ORDO_HOME, in English."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("ORDO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
