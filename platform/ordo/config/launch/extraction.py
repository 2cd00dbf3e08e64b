"""The strings that sources give to gettext, read without running them and without gettext's own tools."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Message:
    """One string of the sources as a catalogue names it; `context` tells apart what English writes alike."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What one entry of a catalogue is found by."""
        return self.context, self.text


# Name of the function → positions of text, plural and context among its arguments.
_POSITIONS: dict[str, tuple[int, int | None, int | None]] = {
    "gettext": (0, None, None),
    "ngettext": (0, 1, None),
    "pgettext": (1, None, 0),
    "npgettext": (1, 2, 0),
}
_NAMES = {
    "_": "gettext",
    "gettext_noop": "gettext",
    **{f"{name}{ending}": name for name in _POSITIONS for ending in ("", "_lazy")},
}
_CALL = re.compile(r"\b(_|n?p?gettext)\(")


def of_python(source: str) -> Iterator[Message]:
    """Strings of a Python file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_call(node)


def of_template(source: str) -> Iterator[Message]:
    """Strings of a Django template."""
    # Django's translation package asks for settings as a whole; this part of it does not.
    from django.utils.translation.template import templatize

    flat = templatize(source)
    for match in _CALL.finditer(flat):
        end = match.end()
        while (end := flat.find(")", end) + 1) > 0:
            try:
                node = ast.parse(flat[match.start() : end], mode="eval").body
            except SyntaxError:
                # This bracket stood inside a string.
                continue
            if isinstance(node, ast.Call):
                yield from _of_call(node)
            break


def of_file(path: Path) -> Iterator[Message]:
    """Strings of one file: Python, or a template below a folder `templates`."""
    if path.suffix == ".py":
        yield from of_python(path.read_text(encoding="utf-8"))
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        yield from of_template(path.read_text(encoding="utf-8"))


def of_folder(folder: Path) -> Iterator[tuple[Path, Message]]:
    """Strings of everything below a folder, with the file they were found in."""
    for path in sorted(folder.rglob("*.*")):
        if path.is_file() and not path.name.startswith("."):
            for message in of_file(path):
                if message.text:
                    yield path, message


def _of_call(node: ast.Call) -> Iterator[Message]:
    """The string of one call, if it is one of gettext's with plain strings."""
    function = node.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name not in _NAMES:
        return
    parts = [_constant(node, position) for position in _POSITIONS[_NAMES[name]]]
    text, plural, context = parts
    if text is not None:
        yield Message(text, plural or "", context or "")


def _constant(node: ast.Call, position: int | None) -> str | None:
    """The plain string at a position of a call's arguments."""
    if position is None or position >= len(node.args):
        return None
    argument = node.args[position]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
