"""One anatomy for all modules: who knows one knows all (docs/recipes/add-a-module.md)."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, module_folders, text

PYTHON = {
    "apps",
    "console",
    "facade",
    "forms",
    "graphql",
    "imports",
    "models",
    "permissions",
    "provisioning",
    "rules",
    "selectors",
    "services",
    "tasks",
    "translation",
    "urls",
    "views",
    "wording",
}
FOLDERS = {"locale", "migrations", "sql", "static", "templates"}
REQUIRED = {"__init__.py", "apps.py", "README.md"}
# Requirement ids as docs/requirements.csv writes them: JAMU-3.5f, EB-T15a, EB-R.S.
ID = re.compile(r"\b(?:AVN|CARD|EB|JAMU|KNU|OSH)-(?:[A-Z]?\d+(?:\.\d+)*[a-z]?|R\.S|S)\b")


def known_ids() -> set[str]:
    """The acceptance list."""
    lines = (ROOT / "docs" / "requirements.csv").read_text(encoding="utf-8").splitlines()
    return {line.partition(",")[0] for line in lines[1:]}


def _unknown_ids(source: str) -> set[str]:
    """Ids in a text that the list does not hold; a clause stands for all its letters (JAMU-3.5 for JAMU-3.5f)."""
    known = known_ids()
    clauses = {re.sub(r"(\.\d+|[a-z])$", "", name) for name in known}
    return set(ID.findall(source)) - known - clauses


def _entries(folder: Path) -> set[str]:
    """Names directly in a folder, of files and of folders."""
    depth = len(folder.parts)
    return {path.parts[depth] for path in files() if path.parts[:depth] == folder.parts}


@pytest.mark.parametrize("folder", module_folders(), ids=lambda path: path.name)
def test_a_module_has_the_known_files_only(folder: Path) -> None:
    entries = _entries(folder)
    assert entries >= REQUIRED
    unknown = {
        name for name in entries - REQUIRED if name not in FOLDERS and name.removesuffix(".py") not in PYTHON
    }
    assert not unknown


@pytest.mark.parametrize("folder", module_folders(), ids=lambda path: path.name)
def test_a_module_says_which_requirements_it_meets(folder: Path) -> None:
    assert ID.search(text(folder / "README.md"))
    assert not _unknown_ids(text(folder / "README.md"))


def test_every_requirement_that_is_named_anywhere_exists() -> None:
    places = {
        f"{path}: {name}"
        for path in files()
        if path.suffix in {".py", ".md", ".html", ".sql", ".po"}
        for name in _unknown_ids(text(path))
    }
    assert not places


def test_the_pattern_reads_every_id_of_the_list() -> None:
    assert not {name for name in known_ids() if ID.fullmatch(name) is None}
