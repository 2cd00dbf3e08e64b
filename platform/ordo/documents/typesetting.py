"""PDF from typst templates: PDF/A-2a for the archive and PDF/UA-1 for screen readers at once (architecture §7, §10).

Text never becomes markup: a template receives the data as one JSON value and shows its strings. A compiler is kept per
template file (trap 36) and refuses a second caller while it works, so each has its lock; memory stays flat.
"""

import json
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias

import typst

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates" / "typst"
PACKAGES = TEMPLATES / "packages"
FONTS = HERE / "fonts"
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
MISSING = "\u25af"
"""Shown for a character that no shipped font draws: PDF/A refuses a page with an unknown glyph."""

_COVERED = (
    "0020-007E 00A0-017F 018F 0192 01CD-01DC 0218-021B 0259 02BB-02BC 02C6-02C7 02D8-02DD 0300-0304 0306-030C 0323 "
    "0327-0328 0370-0377 037A-037F 0384-038A 038C 038E-03A1 03A3-03E1 03F0-052F 1E00-1EFF 2010-2015 2018-201E "
    "2020-2022 2026 202F-2030 2032-2033 2039-203A 2044 2070 2074-2079 207F-2089 20AC 20B8 20BD 2116 2122 2190-2195 "
    "2200 2202-2203 2206-2208 220B 220F 2211 221A 221E 2229-222B 2248 2260-2265 2282-2283 25A0-25A1 25AF 25B2 25BC "
    "25C6 25CB 25CF 2610-2612 2713-2714 2717-2718 FB01-FB02"
)

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


class TypesettingError(RuntimeError):
    """A template could not be turned into a PDF: a fault of the template, never of what people typed."""


def render(template: str | Path, data: Mapping[str, object], *, created: datetime | None = None) -> bytes:
    """Typeset one document and return the PDF.

    `template` names a shipped template ("grade_sheet") or is the path of a module's own .typ file. `data` is JSON-like:
    dicts, lists, strings, numbers, booleans, None. The same data and the same `created` give the same bytes.
    Raises TypesettingError.
    """
    path = TEMPLATES / f"{template}.typ" if isinstance(template, str) else template
    moment = created if created is not None else datetime.now(UTC)
    text = json.dumps(_clean(data), ensure_ascii=False, separators=(",", ":"))
    return _press(path.resolve()).print(text, int(moment.timestamp()))


def printable(text: str) -> str:
    """The text as it can stand on paper: composed, without controls and direction tricks, `MISSING` for the rest."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(_sign(character) for character in composed)


def covered() -> frozenset[str]:
    """Every character that the shipped fonts draw."""
    return _covered()


@dataclass
class _Press:
    """One template with its kept compiler; calls queue on the lock."""

    path: Path
    compiler: typst.Compiler
    lock: threading.Lock = field(default_factory=threading.Lock)

    def print(self, data: str, timestamp: int) -> bytes:
        """Compile with the data; `timestamp` in seconds since 1970."""
        try:
            with self.lock:
                pdf = self.compiler.compile(
                    format="pdf", sys_inputs={"data": data}, pdf_standards=STANDARDS, timestamp=timestamp
                )
        except typst.TypstError as error:
            raise TypesettingError(
                f"{self.path.name}: {error.message} {' '.join(error.hints)}".strip()
            ) from error
        if not isinstance(pdf, bytes):
            raise TypesettingError(f"{self.path.name}: no document came out")
        return pdf


_making = threading.Lock()
_presses: dict[Path, _Press] = {}


def _press(path: Path) -> _Press:
    """The kept press of a template file. Holds no data of any university: only the template and the fonts."""
    with _making:
        if path not in _presses:
            if not path.is_file():
                raise TypesettingError(f"there is no template {path.name}")
            compiler = typst.Compiler(path, root=path.parent, font_paths=_fonts(), package_path=PACKAGES)
            _presses[path] = _Press(path, compiler)
        return _presses[path]


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts and no others, so that a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _covered() -> frozenset[str]:
    pairs = [(part.split("-")[0], part.split("-")[-1]) for part in _COVERED.split()]
    return frozenset(chr(code) for first, last in pairs for code in range(int(first, 16), int(last, 16) + 1))


def _sign(character: str) -> str:
    if character in _covered() or character == "\n":
        return character
    if character in "\t\r\u2028\u2029":
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Mn", "Cs"} else MISSING


def _clean(value: object) -> Json:
    """JSON for the template, every string made printable; refuses what JSON does not know."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return printable(value)
        case Mapping():
            return {str(key): _clean(item) for key, item in value.items()}
        case list() | tuple():
            return [_clean(item) for item in value]
        case _:
            raise TypeError(f"a document takes JSON values, not {type(value).__name__}")
