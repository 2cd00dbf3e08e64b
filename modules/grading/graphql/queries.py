"""Reading grading policies through the API."""

from datetime import date

import strawberry

from modules.grading import selectors
from modules.grading.graphql.types import GradingPolicyVersion
from modules.grading.wording import refusal
from ordo.graph.context import Info, actor_of
from ordo.graph.ids import number
from ordo.graph.pages import Connection, page
from tenants.policies import ChoiceError, ControlForm, Level, choose

strawberry.enum(Level, name="EducationLevel", description="Level of education.")
strawberry.enum(ControlForm, description="Form of control of a discipline.")


class NoSinglePolicy(Exception):
    """No version, or more than one, governs the course on that day; the sentence says which."""

    code = "NO_SINGLE_POLICY"

    def __init__(self, problem: ChoiceError) -> None:
        super().__init__(problem)
        self.sentence = refusal(problem)


@strawberry.type
class GradingQuery:
    """Queries of grading."""

    @strawberry.field(description="All versions of the university's grading policies, newest first.")
    def policies(
        self, info: Info, first: int = 50, after: str | None = None
    ) -> Connection[GradingPolicyVersion]:
        """A page of versions; one query whatever its size."""
        return page(selectors.versions(actor_of(info)), GradingPolicyVersion.of, first=first, after=after)

    @strawberry.field(description="One version of a grading policy.")
    def policy(self, info: Info, id: strawberry.ID) -> GradingPolicyVersion:
        """One version; NOT_FOUND for what is not there."""
        return GradingPolicyVersion.of(selectors.version(actor_of(info), number(id)))

    @strawberry.field(description="The version that governs a course in a semester that starts on a day.")
    def policy_for(
        self,
        info: Info,
        level: Level,
        control_form: ControlForm,
        on: date,
        programme_code: str | None = None,
    ) -> GradingPolicyVersion:
        """The version in force; NO_SINGLE_POLICY when there is none or more than one."""
        views = {view.row.id: view for view in selectors.versions(actor_of(info))}
        try:
            row = choose((view.row for view in views.values()), level, programme_code, control_form, on)
        except ChoiceError as problem:
            raise NoSinglePolicy(problem) from problem
        return GradingPolicyVersion.of(views[row.id])
