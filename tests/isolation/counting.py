"""How many probes a test made, what got through, and what nobody has classified."""

from dataclasses import dataclass, field


@dataclass
class Probes:
    """Counts attempts; `leaks` are answers that told or changed something of another university."""

    count: int = 0
    leaks: list[str] = field(default_factory=list)
    unclassified: list[str] = field(default_factory=list)

    def attempt(self, leaked: object, name: str) -> None:
        """One attempt; `leaked` is what came out, empty when nothing did."""
        self.count += 1
        if leaked:
            self.leaks.append(f"{name}: {leaked}")

    def settle(self, at_least: int) -> None:
        """Nothing leaked, nothing is unclassified, and the attempts were made at all."""
        assert not self.leaks, "\n".join(self.leaks[:40])
        assert not self.unclassified, "Classify these:\n" + "\n".join(self.unclassified)
        assert self.count >= at_least, f"only {self.count} probes"
