"""Strings that belong to one university, and finding them again whatever they were packed into."""

import io
import re
import zipfile
from html import unescape
from urllib.parse import unquote_plus

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def canary(schema: str, what: str = "") -> str:
    """A text that nobody but this university may show, for example `КАНАРЕЙКА-NSU тема`."""
    return f"КАНАРЕЙКА-{schema.upper()} {what}".strip()


def word(schema: str, what: str = "") -> str:
    """The same in the letters of codes and log-in names."""
    return f"canary-{schema}-{what}".strip("-")


def person(schema: str) -> str:
    """The same as a family name: letters and one hyphen."""
    return f"Канарейка-{schema.capitalize()}"


def _texts(data: bytes) -> list[str]:
    """A body as text, and every part of it when it is a packed workbook."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return [data.decode("utf-8", "replace")]


def found_in(data: bytes | str, schema: str) -> str:
    """The first canary of the university in an answer, with what stands around it; '' when there is none."""
    pattern = re.compile(rf"(канарейка|canary)[-_. ]?{schema}")
    for text in _texts(data.encode() if isinstance(data, str) else data):
        plain = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
        for form in (plain, unescape(plain), unquote_plus(plain)):
            match = pattern.search(form.casefold())
            if match:
                return form[max(0, match.start() - 60) : match.end() + 60]
    return ""
