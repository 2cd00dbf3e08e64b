"""How large a demo university is (start contract: S about 300, M about 5,000, L about 60,000 students)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Groups of about 25; how many of their journals are filled, None for all; how many have a semester behind them."""

    groups: int
    filled_lines: int | None
    past_groups: int


SIZES = {"S": Size(12, None, 5), "M": Size(200, 120, 9), "L": Size(2400, 200, 9)}
GROUP_SIZE = 25
