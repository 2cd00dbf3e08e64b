"""Typed refusals of the policy values."""

from decimal import Decimal


class PolicyFormatError(ValueError):
    """A stored policy cannot be read: `path` names the place, `reason` what is wrong with it."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep the place and the reason."""
        super().__init__(f"{path or 'policy'}: {reason}")
        self.path = path
        self.reason = reason


class CannotSpread(ValueError):
    """Checkpoint points exist, but the curriculum line sets no checkpoint to carry them (EB-06.2d)."""

    def __init__(self, points: Decimal) -> None:
        """Keep the points that have no checkpoint."""
        super().__init__(f"{points} checkpoint points and no checkpoint")
        self.points = points
