"""The SQL of the register as files, as single statements, and as the bodies that verification expects.

Migrations execute the text; ``verify`` compares the functions found in the database with the same text.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "sql"
_FIRST: Final = (
    "0001_tables.sql",
    "0001_functions.sql",
    "0001_corrections.sql",
    "0001_sealing.sql",
)
_FORGETTING: Final = "0002_forgetting.sql"
CORE: Final = (*_FIRST, _FORGETTING)
_TOKEN: Final = re.compile(r"(?P<comment>--[^\n]*)|(?P<tag>\$[a-z]*\$)|(?P<string>'(?:[^']|'')*')|(?P<end>;)")
_FUNCTION: Final = re.compile(
    r"CREATE(?: OR REPLACE)? FUNCTION (?P<name>\w+)\(.*?AS (?P<tag>\$[a-z]*\$)(?P<body>.*?)(?P=tag)",
    re.DOTALL,
)


def read(name: str) -> str:
    """Return the text of one SQL file of this package."""
    return (FOLDER / name).read_text(encoding="utf-8")


def core_statements() -> list[str]:
    """Return the statements of the first migration: tables, functions, sealing, and the pin at the end."""
    return _pinned(*_FIRST)


def forgetting_statements() -> list[str]:
    """Return the statements of the second migration: old request keys are forgotten, and the pin at the end."""
    return _pinned(_FORGETTING)


def _pinned(*names: str) -> list[str]:
    return [statement for name in (*names, "pin.sql") for statement in statements(read(name))]


def statements(sql: str) -> list[str]:
    """Split a script at the semicolons that stand outside comments, strings and dollar quotes.

    One statement at a time is what a prepared statement and a recorder of DDL can carry.
    """
    found: list[str] = []
    start = 0
    inside = ""
    for token in _TOKEN.finditer(sql):
        if token.group("tag"):
            inside = "" if inside == token.group("tag") else inside or token.group("tag")
        elif token.group("end") and not inside:
            found.append(sql[start : token.start()].strip())
            start = token.end()
    found.append(sql[start:].strip())
    return [text for text in found if re.sub(r"--[^\n]*", "", text).strip()]


def function_bodies(scripts: Iterable[str]) -> dict[str, str]:
    """Return function name → body, as PostgreSQL keeps it in ``pg_proc.prosrc``; the last definition wins."""
    return {match["name"]: match["body"] for script in scripts for match in _FUNCTION.finditer(script)}
