"""How large a demo university is (start contract: S about 300, M about 5,000, L about 60,000 students)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Groups of about 25, and how many of their journals are filled with marks."""

    groups: int
    filled_lines: int


SIZES = {"S": Size(12, 36), "M": Size(200, 120), "L": Size(2400, 200)}
GROUP_SIZE = 25
