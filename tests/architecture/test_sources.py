"""What every source file keeps to, beyond what the linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import files, functions, parsed, program

GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "npgettext",
    "pgettext",
}
GETTEXT |= {"npgettext_lazy", "pgettext_lazy"}
STATEFUL_CONTEXTS = {"schema_context", "tenant_context"}


def _name(node: ast.expr) -> str:
    """The last part of a dotted name, through a call."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _undocumented(path: Path) -> Iterator[str]:
    """Public classes, functions and methods of a file that have no docstring, and the file itself."""
    tree = parsed(path)
    if tree.body and not ast.get_docstring(tree):
        yield f"{path}"
    waiting: list[ast.Module | ast.ClassDef] = [tree]
    while waiting:
        for node in waiting.pop().body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if node.name.startswith("_") or node.name == "Meta" or _is_overload(node):
                continue
            if not ast.get_docstring(node):
                yield f"{path}:{node.lineno} {node.name}"
            if isinstance(node, ast.ClassDef):
                waiting.append(node)


def _is_overload(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(_name(decorator) in {"overload", "setter", "deleter"} for decorator in node.decorator_list)


def _is_finished_text(node: ast.expr) -> bool:
    """Whether an expression puts a text together before gettext could look it up."""
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        return True
    return isinstance(node, ast.Call) and _name(node.func) == "format"


def test_everything_public_says_what_it_is_for() -> None:
    assert not [place for path in program() for place in _undocumented(path)]


def test_texts_are_looked_up_before_values_are_filled_in() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in program()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _name(node.func) in GETTEXT
        if any(_is_finished_text(argument) for argument in node.args)
    ]
    assert not found


def test_the_tenant_context_is_never_a_decorator() -> None:
    found = [
        f"{path}:{function.lineno}"
        for path in files()
        if path.suffix == ".py"
        for function in functions(path)
        if any(_name(decorator) in STATEFUL_CONTEXTS for decorator in function.decorator_list)
    ]
    assert not found


def test_the_checks_themselves_find_what_they_look_for() -> None:
    decorated = ast.parse("@django_tenants.utils.schema_context('nsu')\ndef f(): ...").body[0]
    assert isinstance(decorated, ast.FunctionDef)
    assert _name(decorated.decorator_list[0]) in STATEFUL_CONTEXTS
    for call in ("_(f'{name}')", "_('a %s' % name)", "_('a {}'.format(name))", "_('a' + name)"):
        node = ast.parse(call, mode="eval").body
        assert isinstance(node, ast.Call)
        assert _is_finished_text(node.args[0])
    assert not _is_finished_text(ast.parse("'plain'", mode="eval").body)
