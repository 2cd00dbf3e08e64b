"""Import contracts of our own, for what import-linter's ready-made ones cannot say."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.layers import Layer, LayersContract, ModuleTail


class FloorsContract(LayersContract):
    """Layers whose lowest floor is every child of `kernel` that is not named above: new ones need no entry."""

    type_name = "floors"
    kernel = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Add the lowest floor, then judge as layers."""
        named = {tail.name for layer in self.layers for tail in layer.module_tails}
        lowest = {ModuleTail(name) for name in graph.find_children(self.kernel) - named}
        self.layers = [*self.layers, Layer(lowest, is_independent=False)]
        return super().check(graph, verbose)


class FacadeContract(Contract):
    """Whoever stands outside of a module imports nothing of it but its doors.

    container        the package whose children are the modules
    doors            what other modules, and everybody else, may import of a module
    assembler        the package that puts the modules' types together, with doors of its own
    head             the package that may import everything
    """

    type_name = "facade"
    container = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField())
    assembler = fields.StringField()
    assembler_doors = fields.ListField(subfield=fields.StringField())
    head = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import that enters a module."""
        found = []
        for module in sorted(graph.find_children(self.container)):
            for inner in sorted({module} | graph.find_descendants(module)):
                found += [
                    (importer, inner)
                    for importer in sorted(graph.find_modules_that_directly_import(inner))
                    if not self._may_enter(importer, inner, module)
                ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def _may_enter(self, importer: str, inner: str, module: str) -> bool:
        if _within(importer, module) or _within(importer, self.head):
            return True
        doors = self.assembler_doors if _within(importer, self.assembler) else self.doors
        return any(_within(inner, f"{module}.{door}") for door in doors)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name importer and imported."""
        for importer, inner in check.metadata["found"]:
            output.print_error(f"{importer} imports {inner}: use the module's facade")


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")
