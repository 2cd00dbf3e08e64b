"""Deeds around policy versions: draft, change the draft, confirm a preset, put a draft in force."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from modules.grading.models import PolicyVersion
from modules.grading.permissions import GradingPermission
from modules.grading.wording import problem_sentences
from ordo.access.actor import Actor
from tenants.policies import (
    ControlForm,
    GradingPolicy,
    Level,
    PolicyStatus,
    Problem,
    collisions,
    to_data,
    validate,
)

_ORDER_LENGTH = 40


class PolicyRefused(Exception):
    """The version cannot be written or put in force; `code` is stable, `message` is for people."""

    code: ClassVar[str] = "grading.policy_refused"
    sentence: Promise | str = _("This version of the policy cannot be changed so.")

    @property
    def message(self) -> str:
        """The sentence in the language in force."""
        return str(self.sentence)


class InvalidPolicy(PolicyRefused):
    """The rules contradict themselves; `problems` says where, with the sums."""

    code = "grading.policy_invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)
        self.sentence = " ".join(problem_sentences(self.problems))


class NotADraft(PolicyRefused):
    """Only drafts are edited; a version in force is changed by a new version (habit: no silent change)."""

    code = "grading.not_a_draft"
    sentence = _("Only a draft can be changed. For a version in force write a new version.")


class ChangedMeanwhile(PolicyRefused):
    """Somebody saved the draft since it was opened."""

    code = "CONFLICT"
    sentence = _("Somebody has changed this draft meanwhile. Open it again.")


class Collides(PolicyRefused):
    """Another version of the same place is in force on a common day; `ids` names them."""

    code = "grading.collides"

    def __init__(self, ids: Sequence[int]) -> None:
        super().__init__(ids)
        self.ids = tuple(ids)
        text = gettext("On these days another version is in force for the same courses: %(versions)s.")
        self.sentence = text % {"versions": ", ".join(map(str, self.ids))}


class OrderMissing(PolicyRefused):
    """A version enters into force by an order only."""

    code = "grading.order_missing"
    sentence = _("Give the number and the date of the order.")


class OrderTooLong(PolicyRefused):
    """The number of an order is kept whole or not at all."""

    code = "grading.order_too_long"
    sentence = _("The number of an order has at most 40 characters.")


class NothingToConfirm(PolicyRefused):
    """Every value of the version already comes from a norm or an order."""

    code = "grading.nothing_to_confirm"
    sentence = _("Every value of this version already comes from a norm or an order.")


class StillADraft(PolicyRefused):
    """A draft's values may still change: an order that stands for them would stand for others."""

    code = "grading.still_a_draft"
    sentence = _("A draft is not confirmed: put it in force first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which courses a version speaks of, and from when; None means all."""

    valid_from: date
    valid_to: date | None = None
    level: Level | None = None
    programme_code: str | None = None
    control_form: ControlForm | None = None

    def columns(self) -> dict[str, object]:
        """The same as columns of PolicyVersion."""
        return {
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "level": self.level.value if self.level else "",
            "programme_code": self.programme_code or "",
            "control_form": self.control_form.value if self.control_form else "",
        }


@transaction.atomic
def draft(*, actor: Actor, policy: GradingPolicy, place: Place, based_on_id: int | None = None) -> int:
    """Write a draft; returns its id. Raises NotAllowed, InvalidPolicy."""
    actor.require(GradingPermission.POLICY_DRAFT)
    _demand_valid(policy)
    created = PolicyVersion.objects.create(
        status=PolicyStatus.DRAFT,
        body=to_data(policy),
        based_on_id=based_on_id,
        written_by_name=actor.name,
        **place.columns(),
    )
    return created.pk


@transaction.atomic
def copy_as_draft(*, actor: Actor, version_id: int, valid_from: date) -> int:
    """Draft a successor with the same rules; returns its id. Raises NotAllowed, DoesNotExist."""
    actor.require(GradingPermission.POLICY_DRAFT)
    row = PolicyVersion.objects.get(pk=version_id).row()
    place = Place(
        valid_from=valid_from,
        level=row.level,
        programme_code=row.programme_code,
        control_form=row.control_form,
    )
    return draft(actor=actor, policy=row.policy, place=place, based_on_id=version_id)


@transaction.atomic
def change_draft(*, actor: Actor, version_id: int, seen: int, policy: GradingPolicy, place: Place) -> int:
    """Replace a draft's rules; returns its new version number.

    Raises NotAllowed, NotADraft, ChangedMeanwhile, InvalidPolicy.
    """
    actor.require(GradingPermission.POLICY_DRAFT)
    found = _taken(version_id)
    if found.version != seen:
        raise ChangedMeanwhile
    _demand_valid(policy)
    for name, value in place.columns().items():
        setattr(found, name, value)
    found.body = to_data(policy)
    found.version = seen + 1
    found.written_by_name = actor.name
    found.save()
    return found.version


@transaction.atomic
def put_in_force(*, actor: Actor, version_id: int, number: str, order_date: date | None) -> None:
    """Put a draft in force by an order and end the version it follows on the day before.

    Raises NotAllowed, NotADraft, OrderMissing, OrderTooLong, InvalidPolicy, Collides, DoesNotExist.
    """
    actor.require(GradingPermission.POLICY_ENFORCE)
    found = _taken(version_id)
    order = _order(number)
    if order_date is None:
        raise OrderMissing
    row = found.row()
    _demand_valid(row.policy)
    _close_former(found)
    found.status = PolicyStatus.IN_FORCE
    found.number, found.order_date = order, order_date
    found.enforced_by_name, found.enforced_at = actor.name, timezone.now()
    found.version += 1
    found.save()


@transaction.atomic
def confirm(*, actor: Actor, version_id: int, order: str) -> None:
    """State by an order that the university stands for a version's preset values (policies: 'preset, not from a norm').

    Raises NotAllowed, OrderMissing, OrderTooLong, StillADraft, NothingToConfirm, DoesNotExist.
    """
    actor.require(GradingPermission.POLICY_ENFORCE)
    found = PolicyVersion.objects.select_for_update().get(pk=version_id)
    number = _order(order)
    if found.status == PolicyStatus.DRAFT:
        raise StillADraft
    if not found.policy().unconfirmed_fields():
        raise NothingToConfirm
    found.confirmed_order, found.confirmed_by_name = number, actor.name
    found.confirmed_at = timezone.now()
    found.version += 1
    found.save(update_fields=["confirmed_order", "confirmed_by_name", "confirmed_at", "version"])


def _order(written: str) -> str:
    """The number of an order without blanks around it; raises OrderMissing, OrderTooLong."""
    number = written.strip()
    if not number:
        raise OrderMissing
    if len(number) > _ORDER_LENGTH:
        raise OrderTooLong
    return number


def _taken(version_id: int) -> PolicyVersion:
    found = PolicyVersion.objects.select_for_update().get(pk=version_id)
    if found.status != PolicyStatus.DRAFT:
        raise NotADraft
    return found


def _demand_valid(policy: GradingPolicy) -> None:
    problems = validate(policy)
    if problems:
        raise InvalidPolicy(problems)


def _close_former(coming: PolicyVersion) -> None:
    """End the running version of the same place the day before; anything else that overlaps is refused."""
    row = replace(coming.row(), status=PolicyStatus.IN_FORCE)
    others = {
        other.pk: other
        for other in PolicyVersion.objects.select_for_update().filter(status=PolicyStatus.IN_FORCE)
    }
    rivals = collisions(row, [other.row() for other in others.values()])
    refused = [
        rival.id for rival in rivals if rival.valid_from >= row.valid_from or rival.valid_to is not None
    ]
    if refused:
        raise Collides(refused)
    for rival in rivals:
        former = others[rival.id]
        former.valid_to = row.valid_from - timedelta(days=1)
        former.version += 1
        former.save(update_fields=["valid_to", "version"])
