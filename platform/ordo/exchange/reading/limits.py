"""How much of a strange file the program is willing to look at."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one reading. Sizes in bytes; the defaults keep memory well under 300 MB.

    `max_unpacked_bytes` bounds what is really unpacked, each part counted as often as it is read, so that neither
    a lying header nor a hundred sheets made of one part get through. `max_ratio` is unpacked : packed, asked only
    of parts over `ratio_from_bytes`: honest sheets reach 60, bombs 1,000. `max_tags` bounds the time: about 2 µs a tag.
    """

    max_file_bytes: int = 50 * _MB
    max_parts: int = 4_000
    max_part_bytes: int = 96 * _MB
    max_unpacked_bytes: int = 256 * _MB
    max_ratio: int = 200
    ratio_from_bytes: int = 2 * _MB
    max_sheets: int = 200
    max_rows: int = 100_000
    max_columns: int = 256
    max_strings: int = 500_000
    max_string_chars: int = 24_000_000
    max_cell_chars: int = 4_000
    max_tags: int = 12_000_000
    max_styles: int = 70_000
    header_within: int = 30


DEFAULT_LIMITS = Limits()
