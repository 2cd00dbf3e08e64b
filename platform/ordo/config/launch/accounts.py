"""The demo's accounts: the file that acceptance runs read, and the table that a person reads.

`demo-accounts.json`: `{"nsu": {"host": "nsu.localhost:8000", "users": {"teacher": {"login": …, "password": …}}}}`.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from ordo.config.launch.sentences import title
from ordo.config.launch.terminal import say, table
from ordo.tenancy.names import PLATFORM

FILE = "demo-accounts.json"
BASE_HOST = "localhost"


class Login(TypedDict):
    """What one person types at the log-in page."""

    login: str
    password: str


class Place(TypedDict):
    """One university: its address and one person of every role."""

    host: str
    users: dict[str, Login]


def places(users: Mapping[str, Mapping[str, Login]], port: int) -> dict[str, Place]:
    """People by university code and role, joined with the addresses at this port; the same order every time."""
    return {
        code: {"host": _host(code, port), "users": dict(sorted(by_role.items()))}
        for code, by_role in users.items()
    }


def _host(code: str, port: int) -> str:
    """A university is a name below the platform's own host."""
    return f"{BASE_HOST}:{port}" if code == PLATFORM else f"{code}.{BASE_HOST}:{port}"


def write(home: Path, accounts: Mapping[str, Place]) -> None:
    """Write the file, readable by its owner only; the same content leaves the file as it is."""
    text = json.dumps(accounts, ensure_ascii=False, indent=2) + "\n"
    path = home / FILE
    if path.exists() and path.read_text() == text:
        return
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def show(accounts: Mapping[str, Place], port: int) -> None:
    """Print the addresses and the accounts."""
    say()
    say(f"{title('addresses')}: http://{BASE_HOST}:{port}/")
    for code, place in accounts.items():
        if code != PLATFORM:
            say(f"  http://{place['host']}/")
    say()
    rows = [
        (code, role, user["login"], user["password"])
        for code, place in accounts.items()
        for role, user in place["users"].items()
    ]
    if rows:
        table([title(key) for key in ("university", "role", "login", "password")], rows)
        say()
