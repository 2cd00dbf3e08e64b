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
class DraftPolicyInput:
    """Input of `draftPolicy`."""

    body: JSON = strawberry.field(
        description="Rules as `body` of a version gives them. Sources are not taken from here: a value keeps the"
        " source it has in the version `basedOnId`, and any other is a preset until an order confirms it."
    )
    valid_from: date = strawberry.field(description="First day.")
    valid_to: date | None = strawberry.field(default=None, description="Last day.")
    level: Level | None = strawberry.field(default=None, description="Level of education.")
    programme_code: str | None = strawberry.field(default=None, description="Six digits of a programme.")
    control_form: ControlForm | None = strawberry.field(default=None, description="Form of control.")
    based_on_id: strawberry.ID | None = strawberry.field(default=None, description="The version it follows.")

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

    def policy(self, actor: Actor) -> GradingPolicy:
        """The rules as a value, with the sources of the former version only; raises UnreadablePolicy."""
        try:
            rules = from_data(cast(Json, self.body))
        except PolicyFormatError as problem:
            raise UnreadablePolicy(problem) from problem
        if self.based_on_id is None:
            return replace(rules, sources=())
        former = selectors.version(actor, number(self.based_on_id)).row.policy
        return with_kept_sources(rules, former)


@strawberry.type
class GradingMutation:
    """Mutations of grading."""

    @strawberry.mutation(description="Draft a version of a grading policy; nothing is reckoned by a draft.")
    def draft_policy(self, info: Info, input: DraftPolicyInput) -> PolicyPayload:
        """Write a draft."""
        actor = actor_of(info)
        actor.require(GradingPermission.POLICY_DRAFT)
        drafted = services.draft(
            actor=actor,
            policy=input.policy(actor),
            place=input.place(),
            based_on_id=None if input.based_on_id is None else number(input.based_on_id),
        )
        return PolicyPayload(version_id=id_of(drafted))

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
