"""The import contracts are kept, and can be broken."""

import subprocess
import sys
from pathlib import Path

import pytest
from grimp import ImportGraph

from tests.architecture.contracts import FacadeContract, FloorsContract
from tests.architecture.tree import ROOT

SESSION = {"root_packages": ["ordo", "api", "tenants", "modules", "cms"]}
FACADE = {
    "container": "modules",
    "doors": ["facade"],
    "assembler": "api",
    "assembler_doors": ["facade", "graphql"],
    "head": "ordo.config",
}
FLOORS = {"layers": ["ordo.config", "api | cms", "modules", "tenants"], "kernel": "ordo"}
MODULES = """
    ordo ordo.config ordo.config.demo ordo.access api api.schema cms cms.portal tenants tenants.models
    modules modules.journal modules.journal.services modules.journal.facade modules.journal.graphql
    modules.sheets modules.sheets.services
"""


def _kept(contract: FacadeContract | FloorsContract, importer: str, imported: str) -> bool:
    graph = ImportGraph()
    for module in MODULES.split():
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    return contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        ("modules.sheets.services", "modules.journal.facade", True),
        ("modules.sheets.services", "modules.journal.services", False),
        ("modules.sheets.services", "modules.journal", False),
        ("modules.journal.facade", "modules.journal.services", True),
        ("api.schema", "modules.journal.graphql", True),
        ("api.schema", "modules.journal.services", False),
        ("cms.portal", "modules.journal.graphql", False),
        ("cms.portal", "modules.journal.facade", True),
        ("ordo.config.demo", "modules.journal.services", True),
    ],
)
def test_a_module_is_entered_through_its_facade_only(importer: str, imported: str, kept: bool) -> None:
    contract = FacadeContract(name="facade", session_options=SESSION, contract_options=FACADE)
    assert _kept(contract, importer, imported) is kept


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        ("ordo.config.demo", "api.schema", True),
        ("ordo.config.demo", "ordo.access", True),
        ("tenants.models", "ordo.access", True),
        ("ordo.access", "tenants.models", False),
        ("ordo.access", "ordo.config", False),
        ("tenants.models", "modules.journal.facade", False),
        ("modules.journal.services", "cms.portal", False),
        ("api.schema", "cms.portal", False),
    ],
)
def test_a_floor_imports_only_what_lies_below(importer: str, imported: str, kept: bool) -> None:
    contract = FloorsContract(name="floors", session_options=SESSION, contract_options=FLOORS)
    assert _kept(contract, importer, imported) is kept


def test_the_program_keeps_all_contracts() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_contract_has_an_exception() -> None:
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text()
