"""What may lie in the repository, and what its pages promise."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, text, written_by_hand

LOCKS = ROOT / "infra" / "requirements"
RECIPES = ("add-a-module", "add-a-university", "add-a-policy-field")
# Written apart, so that this file does not find itself.
ADDRESSES = [
    "pypi" + r"\.org",
    "python" + "hosted",
    "registry" + r"\.npmjs",
    "deb" + r"\.debian",
    r"(?<![\w.])/" + r"work/",
    "/" + "farm/",
    r"(?<![\w.])/" + "root/",
    "/" + r"home/\w+/",
    r"\." + "library/",
]
UNWANTED = re.compile(
    r"(^|/)(uv\.lock|poetry\.lock|node_modules/|\.env$)|\.(pyc|mo)$|^(platform|graphql)/__init__\.py$"
)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
# A path in backquotes: has a folder or is a known file at the top; <name> stands for the reader's own word.
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)`")


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    pattern = re.compile("|".join(ADDRESSES))
    found = {
        f"{path}: {match.group()}" for path in files() for match in [pattern.search(text(path))] if match
    }
    assert not found


def test_nothing_lies_here_that_is_made_elsewhere() -> None:
    assert not [str(path) for path in files() if UNWANTED.search(path.as_posix())]


def _pins(name: str) -> dict[str, str]:
    """Package and its pinned version with hashes, by name."""
    blocks = re.split(r"\n(?=\S)", (LOCKS / name).read_text())
    return {block.partition("==")[0]: block for block in blocks if block.strip()}


@pytest.mark.parametrize("lock", ["base.txt", "dev.txt", "build.txt"])
def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    pins = _pins(lock)
    assert pins
    for name, block in pins.items():
        assert re.match(rf"{re.escape(name)}==\S+", block), block
        assert "--hash=sha256:" in block
    assert "://" not in (LOCKS / lock).read_text()


@pytest.mark.parametrize("lock", ["base.txt", "build.txt"])
def test_the_developers_lock_agrees_with_the_others(lock: str) -> None:
    developers = {name: block.split()[0] for name, block in _pins("dev.txt").items()}
    shared = {name: block.split()[0] for name, block in _pins(lock).items() if name in developers}
    assert shared
    assert {name: developers[name] for name in shared} == shared
    assert lock != "base.txt" or shared.keys() == _pins(lock).keys()


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("base.txt", project["dependencies"]),
        ("dev.txt", project["optional-dependencies"]["dev"]),
    ):
        names = {re.split(r"[\[<>=~!;]", line)[0].lower().replace("_", "-") for line in wanted}
        assert not names - _pins(lock).keys()


def test_every_link_of_the_pages_leads_somewhere() -> None:
    missing = {
        f"{page}: {target}"
        for page in written_by_hand(".md")
        for target in LINK.findall(text(page))
        if "://" not in target and not target.startswith("mailto:")
        if not (ROOT / page.parent / target).exists()
    }
    assert not missing


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_names_files_that_exist(recipe: str) -> None:
    page = Path("docs", "recipes", f"{recipe}.md")
    named = PATH.findall(text(page))
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_every_chore_is_described() -> None:
    makefile = (ROOT / "Makefile").read_text()
    promised = {"demo", "test", "lint", "types", "e2e", "bench", "messages", "lock", "screenshots", "help"}
    described = set(re.findall(r"^([a-z0-9-]+):.*## \S", makefile, flags=re.MULTILINE))
    assert not promised - described


def test_every_switched_off_rule_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line == "ignore = [")
    end = next(number for number in range(start, len(lines)) if lines[number] == "]")
    assert end - start > 1
    assert all(re.search(r"# \w", line) for line in lines[start + 1 : end])


def test_no_rule_is_silenced_in_a_line() -> None:
    silenced = re.compile("# (" + "noqa|type" + r": ignore|fmt: off)")
    assert not [
        f"{path}:{number}"
        for path in written_by_hand(".py")
        for number, line in enumerate(text(path).splitlines(), 1)
        if silenced.search(line)
    ]
