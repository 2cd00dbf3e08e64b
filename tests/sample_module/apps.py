"""Everything a module may bring, declared in one place."""

from ordo.modular.module import ConsolePanel, GraphQLEntry, MenuEntry, ModuleConfig, Widget
from tests.sample_module.permissions import SamplePermission


class SampleConfig(ModuleConfig):
    """Label `sample`; off in every university until a test switches it on."""

    name = "tests.sample_module"
    label = "sample"
    title = "Sample"
    description = "Proves the extension points"
    requires = ("sample_ground",)
    url_prefix = "sample-notes"
    provision = "tests.sample_module.provisioning:install"
    keeps_rows = ("SampleNote",)
    menu = (MenuEntry("Sample notes", "sample:notes", SamplePermission.NOTE_VIEW, order=7),)
    widgets = (
        Widget(
            code="sample-notes",
            title="Sample card",
            permission=SamplePermission.NOTE_VIEW,
            context="tests.sample_module.widgets:newest",
            template="sample/card.html",
        ),
    )
    console = (ConsolePanel("Sample panel", "Opens the notes", "sample:notes", SamplePermission.NOTE_ADD),)
    graphql = GraphQLEntry(
        query="tests.sample_module.graphql:SampleQuery", mutation="tests.sample_module.graphql:SampleMutation"
    )
