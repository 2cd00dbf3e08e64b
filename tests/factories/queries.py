"""Counts of queries, kept in a file that one reviews as a diff (habit 16).

`ORDO_WRITE_BASELINES=1` writes the counts instead of comparing them.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

FOLDER = Path(__file__).resolve().parents[1] / "baselines"


@contextmanager
def as_before(module: str, name: str) -> Iterator[None]:
    """The block runs exactly as many queries as the module's baseline says for this name."""
    with CaptureQueriesContext(connection) as captured:
        yield
    path = FOLDER / f"queries_{module}.json"
    known: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if os.environ.get("ORDO_WRITE_BASELINES"):
        known[name] = len(captured)
        path.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return
    statements = "\n".join(query["sql"][:200] for query in captured)
    assert len(captured) == known.get(name), f"{name}: {len(captured)} queries\n{statements}"
