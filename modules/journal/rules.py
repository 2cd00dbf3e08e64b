"""The journal's regulation as pure functions: what a keystroke means, which writes stand, what a lock closes."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, Generic, TypeVar

FIVE: Final = 5
ABSENT_TYPED: Final = frozenset({"кж", "н", "abs", "к", "a", "а", "n", "h", "-", "–"})
EXCUSED_TYPED: Final = frozenset({"у", "ж", "e", "u", "+", "кж+", "н+"})

Content = TypeVar("Content", bound=Hashable)
Key = tuple[int, int]
"""Column (lesson or work) and student."""


@dataclass(frozen=True, slots=True)
class MarkValue:
    """Content of a cell: a mark, an absence ('кж'), an excused absence, or nothing (JAMU-3.5c)."""

    value: int | None = None
    absent: bool = False
    excused: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing stands in the cell."""
        return self.value is None and not self.absent


EMPTY: Final = MarkValue()


class NotUnderstood(ValueError):
    """What was typed is neither a mark of the scale nor a sign of absence."""


def typed_mark(text: str, maximum: int) -> MarkValue:
    """Return what a keystroke or a pasted cell means; `maximum` is 5 (marks 2–5) or 100. Raises NotUnderstood."""
    plain = text.strip().lower()
    if not plain:
        return EMPTY
    if plain in ABSENT_TYPED:
        return MarkValue(absent=True)
    if plain in EXCUSED_TYPED:
        return MarkValue(absent=True, excused=True)
    if plain.isascii() and plain.isdigit() and len(plain) <= 3 and in_scale(int(plain), maximum):
        return MarkValue(value=int(plain))
    raise NotUnderstood(text)


def in_scale(value: int, maximum: int) -> bool:
    """Say whether a mark belongs to the scale: 2–5, or 0–100 (JAMU-3.5c, KNU-4.0)."""
    return 2 <= value <= FIVE if maximum == FIVE else 0 <= value <= maximum


def typed_points(text: str) -> Decimal | None:
    """Return points typed with a comma or a point, None for an emptied cell. Raises NotUnderstood."""
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        points = Decimal(plain)
    except InvalidOperation:
        raise NotUnderstood(text) from None
    if not points.is_finite() or points < 0 or points != points.quantize(Decimal("0.01")):
        raise NotUnderstood(text)
    return points


@dataclass(frozen=True, slots=True)
class Write(Generic[Content]):
    """One cell to be written: its new content and the version that the writer saw (0: an empty cell)."""

    key: Key
    content: Content
    version: int


@dataclass(frozen=True, slots=True)
class Stored(Generic[Content]):
    """One cell as it stands."""

    id: int
    content: Content
    version: int


@dataclass(frozen=True, slots=True)
class Judgement(Generic[Content]):
    """What becomes of each write; no write falls under two headings and none is lost."""

    unchanged: tuple[tuple[Key, int], ...]
    created: tuple[Write[Content], ...]
    changed: tuple[tuple[Write[Content], Stored[Content]], ...]
    conflicts: tuple[tuple[Write[Content], Stored[Content]], ...]
    refused: tuple[tuple[Write[Content], str], ...]


def judge(
    writes: Iterable[Write[Content]],
    stored: Mapping[Key, Stored[Content]],
    *,
    empty: Content,
    refusal: Callable[[Write[Content]], str],
) -> Judgement[Content]:
    """Sort writes into those that stand, those that meet another's change, and those that are refused.

    A write whose seen version is not the stored one is a conflict, unless both want the same content. `refusal`
    gives a reason code or ''. Of two writes to one cell the later counts.
    """
    unchanged: list[tuple[Key, int]] = []
    created: list[Write[Content]] = []
    changed: list[tuple[Write[Content], Stored[Content]]] = []
    conflicts: list[tuple[Write[Content], Stored[Content]]] = []
    refused: list[tuple[Write[Content], str]] = []
    for write in {write.key: write for write in writes}.values():
        row = stored.get(write.key)
        if reason := refusal(write):
            refused.append((write, reason))
        elif write.content == (row.content if row else empty):
            unchanged.append((write.key, row.version if row else 0))
        elif row is None:
            created.append(write)
        elif row.version != write.version:
            conflicts.append((write, row))
        else:
            changed.append((write, row))
    return Judgement(tuple(unchanged), tuple(created), tuple(changed), tuple(conflicts), tuple(refused))


def default_section(
    sections_by_date: Iterable[tuple[date, int]], day: date, *, locked: int, last: int
) -> int:
    """Return the section of a new lesson: that of the lessons before it, behind everything locked, at most `last`."""
    before = [section for lesson_day, section in sections_by_date if lesson_day <= day]
    return min(max([locked + 1, *before]), last)


def carriers(wanted: frozenset[int | None], having: Mapping[int | None, bool]) -> frozenset[int | None]:
    """Return which of the journals to be opened (by subgroup, None: whole group) carry the checkpoints (EB-06.2d).

    The whole group's journal carries them where it is opened first; otherwise each subgroup's does. `having` tells
    for the journals that exist whether they carry checkpoints.
    """
    if having.get(None):
        return frozenset()
    subgroups_carry = any(carries for subgroup, carries in having.items() if subgroup is not None)
    if None in wanted and not subgroups_carry:
        return frozenset({None})
    return wanted - {None}
