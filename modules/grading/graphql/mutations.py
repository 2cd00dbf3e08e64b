"""Drafting grading policies and putting them in force through the API."""

import re
from dataclasses import replace
from datetime import date
from typing import ClassVar, cast

import strawberry
from django.utils.translation import gettext_lazy as _
from strawberry.scalars import JSON

from modules.grading import selectors, services
from modules.grading.forms import with_kept_sources
from modules.grading.graphql.types import PolicyPayload
from modules.grading.permissions import GradingPermission
from ordo.access.actor import Actor
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import id_of, number
from ordo.graph.repeats import IdempotencyKey, once
from tenants.policies import ControlForm, GradingPolicy, Json, Level, PolicyFormatError, from_data

_PROGRAMME = re.compile(r"[0-9]{6}")


class ImpossiblePlace(ValueError):
    """The last day lies before the first, or the code is no programme's."""

    code: ClassVar[str] = "BAD_INPUT"
    sentence = _("The last day is not before the first, and a programme's code has six digits.")


class UnreadablePolicy(ValueError):
    """The body is no policy; the place and the reason stand in the sentence."""

    code: ClassVar[str] = "BAD_INPUT"

    def __init__(self, problem: PolicyFormatError) -> None:
        super().__init__(problem)
        text = str(_("The rules cannot be read at “%(path)s”: %(reason)s."))
        self.sentence = text % {"path": problem.path, "reason": problem.reason}


@strawberry.input(
    description="Rules and the courses they are for; a place that is left out means 'all of them'."
)
class PolicyDraftFields:
    """Input of `changePolicyDraft`."""

    body: JSON = strawberry.field(
        description="Rules as `body` of a version gives them. Sources are not taken from here: a value keeps the"
        " source it has in the version that is followed or changed, and any other is a preset until an order"
        " confirms it."
    )
    valid_from: date = strawberry.field(description="First day.")
    valid_to: date | None = strawberry.field(default=None, description="Last day.")
    level: Level | None = strawberry.field(default=None, description="Level of education.")
    programme_code: str | None = strawberry.field(default=None, description="Six digits of a programme.")
    control_form: ControlForm | None = strawberry.field(default=None, description="Form of control.")

    def place(self) -> services.Place:
        """The service's form of the courses and days; raises ImpossiblePlace."""
        ends_early = self.valid_to is not None and self.valid_to < self.valid_from
        if ends_early or (self.programme_code and not _PROGRAMME.fullmatch(self.programme_code)):
            raise ImpossiblePlace
        return services.Place(
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            level=self.level,
            programme_code=self.programme_code,
            control_form=self.control_form,
        )

    def rules(self, former: GradingPolicy | None) -> GradingPolicy:
        """The rules as a value, with the sources of the former version only; raises UnreadablePolicy."""
        try:
            rules = from_data(cast(Json, self.body))
        except PolicyFormatError as problem:
            raise UnreadablePolicy(problem) from problem
        return replace(rules, sources=()) if former is None else with_kept_sources(rules, former)


@strawberry.input(description="Rules, the courses they are for, and the version that they follow.")
class DraftPolicyInput(PolicyDraftFields):
    """Input of `draftPolicy`."""

    based_on_id: strawberry.ID | None = strawberry.field(default=None, description="The version it follows.")


def _draft(actor: Actor, given: DraftPolicyInput) -> PolicyPayload:
    actor.require(GradingPermission.POLICY_DRAFT)
    based_on = None if given.based_on_id is None else number(given.based_on_id)
    former = None if based_on is None else selectors.version(actor, based_on).row.policy
    drafted = services.draft(
        actor=actor, policy=given.rules(former), place=given.place(), based_on_id=based_on
    )
    return PolicyPayload(version_id=id_of(drafted))


@strawberry.type
class GradingMutation:
    """Mutations of grading."""

    @strawberry.mutation(description="Draft a version of a grading policy; nothing is reckoned by a draft.")
    def draft_policy(
        self, info: Info, input: DraftPolicyInput, idempotency_key: IdempotencyKey = None
    ) -> PolicyPayload:
        """Write a draft."""
        actor = actor_of(info)
        return once(
            PolicyPayload, lambda: _draft(actor, input), actor=actor, permission=GradingPermission.POLICY_DRAFT,
            key=idempotency_key, operation="draftPolicy", request=input,
        )  # fmt: skip

    @strawberry.mutation(
        description="Draft a version that follows another one, with the same rules for the same courses."
    )
    def copy_policy(
        self, info: Info, id: strawberry.ID, valid_from: date, idempotency_key: IdempotencyKey = None
    ) -> PolicyPayload:
        """Draft a successor."""
        actor = actor_of(info)

        def deed() -> PolicyPayload:
            made = services.copy_as_draft(actor=actor, version_id=number(id), valid_from=valid_from)
            return PolicyPayload(version_id=id_of(made))

        return once(
            PolicyPayload, deed, actor=actor, permission=GradingPermission.POLICY_DRAFT, key=idempotency_key,
            operation="copyPolicy", request=[id, valid_from],
        )  # fmt: skip

    @strawberry.mutation(
        description="Replace the rules of a draft that was read at a version; CONFLICT for an older one."
    )
    def change_policy_draft(
        self, info: Info, id: strawberry.ID, version: int, input: PolicyDraftFields
    ) -> PolicyPayload:
        """Change a draft."""
        actor, pk = actor_of(info), number(id)
        actor.require(GradingPermission.POLICY_DRAFT)
        former = selectors.version(actor, pk).row.policy
        services.change_draft(
            actor=actor, version_id=pk, seen=version, policy=input.rules(former), place=input.place()
        )
        return PolicyPayload(version_id=id)

    @strawberry.mutation(
        description="Put a draft in force by an order; the version it follows ends on the day before."
    )
    def put_policy_in_force(
        self, info: Info, id: strawberry.ID, order_number: str, order_date: date
    ) -> PolicyPayload:
        """Put a draft in force."""
        services.put_in_force(
            actor=actor_of(info), version_id=number(id), number=order_number, order_date=order_date
        )
        return PolicyPayload(version_id=id)

    @strawberry.mutation(
        description="State by an order that the university stands for the preset values of a version."
    )
    def confirm_policy(self, info: Info, id: strawberry.ID, order_number: str) -> PolicyPayload:
        """Confirm preset values."""
        services.confirm(actor=actor_of(info), version_id=number(id), order=order_number)
        return PolicyPayload(version_id=id)
