"""What is taught: essential, because every journal and grade sheet belongs to a working plan line."""

from django.utils.translation import gettext_lazy as _

from modules.teaching.permissions import TeachingPermission
from ordo.modular.module import GraphQLEntry, MenuEntry, ModuleConfig


class TeachingConfig(ModuleConfig):
    """Label `teaching`."""

    name = "modules.teaching"
    label = "teaching"
    verbose_name = _("Teaching")
    title = _("Disciplines and working plans")
    description = _("Disciplines, what each group studies in a semester, and who teaches it")
    requires = ("structure", "people")
    essential = True
    graphql = GraphQLEntry(
        query="modules.teaching.graphql.queries:TeachingQuery",
        mutation="modules.teaching.graphql.mutations:TeachingMutation",
    )
    menu = (
        MenuEntry(_("Working plans"), "teaching:lines", TeachingPermission.LINE_VIEW, "book", 45),
        MenuEntry(_("Disciplines"), "teaching:disciplines", TeachingPermission.DISCIPLINE_VIEW, "book", 85),
    )

    def ready(self) -> None:
        """A teacher's own groups are those he or she teaches (JAMU-4.3a)."""
        from modules.structure import facade as structure
        from modules.teaching import facade

        structure.register_group_provider(facade.groups_taught)
