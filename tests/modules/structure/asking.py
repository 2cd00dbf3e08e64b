"""Asks the API as a browser would, and looks at what came back."""

import json
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def ask(browser: Client, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Send a query and give the whole answer."""
    body = json.dumps({"query": text, "variables": variables or {}})
    answer: dict[str, Any] = browser.post("/graphql/", body, content_type="application/json").json()
    return answer


def data(browser: Client, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of an answer without errors."""
    answer = ask(browser, text, variables)
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"]
    return found


def code(browser: Client, text: str, variables: dict[str, Any] | None = None) -> str:
    """The code of the first error."""
    answer = ask(browser, text, variables)
    assert answer.get("errors"), answer
    return str(answer["errors"][0]["extensions"]["code"])


def queries(browser: Client, text: str) -> int:
    """How many queries an answer without errors takes, once everything that is kept is kept."""
    data(browser, text)
    with CaptureQueriesContext(connection) as captured:
        data(browser, text)
    return len(captured)
