"""Cells that leave the system for a spreadsheet (trap 35)."""

import re
from typing import Final

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
#: A telephone number or a plain negative number: digits after the sign, nothing that a spreadsheet could run.
_HARMLESS: Final = re.compile(r"[+-]\d[\d .,()-]*")


def safe_cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; other values stay."""
    if isinstance(value, str) and value.lstrip(" ").startswith(DANGEROUS) and not _HARMLESS.fullmatch(value):
        return f"'{value}"
    return value
