"""`ordo graphql-schema`: writes the API's schema with every module on into `graphql/api/schema.graphql`.

The file is read as a diff in every review; a test compares it with the program.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from api.assembly import full_schema
from api.snapshot import SNAPSHOT, text_of


def main(argv: Sequence[str]) -> int:
    """Write the file, or with `-` print it; needs no database."""
    text = text_of(full_schema())
    if "-" in argv:
        sys.stdout.write(text)
    else:
        Path(SNAPSHOT).write_text(text, encoding="utf-8")
    return 0
