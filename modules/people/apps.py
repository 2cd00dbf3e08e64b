"""People of a university: essential, because marks and groups are about them."""

from django.utils.translation import gettext_lazy as _

from modules.people.permissions import PeoplePermission
from ordo.modular.module import GraphQLEntry, MenuEntry, ModuleConfig, Widget


class PeopleConfig(ModuleConfig):
    """Label `people`."""

    name = "modules.people"
    label = "people"
    verbose_name = _("People")
    title = _("Students and employees")
    description = _("Personal cards, the history of groups, movements, curators and group leaders")
    requires = ("structure",)
    essential = True
    graphql = GraphQLEntry(
        query="modules.people.graphql.queries:PeopleQuery",
        mutation="modules.people.graphql.mutations:PeopleMutation",
    )
    keeps_rows = ("Student", "Employee", "GroupMembership", "Movement", "GroupAppointment")
    menu = (
        MenuEntry(_("Students"), "people:students", PeoplePermission.STUDENT_LIST, "users", 30),
        MenuEntry(_("Employees"), "people:employees", PeoplePermission.EMPLOYEE_LIST, "users", 60),
        MenuEntry(_("My card"), "people:own_card", PeoplePermission.OWN_CARD, "user", 90),
    )
    widgets = (
        Widget(
            code="people.students",
            title=_("Students"),
            permission=PeoplePermission.STUDENT_LIST,
            context="modules.people.views.widgets:students",
            template="people/widgets/students.html",
            order=50,
        ),
    )

    def ready(self) -> None:
        """Tell the log-ins where the people behind them stand."""
        from modules.people.selectors import logins
        from ordo.accounts import selectors, targets

        targets.register(logins.target_of_user)
        selectors.register_reach(logins.users_within)
