"""`ordo …` as an operator types it, straight after a start of the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ordo.config.launch.sentences import REFUSALS

GIVEN = ("DATABASE_URL", "ORDO_APP_DATABASE_URL", "ORDO_PROCESS", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """No address, no language, an ORDO_HOME of its own."""
    return {
        **{key: value for key, value in os.environ.items() if key not in GIVEN and not key.startswith("PG")},
        "ORDO_HOME": str(tmp_path / "home"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "ordo.config.settings",
        "ORDO_EXTRA_APPS": "",
    }


def ordo(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a program."""
    return subprocess.run(
        [sys.executable, "-m", "ordo.config", *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def said(key: str, text: str, **values: object) -> bool:
    """Whether the sentence stands there in all three languages, with nothing of the program's insides."""
    return all(words % values in text for words in REFUSALS[key]) and "Traceback" not in text


@pytest.mark.parametrize("arguments", [("university", "list"), ("university", "check"), ("ledger", "verify")])
def test_a_command_starts_the_embedded_database_and_says_what_is_missing(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = ordo(environment, *arguments)
    assert done.returncode == 1
    assert said("database_empty", done.stderr, name="ordo"), done.stderr
    assert (tmp_path / "home" / "postgres" / "data" / "PG_VERSION").exists()
    assert not (tmp_path / "home" / "postgres" / "data" / "postmaster.pid").exists()


@pytest.mark.parametrize("both", [False, True])
def test_a_database_that_does_not_answer_is_one_sentence_in_three_languages(
    environment: dict[str, str], both: bool
) -> None:
    nobody = "postgresql://postgres@127.0.0.1:9/ordo"
    addresses = {"DATABASE_URL": nobody, **({"ORDO_APP_DATABASE_URL": nobody} if both else {})}
    done = ordo({**environment, **addresses}, "university", "list")
    reason = done.stderr.strip().splitlines()[-1].partition("): ")[2]
    assert done.returncode == 1
    assert reason
    assert said("database_unreachable", done.stderr, where="127.0.0.1:9", reason=reason), done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("version",), ("university", "--help")])
def test_what_needs_no_database_starts_none(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert ordo(environment, *arguments).returncode == 0
    assert not (tmp_path / "home").exists()
