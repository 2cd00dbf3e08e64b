"""The committed text of the whole API, so that a change of it is read and not discovered (habit 17)."""

from pathlib import Path

import strawberry

SNAPSHOT = Path(__file__).with_name("schema.graphql")
HEAD = "# The API with every module on. Renew with `ordo graphql-schema` and read the difference.\n\n"


def text_of(schema: strawberry.Schema) -> str:
    """The schema as its file holds it."""
    return f"{HEAD}{schema.as_str().rstrip()}\n"
