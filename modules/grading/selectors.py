"""Reading of policy versions."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from modules.grading.models import PolicyVersion
from modules.grading.permissions import GradingPermission
from ordo.access.actor import Actor
from tenants.policies import ControlForm, Level, PolicyRow, Problem, choose, collisions, validate


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version as the console shows it: its row, sums by control form, problems, unconfirmed fields."""

    row: PolicyRow
    based_on_id: int | None
    exam_sum: Decimal
    pass_fail_sum: Decimal
    problems: tuple[Problem, ...]
    collisions: tuple[int, ...]
    unconfirmed: tuple[str, ...]
    written_by_name: str
    written_at: datetime
    enforced_by_name: str
    enforced_at: datetime | None
    confirmed_by_name: str
    confirmed_at: datetime | None
    version: int


def versions(actor: Actor) -> list[VersionView]:
    """All versions, newest first; raises NotAllowed."""
    actor.require(GradingPermission.POLICY_VIEW)
    found = list(PolicyVersion.objects.order_by("-id"))
    rows = [version.row() for version in found]
    return [_view(version, row, rows) for version, row in zip(found, rows, strict=True)]


def version(actor: Actor, version_id: int) -> VersionView:
    """One version; raises NotAllowed, PolicyVersion.DoesNotExist."""
    found = {view.row.id: view for view in versions(actor)}
    if version_id not in found:
        raise PolicyVersion.DoesNotExist(version_id)
    return found[version_id]


def _view(version: PolicyVersion, row: PolicyRow, rows: list[PolicyRow]) -> VersionView:
    return VersionView(
        row=row,
        based_on_id=version.based_on_id,
        exam_sum=row.policy.exam.sum,
        pass_fail_sum=row.policy.pass_fail.sum,
        problems=tuple(validate(row.policy)),
        collisions=tuple(rival.id for rival in collisions(row, rows)),
        unconfirmed=row.policy.unconfirmed_fields(),
        written_by_name=version.written_by_name,
        written_at=version.written_at,
        enforced_by_name=version.enforced_by_name,
        enforced_at=version.enforced_at,
        confirmed_by_name=version.confirmed_by_name,
        confirmed_at=version.confirmed_at,
        version=version.version,
    )


def chosen(level: Level, programme_code: str | None, form: ControlForm, on: date) -> PolicyRow:
    """The version in force on a day for a course; raises NoPolicy, AmbiguousPolicy."""
    rows = (found.row() for found in PolicyVersion.objects.exclude(status="draft"))
    return choose(rows, level, programme_code, form, on)
