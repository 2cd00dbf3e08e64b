"""Where a value comes from: a norm, an order of the university, or a preset that nobody confirmed yet."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


class SourceKind(StrEnum):
    """Kind of source of one value."""

    NORM = "norm"
    ORDER = "order"
    PRESET = "preset"


@dataclass(frozen=True, slots=True)
class Source:
    """Source of one value: a norm's requirement ids, an order's number, or nothing for a preset."""

    kind: SourceKind
    references: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a norm or order without a reference, and a preset with one."""
        if (self.kind is SourceKind.PRESET) == bool(self.references) or not all(self.references):
            raise ValueError(f"{self.kind.value} with references {self.references!r}")

    @classmethod
    def norm(cls, *requirement_ids: str) -> "Source":
        """Return the source 'from a norm' with its requirement ids, e.g. 'JAMU-3.5f'."""
        return cls(SourceKind.NORM, requirement_ids)

    @classmethod
    def order(cls, number: str) -> "Source":
        """Return the source 'confirmed by the university's own order' with the order's number."""
        return cls(SourceKind.ORDER, (number,))

    @classmethod
    def preset(cls) -> "Source":
        """Return the source 'preset, not from a norm'."""
        return cls(SourceKind.PRESET)

    @property
    def confirmed(self) -> bool:
        """Say whether somebody stands for the value: a norm or an order, not a mere preset."""
        return self.kind is not SourceKind.PRESET


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Value_co]):
    """A value together with its source."""

    value: Value_co
    source: Source
