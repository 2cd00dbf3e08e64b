"""The shape of the tree: import paths, names, sizes."""

import platform
import re
from pathlib import Path

import graphql
import pytest

from tests.architecture.tree import ROOT, files, functions, percentile, program, text, written_by_hand

SOURCE_ROOTS = ("platform", "graphql")
SAY_NOTHING = re.compile(r"(^|_)(utils?|common|core|helpers?|misc|stuff|tools)(_|$)")
FILE_P95, FILE_MAX, FUNCTION_P95, FUNCTION_MAX = 300, 500, 35, 80


@pytest.mark.parametrize("folder", SOURCE_ROOTS)
def test_a_folder_named_like_a_library_is_no_package(folder: str) -> None:
    assert not list((ROOT / folder).glob("*.py"))


def test_the_standard_library_and_graphql_core_are_still_themselves() -> None:
    assert platform.system()
    assert "site-packages" in Path(graphql.__file__).parts


def test_no_name_says_nothing() -> None:
    named = {part for path in files() for part in path.with_suffix("").parts}
    assert not sorted(name for name in named if SAY_NOTHING.search(name))


def test_files_stay_readable() -> None:
    lengths = {path: text(path).count("\n") for path in written_by_hand(".py", ".html", ".css", ".js")}
    assert not {str(path): lines for path, lines in lengths.items() if lines > FILE_MAX}
    assert percentile(list(lengths.values()), 0.95) <= FILE_P95


def test_functions_stay_readable() -> None:
    lengths = {
        f"{path}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in program()
        for function in functions(path)
    }
    assert not {place: lines for place, lines in lengths.items() if lines > FUNCTION_MAX}
    assert percentile(list(lengths.values()), 0.95) <= FUNCTION_P95


def test_tests_mirror_the_tree() -> None:
    roots = {path.parts[1] for path in files() if path.parts[0] == "tests" and len(path.parts) > 2}
    known = {"platform", "tenants", "modules", "graphql", "cms", "browser", "architecture", "concurrency"}
    known |= {"isolation", "permissions", "sample_module", "baselines"}
    assert roots <= known | {"factories", "benchmarks"}
