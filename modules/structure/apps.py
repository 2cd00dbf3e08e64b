"""Structure of a university: essential, because everything else stands in a group of a programme of a faculty."""

from django.utils.translation import gettext_lazy as _

from modules.structure.permissions import StructurePermission
from modules.structure.selectors.words import word
from ordo.modular.module import ConsolePanel, GraphQLEntry, MenuEntry, ModuleConfig


class StructureConfig(ModuleConfig):
    """Label `structure`."""

    name = "modules.structure"
    label = "structure"
    verbose_name = _("Structure")
    title = _("Structure of the university")
    description = _("Faculties, departments, programmes, semesters, study groups and subgroups")
    essential = True
    graphql = GraphQLEntry(
        query="modules.structure.graphql.queries:StructureQuery",
        mutation="modules.structure.graphql.mutations:StructureMutation",
    )
    keeps_rows = ("AcademicYear", "StudyGroup")
    menu = (
        MenuEntry(word("study_groups"), "structure:groups", StructurePermission.GROUP_VIEW, "users", 40),
        MenuEntry(_("Structure"), "structure:faculties", StructurePermission.VIEW, "building", 80),
    )
    console = (
        ConsolePanel(
            title=_("Structure of the university"),
            description=_("Faculties, departments and programmes with their names in three languages"),
            url_name="structure:faculties",
            permission=StructurePermission.CHANGE,
            icon="building",
            order=10,
        ),
        ConsolePanel(
            title=_("Semesters"),
            description=_("Academic years and the first and last days of their semesters"),
            url_name="structure:semesters",
            permission=StructurePermission.CALENDAR_CHANGE,
            icon="calendar",
            order=20,
        ),
    )

    def ready(self) -> None:
        """Tell the console which faculties, departments and groups a role can be limited to."""
        from modules.structure.selectors import scopes
        from ordo.access import scopes as access_scopes
        from ordo.access.roles import ScopeKind

        access_scopes.register(ScopeKind.FACULTY, scopes.faculties)
        access_scopes.register(ScopeKind.DEPARTMENT, scopes.departments)
        access_scopes.register(ScopeKind.GROUP, scopes.groups)
