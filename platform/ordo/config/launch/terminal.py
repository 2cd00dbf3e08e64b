"""The launcher's lines at the terminal: steps with their seconds, addresses and accounts."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ordo.config.launch.sentences import title


def say(line: str = "") -> None:
    """One line, shown at once even when the output goes to a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def step(key: str) -> Iterator[None]:
    """Name a step of the start and, when it is done, its seconds. `key` is a key of sentences.STEPS."""
    sys.stdout.write(f"{title(key)} … ")
    sys.stdout.flush()
    start = time.monotonic()
    try:
        yield
    except BaseException:
        # The sentence that tells the reason starts on a line of its own.
        say()
        raise
    say(f"{time.monotonic() - start:.1f} s")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns aligned by spaces, the heads underlined."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    lines.insert(1, ["─" * width for width in widths])
    for line in lines:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
