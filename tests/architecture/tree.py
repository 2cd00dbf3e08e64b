"""The project's tree as its tests see it: what is, or is about to be, under version control."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Folders that hold the program; `tests`, `docs` and `infra` surround it.
PACKAGES = ("platform/ordo", "tenants", "modules", "graphql/api", "cms")
# Written by a tool (migrations, catalogues) or by others (vendored scripts), never by hand.
GENERATED = ("/migrations/", "/locale/", "/vendor/")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, ignored ones left out, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(Path(line) for line in sorted(listed.stdout.splitlines()) if (ROOT / line).is_file())


def written_by_hand(*suffixes: str) -> list[Path]:
    """Files of these suffixes that somebody wrote and somebody reads."""
    return [
        path
        for path in files()
        if path.suffix in suffixes and not any(part in f"/{path.as_posix()}" for part in GENERATED)
    ]


def program() -> list[Path]:
    """Python files of the program itself."""
    return [path for path in written_by_hand(".py") if path.as_posix().startswith(PACKAGES)]


@cache
def text(path: Path) -> str:
    """The content of a file of the project."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(text(path), str(path))


def module_folders() -> list[Path]:
    """The modules: children of `modules/` that are packages."""
    return sorted(
        {path.parent for path in files() if path.match("modules/*/__init__.py") and len(path.parts) == 3}
    )


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a file, inner ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def percentile(values: list[int], share: float) -> int:
    """The value that `share` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0
