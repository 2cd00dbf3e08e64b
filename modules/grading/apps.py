"""Grading policies of a university: essential, because every result is reckoned by one."""

from django.utils.translation import gettext_lazy as _

from modules.grading.permissions import GradingPermission
from ordo.modular.module import ConsolePanel, GraphQLEntry, ModuleConfig


class GradingConfig(ModuleConfig):
    """Label `grading`."""

    name = "modules.grading"
    label = "grading"
    verbose_name = _("Grading")
    title = _("Grading policies")
    description = _("Scales, caps, checkpoints, letters and thresholds as dated versions with an order")
    essential = True
    graphql = GraphQLEntry(
        query="modules.grading.graphql.queries:GradingQuery",
        mutation="modules.grading.graphql.mutations:GradingMutation",
    )
    provision = "modules.grading.provisioning:install"
    keeps_rows = ("PolicyVersion",)
    console = (
        ConsolePanel(
            title=_("Grading policies"),
            description=_("Which rules turn marks into results, since when, and by which order"),
            url_name="grading:policies",
            permission=GradingPermission.POLICY_VIEW,
            icon="settings",
            order=30,
        ),
    )
